//! Redacted snippet of an undecodable response, for error messages.

/// Number of bytes that are read.
const MAX_READ: usize = 1024;
/// Number of characters that are shown.
const MAX_SHOWN: usize = 160;

/// Returns the beginning of a body without values: of JSON the names, of other text no long numbers,
/// tokens or queries.
pub(super) fn snippet(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(MAX_READ)]);
    let text = text.split(|c: char| c.is_whitespace() || c.is_control());
    let text = text.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let redacted = match text.as_bytes().first() {
        Some(b'{' | b'[' | b'"') => json_names(&text),
        _ => redact_text(&text),
    };
    let mut shown: String = redacted.chars().take(MAX_SHOWN).collect();
    if shown.len() < redacted.len() || body.len() > MAX_READ {
        shown.push('…');
    }
    shown
}

/// Keeps names, brackets and literals of JSON, which may be cut off.
fn json_names(json: &str) -> String {
    let mut out = String::new();
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let (string, after) = split_string(rest);
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

/// Splits off a string with its quotes; the whole rest if it is cut off.
fn split_string(json: &str) -> (&str, &str) {
    let mut escaped = false;
    for (index, c) in json.char_indices().skip(1) {
        match c {
            '"' if !escaped => return json.split_at(index + 1),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    (json, "")
}

/// Replaces long numbers, token-like words and queries of URLs.
fn redact_text(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_token = |c: char| c.is_ascii_alphanumeric() || "+/_-".contains(c);
        let run = rest.find(|c: char| !is_token(c)).unwrap_or(rest.len());
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
