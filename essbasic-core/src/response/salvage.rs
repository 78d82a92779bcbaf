//! Error code and request ID of a response that is not whole JSON, such as one that was cut off.

use super::envelope::Envelope;
use super::repair::split_string;

/// Names on the way to a value: `Response`, `Error`, `Code`.
type Path<'t> = [&'t [u8]; 4];

/// Reads the envelope's fields as far as they can be recognized, in text with valid strings.
///
/// A code counts if nothing before it is damaged, or if the brackets of the whole text match: an error
/// inside the output must not be mistaken for the response's.
pub(super) fn salvage(text: &[u8]) -> Envelope {
    let mut envelope = Envelope::default();
    let (mut path, mut depth): (Path<'_>, usize) = ([b""; 4], 0);
    let (mut rest, mut previous, mut damaged, mut code_is_certain) = (text, b' ', false, false);
    let mut balanced = true;
    while let Some((&byte, after)) = rest.split_first() {
        let mut value = None;
        match byte {
            b'"' if b"{[,:".contains(&previous) => {
                let Some((string, after)) = split_string(after) else { break };
                let next = after.trim_ascii_start().first();
                let inner = string.trim_ascii_end().last().copied().unwrap_or_default();
                if !next.is_none_or(|byte| b",:}]".contains(byte)) && b"{,".contains(&inner) {
                    // The closing quote is missing; this one opens the next string.
                    damaged = true;
                    previous = inner;
                    rest = &rest[string.len() + 1..];
                    continue;
                }
                if previous == b':' {
                    value = Some(&rest[..string.len() + 2]);
                } else if let Some(name) = path.get_mut(depth) {
                    *name = string;
                }
                (rest, previous) = (after, byte);
            }
            b'{' | b'[' => {
                depth += 1;
                if let Some(name) = path.get_mut(depth) {
                    *name = b"";
                }
                (rest, previous) = (after, byte);
            }
            b'}' | b']' => {
                balanced &= depth > 0;
                depth = depth.saturating_sub(1);
                (rest, previous) = (after, byte);
            }
            b',' | b':' => (rest, previous) = (after, byte),
            _ if byte.is_ascii_whitespace() => rest = after,
            _ => {
                let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
                let length = rest.iter().position(|it| !is_word(it)).unwrap_or(rest.len()).max(1);
                let word = &rest[..length];
                let is_literal = serde_json::from_slice::<serde::de::IgnoredAny>(word).is_ok();
                damaged |= depth > 0 && !(is_literal && b":[,".contains(&previous));
                value = (previous == b':').then_some(word);
                (rest, previous) = (&rest[length..], byte);
            }
        }
        let Some(value) = value else { continue };
        match (depth, path) {
            (2, [_, b"Response", b"RequestId", _]) if envelope.request_id.is_none() => {
                envelope.set_request_id(value);
            }
            (3, [_, b"Response", b"Error", b"Code"]) if !code_is_certain => {
                envelope.set_code(value);
                code_is_certain |= !damaged;
            }
            (3, [_, b"Response", b"Error", b"Message"]) => envelope.set_message(value),
            _ => {}
        }
    }
    if !(code_is_certain || balanced && depth == 0) {
        envelope.error = None;
    }
    envelope
}
