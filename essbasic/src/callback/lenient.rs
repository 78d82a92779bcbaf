//! Lenient decoding of events: finds names in another case, converts fields of a related type and
//! omits the ones that do not match.

use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};

use crate::response;
use crate::schema::{FieldKind, FieldSchema, Model, StructSchema};

/// Decodes a model whose fields are all optional. Never fails: the service would send an unreadable
/// event forever.
pub(super) fn decode<T: Model + Default>(fields: &Map<String, Value>) -> T {
    T::deserialize(MapDeserializer::new(convert_fields(fields, T::schema()))).unwrap_or_default()
}

/// Converts the fields that a schema declares, by their names in it.
fn convert_fields(
    fields: &Map<String, Value>,
    schema: &'static StructSchema,
) -> impl Iterator<Item = (&'static str, Value)> {
    schema
        .fields
        .iter()
        .filter_map(|field| Some((field.name, convert_field(find(fields, field.name)?, field)?)))
}

fn convert_object(fields: &Map<String, Value>, schema: &'static StructSchema) -> Value {
    convert_fields(fields, schema).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Returns a field by name: `UserFlowTypeId`, or `user_flow_type_id` as in some events.
fn find<'v>(fields: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    let same = |other: &str| letters(other).eq(letters(name));
    fields.get(name).or_else(|| fields.iter().find(|it| same(it.0)).map(|(_, value)| value))
}

/// Returns the letters of a name, whichever way its words are separated.
fn letters(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase())
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
        // The position of an item may matter.
        (_, Value::Null) => Some(default(kind)),
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
            Some(convert_object(fields, schema()))
        }
        (FieldKind::Object(schema), Value::String(text)) => {
            let fields = response::decode_json::<Map<_, _>>(text.as_bytes()).ok()?;
            Some(convert_object(&fields, schema()))
        }
        _ => None,
    }
}

/// Returns the value of an item that is `null`.
fn default(kind: FieldKind) -> Value {
    match kind {
        FieldKind::String => "".into(),
        FieldKind::Bool => false.into(),
        FieldKind::Object(_) => Map::new().into(),
        _ => 0.into(),
    }
}
