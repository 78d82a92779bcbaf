//! Redaction of secrets and files in requests.

use essbasic::schema::{SecretFields, StructSchema};
use http::HeaderMap;
use serde_json::{Map, Value};

/// Replacement for secrets.
pub const REDACTED: &str = "***";

/// Maximum length of a text; longer ones are encoded files.
const MAX_TEXT: usize = 400;

/// Returns headers without tokens. The signature stays: it is valid for one body and 5 minutes.
pub fn headers(headers: &HeaderMap) -> impl Iterator<Item = (&str, String)> {
    headers.iter().map(|(name, value)| {
        let secret = name == "x-tc-token" || (value.is_sensitive() && name != "authorization");
        let value =
            if secret { REDACTED.into() } else { String::from_utf8_lossy(value.as_bytes()) };
        (name.as_str(), value.into_owned())
    })
}

/// Returns whether a request has secrets.
pub fn has_secrets(schema: Option<&'static StructSchema>, members: &Map<String, Value>) -> bool {
    let mut found = false;
    let secrets = schema.map_or(SecretFields::none(), SecretFields::of);
    secrets.visit(&mut Value::Object(members.clone()), &mut |value, secret| {
        found |= secret
            && match value {
                Value::String(text) => !text.is_empty(),
                Value::Number(_) | Value::Bool(_) => true,
                Value::Null | Value::Array(_) | Value::Object(_) => false,
            };
        true
    });
    found
}

/// Replaces secret fields and long texts. Values keep their types, so that samples compile.
pub fn request_fields(
    schema: Option<&'static StructSchema>,
    members: &Map<String, Value>,
) -> Map<String, Value> {
    let mut fields = Value::Object(members.clone());
    let secrets = schema.map_or(SecretFields::none(), SecretFields::of);
    secrets.visit(&mut fields, &mut |value, secret| {
        match value {
            Value::String(text) if text.is_empty() => {}
            Value::String(_) if secret => *value = REDACTED.into(),
            Value::Number(_) if secret => *value = 0.into(),
            Value::Bool(_) if secret => *value = false.into(),
            Value::String(text) if text.len() > MAX_TEXT => {
                let start: String = text.chars().take(16).collect();
                *value = format!("{start}… ({} bytes)", text.len()).into();
            }
            _ => {}
        }
        true
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
