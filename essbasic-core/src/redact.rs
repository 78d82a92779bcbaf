//! Which texts of a request must not be shown again, found by its schema.

use serde_json::Value;

use crate::schema::{FieldKind, StructSchema};

/// The texts of a request's secret members, longest first; without a schema, all texts are taken
/// for secret.
///
/// Texts of a single character are left out: to blank them would blank half of any sentence.
pub(crate) fn secrets(schema: Option<&'static StructSchema>, body: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_slice(body) {
        match schema {
            Some(schema) => members(schema, &value, &mut found),
            None => texts(&value, &mut found),
        }
    }
    found.retain(|text| text.chars().count() > 1);
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found
}

fn members(schema: &'static StructSchema, value: &Value, found: &mut Vec<String>) {
    for field in schema.fields {
        let Some(member) = value.get(field.name) else { continue };
        match (member, field.kind) {
            (member, _) if field.secret => texts(member, found),
            (Value::Array(items), FieldKind::Object(schema)) => {
                for item in items {
                    members(schema(), item, found);
                }
            }
            (member, FieldKind::Object(schema)) => members(schema(), member, found),
            _ => {}
        }
    }
}

/// Every text inside a secret member.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(members) => members.values().for_each(|member| texts(member, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
