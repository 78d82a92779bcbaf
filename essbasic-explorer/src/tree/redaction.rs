//! Redaction of personal data and credentials in values.

use essbasic::schema::SecretFields;
use serde_json::{Map, Value};

/// Maximum number of secrets to search for in other fields.
const MAX_SECRETS: usize = 100;

/// The fields of a value to redact.
#[derive(Clone, Debug)]
pub(crate) enum Redaction {
    /// The secret fields of a request or another struct.
    Fields(SecretFields),
    /// The secret fields of a response, in its envelope.
    Response(SecretFields),
    /// The fields at some paths, relative to the given one.
    Paths(&'static [&'static str], String),
    /// Nothing: the enclosing field is redacted.
    Enclosed,
}

impl Redaction {
    /// Returns whether anything is redacted.
    pub(crate) fn is_active(&self) -> bool {
        !matches!(self, Self::Enclosed)
    }

    /// Returns whether a field is redacted, and the redaction of its own fields.
    pub(crate) fn field(&self, name: &str) -> (bool, Self) {
        match self {
            Self::Response(_) if name == "Response" => (false, self.clone()),
            Self::Response(_) if matches!(name, "RequestId" | "Error") => {
                (false, Self::Fields(SecretFields::none()))
            }
            Self::Fields(fields) | Self::Response(fields) => {
                let (is_secret, inner) = fields.field(name);
                (is_secret, Self::Fields(inner))
            }
            Self::Enclosed => (false, Self::Enclosed),
            Self::Paths(paths, before) => {
                let path = if before.is_empty() { name.into() } else { format!("{before}.{name}") };
                (paths.contains(&path.as_str()), Self::Paths(paths, path))
            }
        }
    }
}

/// Returns the texts of redacted fields, which are redacted in other fields too: contracts may be
/// named after people. Texts of one character are ignored.
pub(crate) fn secrets(value: &Value, redaction: &Redaction) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, redaction, false, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

fn collect(value: &Value, redaction: &Redaction, is_secret: bool, found: &mut Vec<String>) {
    if found.len() >= MAX_SECRETS {
        return;
    }
    match value {
        Value::String(text) if is_secret && (2..100).contains(&text.chars().take(100).count()) => {
            found.push(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|it| collect(it, redaction, is_secret, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let (secret, inner) = redaction.field(name);
                collect(value, &inner, is_secret || secret, found);
            }
        }
        _ => {}
    }
}

/// Returns whether a value has nothing to redact.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Returns a value with redacted fields replaced by `***`, unless they are empty.
pub(crate) fn redact(value: &Value, redaction: &Redaction) -> Value {
    let secrets = secrets(value, redaction);
    redact_with(value, redaction, &secrets)
}

fn redact_with(value: &Value, redaction: &Redaction, secrets: &[String]) -> Value {
    match value {
        Value::String(text) if secrets.iter().any(|it| text.contains(it.as_str())) => "***".into(),
        Value::Array(items) => items.iter().map(|it| redact_with(it, redaction, secrets)).collect(),
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| {
                let (is_secret, inner) = redaction.field(name);
                let value = if is_secret && !is_empty(value) {
                    "***".into()
                } else {
                    redact_with(value, &inner, secrets)
                };
                (name.clone(), value)
            };
            Value::Object(fields.iter().map(field).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}
