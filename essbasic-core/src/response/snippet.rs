//! Description of an undecodable response for error messages: names, never values.

use crate::limits::MAX_SNIPPET_CHARS;
use crate::message::{Message, message};

/// Maximum number of bytes of text before embedded JSON.
const MAX_LEAD: usize = 1024;

/// Returns the beginning of JSON, with `***` in place of values, or the kind and size of another body.
///
/// Values are never shown: an intermediary's response may repeat the request.
pub(super) fn snippet(body: &[u8]) -> Option<Message> {
    let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii();
    let bytes = body.len();
    Some(match text {
        [] => return None,
        [b'{' | b'[' | b'"', ..] => Message::verbatim(json_names(text)),
        [b'<', ..] => message!("a page (HTML or XML), {bytes} bytes", bytes = bytes),
        [0x1F, 0x8B, ..] | [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => {
            message!("compressed data, {bytes} bytes", bytes = bytes)
        }
        _ if str::from_utf8(text).is_err() => {
            message!("binary data, {bytes} bytes", bytes = bytes)
        }
        _ => match text[..text.len().min(MAX_LEAD)].iter().position(|byte| *byte == b'{') {
            Some(start) => message!("text and {json}", json = json_names(&text[start..])),
            None => message!("text, {bytes} bytes", bytes = bytes),
        },
    })
}

/// Returns names and punctuation of JSON, up to its first syntax error.
fn json_names(json: &[u8]) -> String {
    let (mut out, mut open, mut rest) = (String::new(), Vec::new(), json);
    // The last byte of the token before; `0` means any scalar.
    let (mut previous, mut tokens) = (b':', 0);
    while let Some((&byte, after)) = rest.split_first() {
        tokens += 1;
        if tokens > MAX_SNIPPET_CHARS / 2 || out.len() > MAX_SNIPPET_CHARS {
            out.push('…');
            break;
        }
        rest = after.trim_ascii_start();
        match byte {
            b'{' | b'[' if b":[,".contains(&previous) => {
                open.push(byte);
                out.push(char::from(byte));
            }
            // In ASCII, opening brackets are 2 below closing ones.
            b'}' | b']' if open.pop() == Some(byte - 2) => out.push(char::from(byte)),
            b',' | b':' if b"\"0}]".contains(&previous) && !open.is_empty() => {
                out.push(char::from(byte));
            }
            b'"' if b"{[,:".contains(&previous) => {
                let string = string_content(after);
                rest = after[string.len()..].strip_prefix(b"\"").unwrap_or_default();
                rest = rest.trim_ascii_start();
                let is_name = b"{,".contains(&previous)
                    && open.last() == Some(&b'{')
                    && rest.first() == Some(&b':');
                match str::from_utf8(string) {
                    Ok(name) if is_name && is_identifier(name) => {
                        out.extend(["\"", name, "\""]);
                    }
                    _ => out.push_str("***"),
                }
            }
            b'-' | b'0'..=b'9' | b'a'..=b'z' if b"[,:".contains(&previous) => {
                let is_scalar = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
                let end = after.iter().position(|byte| !is_scalar(byte)).unwrap_or(after.len());
                rest = after[end..].trim_ascii_start();
                out.push_str("***");
                previous = b'0';
                continue;
            }
            _ => {
                out.push('…');
                break;
            }
        }
        previous = byte;
    }
    out.chars().take(MAX_SNIPPET_CHARS).collect()
}

/// Returns the content of a string after its opening quote; without a closing quote, all of `rest`.
fn string_content(rest: &[u8]) -> &[u8] {
    let mut escaped = false;
    let end = rest.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    &rest[..end.unwrap_or(rest.len())]
}

/// Returns whether a name looks like that of a field, and not like a value such as a mobile number.
fn is_identifier(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
        && name.bytes().filter(u8::is_ascii_digit).count() <= 4
}
