//! Masking of names, numbers, links and keys in what assistants see.

use essbasic::Descriptor;
use essbasic::schema::SecretFields;
use serde_json::{Map, Value};

/// Replaces a masked value.
const MASK: &str = "***";

/// Maximum number of secrets that are looked for in other texts.
const MAX_SECRETS: usize = 200;

/// Masks the secret fields of a value, and their texts in other fields: contracts may be named after
/// people.
pub(crate) fn value(secret_fields: SecretFields, value: &mut Value) {
    let mut secrets = secret_fields.strings(value.clone());
    secrets.truncate(MAX_SECRETS);
    secret_fields.visit(value, &mut |value, is_secret| {
        match value {
            Value::Object(_) | Value::Array(_) | Value::Null => {}
            _ if is_secret => *value = MASK.into(),
            Value::String(text) => {
                if let Some(masked) = replaced(text, &secrets) {
                    *text = masked;
                }
            }
            _ => {}
        }
        true
    });
}

/// Masks the secrets of a request in a text about it.
pub(crate) fn text(action: &Descriptor, request: &Map<String, Value>, text: &str) -> String {
    let secrets = SecretFields::of((action.request)()).strings(Value::Object(request.clone()));
    replaced(text, &secrets).unwrap_or_else(|| text.to_owned())
}

/// Returns the text without the secrets, if it contains one.
fn replaced(text: &str, secrets: &[String]) -> Option<String> {
    let mut masked = None::<String>;
    for secret in secrets {
        let current = masked.as_deref().unwrap_or(text);
        if current.contains(secret.as_str()) {
            masked = Some(current.replace(secret.as_str(), MASK));
        }
    }
    masked
}
