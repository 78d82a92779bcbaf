//! Values that are misspellings of a documented value.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Value};

use crate::error::CliError;
use crate::message::message;

/// Rejects a value that is not documented but similar to one that is.
///
/// Any other unknown value is left to the service, which may accept more than is documented.
pub(crate) fn check(
    schema: Option<&'static StructSchema>,
    fields: &Map<String, Value>,
) -> Result<(), CliError> {
    match schema.and_then(|schema| find_in_object("", schema, fields)) {
        None => Ok(()),
        Some((path, similar)) => {
            let hint = message!("cli-misspelled-hint", value = similar);
            Err(CliError::usage(message!("cli-misspelled", path = path)).with_hint(hint))
        }
    }
}

/// Path of a misspelled value, and the documented value.
type Misspelling = (String, &'static str);

fn find_in_object(
    path: &str,
    schema: &'static StructSchema,
    fields: &Map<String, Value>,
) -> Option<Misspelling> {
    fields.iter().find_map(|(name, value)| {
        let (_, field) = schema.field(name)?;
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match value {
            Value::Array(items) => items
                .iter()
                .enumerate()
                .find_map(|(index, item)| find_in_value(&format!("{path}.{index}"), field, item)),
            value => find_in_value(&path, field, value),
        }
    })
}

fn find_in_value(path: &str, field: &'static FieldSchema, value: &Value) -> Option<Misspelling> {
    match (field.kind, value) {
        (FieldKind::Object(schema), Value::Object(fields)) => {
            find_in_object(path, schema(), fields)
        }
        (FieldKind::String, Value::String(text)) => {
            let documented = || field.values.iter().map(|value| value.wire);
            if documented().any(|wire| wire == text) {
                return None;
            }
            let similar = documented().find(|wire| is_similar(text, wire))?;
            Some((path.to_owned(), similar))
        }
        _ => None,
    }
}

/// Returns whether texts differ in case only, or in at most two letters of at least six.
fn is_similar(text: &str, wire: &str) -> bool {
    let distance = strsim::osa_distance(&text.to_lowercase(), &wire.to_lowercase());
    !text.is_empty() && (distance == 0 || distance <= 2 && wire.len() >= 6)
}
