//! Search for the body that was signed, when the captured one differs.

use serde_json::Value;

use super::cause::CallbackCause;

/// Size above which no other forms of a body are tried.
const MAX_BYTES: usize = 1 << 20;

/// Forms in which serializers write the body: before the text, and after it.
const FORMS: [(&str, &str); 7] = [
    ("{\"encrypt\":\"", "\"}"),
    ("{\"encrypt\": \"", "\"}"),
    ("{\"encrypt\" : \"", "\"}"),
    ("{ \"encrypt\": \"", "\" }"),
    ("{\n  \"encrypt\": \"", "\"\n}"),
    ("{\n    \"encrypt\": \"", "\"\n}"),
    ("{\n\t\"encrypt\": \"", "\"\n}"),
];

/// Characters of base64 that some serializers escape.
const ESCAPES: [(&str, &str); 4] = [("/", "/"), ("/", "\\/"), ("=", "\\u003d"), ("+", "\\u002B")];

/// Returns the encrypted text of a body, if it has one.
pub(super) fn encrypted_text(body: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(body).ok()?;
    Some(value.get("encrypt")?.as_str()?.to_owned())
}

/// Finds the body that was signed among the forms that a transport or a framework may have changed.
/// Returns what changed it.
pub(super) fn find(body: &[u8], is_original: impl Fn(&[u8]) -> bool) -> Option<CallbackCause> {
    if body.len() > MAX_BYTES {
        return None;
    }
    let ends_changed = |body: &[u8]| {
        let trimmed = body.trim_ascii();
        let ends: [&[u8]; 3] = [b"", b"\n", b"\r\n"];
        ends.iter().any(|end| is_original(&[trimmed, *end].concat()))
    };
    if ends_changed(body) {
        return Some(CallbackCause::LineEnds);
    }
    let text = encrypted_text(body)?;
    let compact: String = text.split_ascii_whitespace().collect();
    let plus = text.replace(' ', "+");
    for (candidate, cause) in [
        (text.clone(), CallbackCause::Reserialized),
        (compact, CallbackCause::Base64Lines),
        (plus, CallbackCause::Base64Lines),
    ] {
        let matches = FORMS.iter().any(|(start, end)| {
            ESCAPES.iter().any(|(from, to)| {
                is_original([start, candidate.replace(from, to).as_str(), end].concat().as_bytes())
            })
        });
        if matches {
            return Some(cause);
        }
    }
    None
}
