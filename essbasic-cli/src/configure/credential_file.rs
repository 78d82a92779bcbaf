//! Edits of the vendor's credential file that keep comments and other profiles.

/// Parts of credentials. A token belongs to one pair, so it is removed with it.
const PARTS: [&str; 3] = ["secret_id", "secret_key", "token"];

/// Credentials of a profile.
#[derive(Default)]
pub(super) struct StoredCredentials<'a> {
    parts: [Option<&'a str>; 3],
}

impl StoredCredentials<'_> {
    pub(super) fn exists(&self) -> bool {
        self.parts.iter().flatten().any(|part| !part.is_empty())
    }

    /// Returns whether it is this pair, without a token.
    pub(super) fn is_pair(&self, id: &str, key: &str) -> bool {
        self.parts == [Some(id), Some(key), None]
    }
}

/// Reads the credentials of a profile.
pub(super) fn read<'a>(text: &'a str, profile: &str) -> StoredCredentials<'a> {
    let mut stored = StoredCredentials::default();
    for (is_inside, line) in lines(text, profile) {
        if let Some((index, value)) = parse_part(line).filter(|_| is_inside) {
            stored.parts[index] = Some(value);
        }
    }
    stored
}

/// Returns how often a profile occurs.
pub(super) fn count(text: &str, profile: &str) -> usize {
    let headers = lines(text, profile).filter(|(_, line)| line.trim().starts_with('['));
    headers.filter(|(is_inside, _)| *is_inside).count()
}

/// Returns the text with a pair stored in a profile.
pub(super) fn store(text: &str, profile: &str, id: &str, key: &str) -> String {
    let pair = format!("secret_id = {id}\nsecret_key = {key}\n");
    let (mut edited, mut is_stored) = (String::new(), false);
    for (is_inside, line) in lines(text, profile) {
        if is_inside && parse_part(line).is_some() {
            continue;
        }
        edited += line;
        if is_inside && !is_stored {
            // This line is the header of the profile.
            end_line(&mut edited);
            edited += &pair;
            is_stored = true;
        }
    }
    if !is_stored {
        end_line(&mut edited);
        let gap = if edited.is_empty() { "" } else { "\n" };
        edited = format!("{edited}{gap}[{profile}]\n{pair}");
    }
    edited
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Returns the lines of a text, and whether each belongs to the profile, its header included.
fn lines<'a>(text: &'a str, profile: &str) -> impl Iterator<Item = (bool, &'a str)> {
    let mut is_inside = false;
    text.split_inclusive('\n').map(move |line| {
        if let Some(name) = line.trim().strip_prefix('[') {
            is_inside = name.split_once(']').is_some_and(|(name, _)| name.trim() == profile);
        }
        (is_inside, line)
    })
}

/// Parses a line into the index of its part, in any case, and the value.
fn parse_part(line: &str) -> Option<(usize, &str)> {
    let (name, value) = line.split_once(['=', ':'])?;
    let index = PARTS.iter().position(|part| name.trim().eq_ignore_ascii_case(part))?;
    Some((index, value.trim()))
}
