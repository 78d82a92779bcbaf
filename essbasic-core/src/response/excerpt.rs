//! The first bytes of an answer that cannot be read, without what may be a person's or a secret.

/// How much is looked at, and how much is shown.
const READ: usize = 1024;
const SHOWN: usize = 160;

/// The beginning of a body, fit for a log: of JSON its names and no values, of any other text no
/// long numbers, no tokens and no queries.
pub(super) fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(READ)]);
    let text = text.split(|c: char| c.is_whitespace() || c.is_control());
    let text = text.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let redacted = match text.as_bytes().first() {
        Some(b'{' | b'[' | b'"') => names(&text),
        _ => words(&text),
    };
    let mut shown: String = redacted.chars().take(SHOWN).collect();
    if shown.len() < redacted.len() || body.len() > READ {
        shown.push('…');
    }
    shown
}

/// JSON, whole or cut, of which only names, brackets and words of the language are kept.
fn names(json: &str) -> String {
    let mut out = String::new();
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let (string, after) = string(rest);
            let is_name = after.trim_start().starts_with(':');
            out.push_str(if is_name { string } else { "***" });
            rest = after;
        } else if first.is_ascii_digit() || first == '-' {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c));
            out.push_str("***");
            rest = &rest[end.unwrap_or(rest.len())..];
        } else {
            let kept = first.is_ascii_alphabetic() || "{}[]:,. ".contains(first);
            out.push(if kept { first } else { '*' });
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// A string with its quotes, and what comes after it; all that is left when it was cut.
fn string(json: &str) -> (&str, &str) {
    let mut escaped = false;
    for (at, c) in json.char_indices().skip(1) {
        match c {
            '"' if !escaped => return json.split_at(at + 1),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    (json, "")
}

/// Text of which long numbers, whatever looks like a token, and queries of addresses are blanked.
fn words(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of_token = |c: char| c.is_ascii_alphanumeric() || "+/_-".contains(c);
        let run = rest.find(|c: char| !of_token(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(run.max(first.len_utf8()));
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        out.push_str(if digits > 4 || word.len() > 24 { "***" } else { word });
        rest = after;
        if word == "?" {
            let end = rest.find([' ', '"', '\'', '<', '>']).unwrap_or(rest.len());
            out.push_str(if end > 0 { "***" } else { "" });
            rest = &rest[end..];
        }
    }
    out
}
