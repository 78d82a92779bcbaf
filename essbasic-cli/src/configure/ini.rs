//! The text of the credential file, changed in one profile and kept everywhere else.

/// What makes a credential; a token belongs to one pair, and goes with it.
const PARTS: [&str; 3] = ["secret_id", "secret_key", "token"];

/// What a profile of a credential file held.
#[derive(Default)]
pub(super) struct Held<'a> {
    parts: [Option<&'a str>; 3],
}

impl Held<'_> {
    /// Whether there was any credential.
    pub(super) fn is_any(&self) -> bool {
        self.parts.iter().flatten().any(|part| !part.is_empty())
    }

    /// Whether it was this pair, without a token.
    pub(super) fn is(&self, id: &str, key: &str) -> bool {
        self.parts == [Some(id), Some(key), None]
    }
}

/// What a profile holds.
pub(super) fn held<'a>(text: &'a str, profile: &str) -> Held<'a> {
    let mut held = Held::default();
    for (inside, line) in lines(text, profile) {
        if let Some((at, value)) = part(line).filter(|_| inside) {
            held.parts[at] = Some(value);
        }
    }
    held
}

/// The text with this pair in a profile, comments and all else as they were.
pub(super) fn changed(text: &str, profile: &str, id: &str, key: &str) -> String {
    let pair = format!("secret_id = {id}\nsecret_key = {key}\n");
    let (mut changed, mut written) = (String::new(), false);
    for (inside, line) in lines(text, profile) {
        if inside && part(line).is_some() {
            continue;
        }
        changed += line;
        if inside && !written {
            // This is the line that names it.
            end_line(&mut changed);
            changed += &pair;
            written = true;
        }
    }
    if !written {
        end_line(&mut changed);
        let gap = if changed.is_empty() { "" } else { "\n" };
        changed = format!("{changed}{gap}[{profile}]\n{pair}");
    }
    changed
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// The lines of a text, and whether each stands in a profile, the line that names it included.
fn lines<'a>(text: &'a str, profile: &str) -> impl Iterator<Item = (bool, &'a str)> {
    let mut inside = false;
    text.split_inclusive('\n').map(move |line| {
        if let Some(name) = line.trim().strip_prefix('[') {
            inside = name.split_once(']').is_some_and(|(name, _)| name.trim() == profile);
        }
        (inside, line)
    })
}

/// Which part of a credential a line holds, and what it says.
fn part(line: &str) -> Option<(usize, &str)> {
    let (name, value) = line.split_once(['=', ':'])?;
    let at = PARTS.iter().position(|part| *part == name.trim())?;
    Some((at, value.trim()))
}
