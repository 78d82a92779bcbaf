//! Lenient decoding of events: converts fields of a related type and omits the ones that do not
//! match.

use serde_json::{Map, Value};

use crate::schema::{FieldKind, FieldSchema, Model, StructSchema};

/// Decodes a model whose fields are all optional. Never fails: the service would send an unreadable
/// event forever.
pub(super) fn decode<T: Model + Default>(fields: &Map<String, Value>) -> T {
    let converted = convert_object(fields, T::schema());
    serde_json::from_value(Value::Object(converted)).unwrap_or_default()
}

fn convert_object(
    fields: &Map<String, Value>,
    schema: &'static StructSchema,
) -> Map<String, Value> {
    let converted = schema.fields.iter().filter_map(|field| {
        let value = convert_field(fields.get(field.name)?, field)?;
        Some((field.name.to_owned(), value))
    });
    converted.collect()
}

fn convert_field(value: &Value, field: &'static FieldSchema) -> Option<Value> {
    match (field.list, value) {
        (_, Value::Null) => None,
        (true, Value::Array(items)) => {
            Some(items.iter().filter_map(|item| convert(item, field.kind)).collect())
        }
        // Some serializers write a list of one as its item.
        (true, item) => convert(item, field.kind).map(|item| Value::Array(vec![item])),
        (false, value) => convert(value, field.kind),
    }
}

fn convert(value: &Value, kind: FieldKind) -> Option<Value> {
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
        (FieldKind::Object(schema), Value::Object(fields)) => {
            Some(Value::Object(convert_object(fields, schema())))
        }
        (FieldKind::Object(schema), Value::String(text)) => {
            let fields = serde_json::from_str::<Map<_, _>>(text).ok()?;
            Some(Value::Object(convert_object(&fields, schema())))
        }
        _ => None,
    }
}
