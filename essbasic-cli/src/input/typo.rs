//! Values that look like a listed one, mistyped.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Value};

use crate::failure::Failure;

/// Refuses a value that is not one of those the manual lists and nearly is. The lists are open:
/// what is like none of them is the service's to judge.
pub(crate) fn refuse_typos(
    schema: Option<&'static StructSchema>,
    members: &Map<String, Value>,
) -> Result<(), Failure> {
    match schema.and_then(|schema| within("", schema, members)) {
        None => Ok(()),
        Some((path, meant)) => {
            let hint = format!("did you mean `{meant}`? --unchecked sends it as it stands");
            Err(Failure::usage(format!("{path} is not one of its listed values")).hint(Some(hint)))
        }
    }
}

/// Where a mistyped value stands, and what was probably meant.
type Typo = (String, &'static str);

fn within(path: &str, schema: &'static StructSchema, members: &Map<String, Value>) -> Option<Typo> {
    members.iter().find_map(|(name, value)| {
        let (_, field) = schema.field(name)?;
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match value {
            Value::Array(items) => items
                .iter()
                .enumerate()
                .find_map(|(at, item)| of(&format!("{path}.{at}"), field, item)),
            value => of(&path, field, value),
        }
    })
}

fn of(path: &str, field: &'static FieldSchema, value: &Value) -> Option<Typo> {
    match (field.kind, value) {
        (FieldKind::Object(schema), Value::Object(members)) => within(path, schema(), members),
        (FieldKind::String, Value::String(text)) => {
            let listed = || field.values.iter().map(|value| value.wire);
            if listed().any(|wire| wire == text) {
                return None;
            }
            let meant = listed().find(|wire| is_nearly(text, wire))?;
            Some((path.to_owned(), meant))
        }
        _ => None,
    }
}

/// Whether a text differs by its case, or by two letters of many.
fn is_nearly(text: &str, wire: &str) -> bool {
    let distance = strsim::osa_distance(&text.to_lowercase(), &wire.to_lowercase());
    !text.is_empty() && (distance == 0 || distance <= 2 && wire.len() >= 6)
}
