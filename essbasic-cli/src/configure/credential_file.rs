//! Edits of the vendor's credential file that keep comments and other profiles.

use essbasic::provider::Line;

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
    for (is_inside, _, line) in lines(text, profile) {
        if let (true, Line::Part(index, value)) = (is_inside, line) {
            stored.parts[index] = Some(value);
        }
    }
    stored
}

/// Returns how often a profile occurs.
pub(super) fn count(text: &str, profile: &str) -> usize {
    lines(text, profile).filter(|it| it.0 && matches!(it.2, Line::Profile(_))).count()
}

/// Returns the text with a pair stored in a profile.
pub(super) fn store(text: &str, profile: &str, id: &str, key: &str) -> String {
    let pair = format!("secret_id = {id}\nsecret_key = {key}\n");
    let (mut edited, mut is_stored) = (String::new(), false);
    for (is_inside, line, parsed) in lines(text, profile) {
        // A token belongs to one pair, so it is removed with it.
        if is_inside && matches!(parsed, Line::Part(..)) {
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
fn lines<'a>(text: &'a str, profile: &str) -> impl Iterator<Item = (bool, &'a str, Line<'a>)> {
    let mut is_inside = false;
    text.split_inclusive('\n').map(move |line| {
        let parsed = Line::parse(line);
        match parsed {
            Line::Profile(name) => is_inside = name.eq_ignore_ascii_case(profile),
            Line::Malformed => is_inside = false,
            Line::Part(..) | Line::Other => {}
        }
        (is_inside, line, parsed)
    })
}
