//! What a form would lose of a request that was read from JSON.

use essbasic::Entry;
use essbasic::schema::{FieldSchema, StructSchema};
use essbasic::validate::{self, Violation, ViolationKind};
use serde_json::{Map, Value};

use super::{EMPTY, inner};

/// What a form cannot show: members that nobody knows, values of another type, and lists and
/// structs with nothing in them.
pub(crate) fn lost(entry: &Entry, members: &Map<String, Value>) -> Vec<String> {
    let schema = (entry.descriptor().request)();
    let is_unfit =
        |it: &Violation| matches!(it.kind, ViolationKind::Unknown | ViolationKind::Mistyped);
    let found = validate::json(schema, members).into_iter().filter(is_unfit);
    let mut lost: Vec<_> = found.map(|violation| violation.to_string()).collect();
    object("", schema, members, &mut lost);
    lost
}

fn object(
    place: &str,
    schema: &'static StructSchema,
    members: &Map<String, Value>,
    lost: &mut Vec<String>,
) {
    for (name, member) in members {
        let Some((_, field)) = schema.field(name) else { continue };
        let path = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
        match member {
            Value::Array(items) if items.is_empty() => {
                lost.push(format!("{path} is an empty list"));
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    value(&format!("{path}.{at}"), field, true, item, lost);
                }
            }
            single => value(&path, field, field.required, single, lost),
        }
    }
}

fn value(
    path: &str,
    field: &'static FieldSchema,
    is_required: bool,
    value: &Value,
    lost: &mut Vec<String>,
) {
    match value {
        Value::String(text) if text == EMPTY => lost.push(format!("{path} is {EMPTY}")),
        // What is required is there even so.
        Value::Object(members) if members.is_empty() && !is_required => {
            lost.push(format!("{path} has no members"));
        }
        Value::Object(members) => {
            if let Some(schema) = inner(field) {
                object(path, schema, members, lost);
            }
        }
        _ => {}
    }
}
