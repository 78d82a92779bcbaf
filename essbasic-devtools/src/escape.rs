//! Text from outside, made safe for a terminal.
//!
//! Escapes characters that a terminal acts upon, or that change how the text around them reads.

use std::borrow::Cow;
use std::fmt::Write;

pub(crate) use essbasic::message::is_unsafe;
use serde_json::Value;

/// Escapes a text of one line.
pub fn line(text: &str) -> Cow<'_, str> {
    escape(text, is_unsafe, |escaped, c| _ = write!(escaped, "{}", c.escape_default()))
}

/// Escapes a text whose line breaks and tabs are shown.
pub fn lines(text: &str) -> Cow<'_, str> {
    let is_unsafe = |c| is_unsafe(c) && c != '\n' && c != '\t';
    escape(text, is_unsafe, |escaped, c| _ = write!(escaped, "{}", c.escape_default()))
}

/// Formats JSON on one line, and escapes it.
pub fn json(value: &Value) -> String {
    let text = value.to_string();
    json_text(&text).into_owned()
}

/// Escapes JSON, inside its strings: elsewhere it contains no such character but line breaks.
pub fn json_text(text: &str) -> Cow<'_, str> {
    let is_unsafe = |c| is_unsafe(c) && c != '\n';
    escape(text, is_unsafe, |escaped, c| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    })
}

/// Escapes lines that contain our styles, which stay.
pub fn styled(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut escaped = lines(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let parameters = part
            .strip_prefix('[')
            .map_or("", |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'));
        escaped.push_str(if parameters.starts_with('m') { "\u{1b}" } else { "\\u{1b}" });
        escaped.push_str(&lines(part));
    }
    escaped
}

fn escape(
    text: &str,
    is_unsafe: impl Fn(char) -> bool,
    write: impl Fn(&mut String, char),
) -> Cow<'_, str> {
    if !text.contains(&is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unsafe(c) { write(&mut escaped, c) } else { escaped.push(c) }
    }
    Cow::Owned(escaped)
}
