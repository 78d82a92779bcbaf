//! What is not shown of a request: secrets, and files.

use essbasic::schema::{FieldKind, StructSchema};
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
    inside(schema, members, false)
}

fn inside(
    schema: Option<&'static StructSchema>,
    members: &Map<String, Value>,
    all: bool,
) -> Map<String, Value> {
    let shown = members.iter().map(|(name, value)| {
        let field = schema.and_then(|schema| schema.field(name)).map(|(_, field)| field);
        let inner = field.and_then(|field| match field.kind {
            FieldKind::Object(schema) => Some(schema()),
            _ => None,
        });
        let secret = all || field.is_some_and(|field| field.secret);
        (name.clone(), shown(secret, inner, value))
    });
    shown.collect()
}

fn shown(secret: bool, schema: Option<&'static StructSchema>, value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| shown(secret, schema, item)).collect(),
        Value::Object(members) => Value::Object(inside(schema, members, secret)),
        Value::String(_) if secret => REDACTED.into(),
        Value::Number(_) if secret => 0.into(),
        Value::Bool(_) if secret => false.into(),
        Value::String(text) if text.len() > LONG => {
            let start: String = text.chars().take(16).collect();
            format!("{start}… ({} bytes)", text.len()).into()
        }
        value => value.clone(),
    }
}
