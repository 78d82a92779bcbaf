//! What is not shown of a request: secrets, and files.

use essbasic::schema::{SecretFields, StructSchema};
use http::HeaderMap;
use serde_json::{Map, Value};

/// What stands in endpoint of a secret.
pub const REDACTED: &str = "***";

/// Longer texts are files, which nobody reads in base64.
const LONG: usize = 400;

/// A request's headers as they may be seen. The signature is good for this body alone, and for
/// five minutes; a token is good for more.
pub fn headers(headers: &HeaderMap) -> impl Iterator<Item = (&str, String)> {
    headers.iter().map(|(name, value)| {
        let secret = name == "x-tc-token" || (value.is_sensitive() && name != "authorization");
        let value =
            if secret { REDACTED.into() } else { String::from_utf8_lossy(value.as_bytes()) };
        (name.as_str(), value.into_owned())
    })
}

/// A request's members without those that the schema calls secret. Each keeps its type, so that
/// what is made of them compiles.
pub fn request_fields(
    schema: Option<&'static StructSchema>,
    members: &Map<String, Value>,
) -> Map<String, Value> {
    let mut fields = Value::Object(members.clone());
    let secrets = schema.map_or(SecretFields::none(), SecretFields::of);
    secrets.visit(&mut fields, &mut |value, secret| {
        match value {
            Value::String(_) if secret => *value = REDACTED.into(),
            Value::Number(_) if secret => *value = 0.into(),
            Value::Bool(_) if secret => *value = false.into(),
            Value::String(text) if text.len() > LONG => {
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
