//! Reading a model from members that may not be as they should: what fits is taken, what nearly
//! fits is made to, and the rest is left out.

use serde_json::{Map, Value};

use crate::schema::{FieldKind, FieldSchema, Model, StructSchema};

/// Reads a model all of whose members are optional. It never fails: an event that cannot be read
/// would be sent again for ever.
pub(super) fn read<T: Model + Default>(members: &Map<String, Value>) -> T {
    let fitting = object(members, T::schema());
    serde_json::from_value(Value::Object(fitting)).unwrap_or_default()
}

fn object(members: &Map<String, Value>, schema: &'static StructSchema) -> Map<String, Value> {
    let fitting = schema.fields.iter().filter_map(|field| {
        let value = member(members.get(field.name)?, field)?;
        Some((field.name.to_owned(), value))
    });
    fitting.collect()
}

fn member(value: &Value, field: &'static FieldSchema) -> Option<Value> {
    match (field.list, value) {
        (_, Value::Null) => None,
        (true, Value::Array(items)) => {
            Some(items.iter().filter_map(|item| single(item, field.kind)).collect())
        }
        // One thing where a list should be, as some writers do with lists of one.
        (true, one) => single(one, field.kind).map(|item| Value::Array(vec![item])),
        (false, one) => single(one, field.kind),
    }
}

fn single(value: &Value, kind: FieldKind) -> Option<Value> {
    match (kind, value) {
        (FieldKind::String, Value::String(_))
        | (FieldKind::Bool, Value::Bool(_))
        | (FieldKind::Float, Value::Number(_)) => Some(value.clone()),
        (FieldKind::String, Value::Number(_) | Value::Bool(_)) => Some(value.to_string().into()),
        (FieldKind::Int64, Value::Number(number)) => number.as_i64().map(Value::from),
        (FieldKind::Int64, Value::String(text)) => text.trim().parse::<i64>().ok().map(Value::from),
        (FieldKind::Uint64, Value::Number(number)) => number.as_u64().map(Value::from),
        (FieldKind::Uint64, Value::String(text)) => {
            text.trim().parse::<u64>().ok().map(Value::from)
        }
        (FieldKind::Float, Value::String(text)) => text.trim().parse::<f64>().ok().map(Value::from),
        (FieldKind::Bool, Value::Number(number)) => match number.as_u64()? {
            0 => Some(false.into()),
            1 => Some(true.into()),
            _ => None,
        },
        (FieldKind::Bool, Value::String(text)) => match text.trim() {
            "true" | "1" => Some(true.into()),
            "false" | "0" => Some(false.into()),
            _ => None,
        },
        (FieldKind::Object(schema), Value::Object(members)) => {
            Some(Value::Object(object(members, schema())))
        }
        (FieldKind::Object(schema), Value::String(text)) => {
            let members = serde_json::from_str::<Map<_, _>>(text).ok()?;
            Some(Value::Object(object(&members, schema())))
        }
        _ => None,
    }
}
