//! Filling a request in from an example: what is there stays.

use essbasic::schema::{Rule, StructSchema};
use serde_json::{Map, Value};

/// Adds the fields of an example that a request does not have.
///
/// A value that is there stays, and so does a list with items; in structs, fields are added. Of fields
/// that exclude each other, none is added beside one that is there.
pub(super) fn fill(
    schema: &'static StructSchema,
    request: &mut Map<String, Value>,
    example: Map<String, Value>,
) {
    let excluded: Vec<_> = schema.rules.iter().filter_map(|it| excluded_by(it, request)).collect();
    for (name, value) in example {
        let field = schema.field(&name).map(|(_, field)| field);
        match (request.get_mut(&name), value) {
            (None, _) if excluded.iter().any(|names| names.contains(&name.as_str())) => {}
            (Some(Value::Object(there)), Value::Object(value)) => {
                if let Some(schema) = field.and_then(|field| field.kind.object()) {
                    fill(schema, there, value);
                }
            }
            (Some(there), _) if !is_empty(there) => {}
            (_, value) => drop(request.insert(name, value)),
        }
    }
}

/// Returns the fields that a rule excludes, if the request has one of them.
fn excluded_by(rule: &Rule, request: &Map<String, Value>) -> Option<&'static [&'static str]> {
    match *rule {
        Rule::ExactlyOne(names) | Rule::AtMostOne(names) => {
            let has = |name: &&str| request.get(*name).is_some_and(|it| !is_empty(it));
            names.iter().any(has).then_some(names)
        }
        _ => None,
    }
}

/// Returns whether nothing was entered: an item that was added to a list is an empty struct.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(fields) => fields.values().all(is_empty),
        _ => false,
    }
}
