//! Encoding of actions and models by their schema.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{FieldKind, FieldSchema, Fields, Model, StructSchema, ValueRef};

/// Encodes a struct; absent fields are left out.
///
/// # Errors
///
/// The errors of the format.
pub fn serialize<S: Serializer>(
    schema: &'static StructSchema,
    fields: &dyn Fields,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let values =
        schema.fields.iter().enumerate().map(|(index, field)| fields.get(index, field.name));
    let present = values.filter(|value| !matches!(value, ValueRef::Absent)).count();
    let mut object = serializer.serialize_struct(schema.name, present)?;
    for (index, field) in schema.fields.iter().enumerate() {
        match fields.get(index, field.name) {
            ValueRef::Absent => object.skip_field(field.name)?,
            value => object.serialize_field(field.name, &FieldValue { field, value })?,
        }
    }
    object.end()
}

/// A type-erased model, so that each serializer is compiled once and not once per model.
pub(crate) struct Encoded<'a> {
    schema: &'static StructSchema,
    fields: &'a dyn Fields,
}

impl<'a> Encoded<'a> {
    pub(crate) fn new<M: Model>(model: &'a M) -> Self {
        Self { schema: M::schema(), fields: model }
    }
}

impl Serialize for Encoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.schema, self.fields, serializer)
    }
}

/// A field's value, or an item of it.
struct FieldValue<'a> {
    field: &'static FieldSchema,
    value: ValueRef<'a>,
}

impl Serialize for FieldValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let field = self.field;
        match (self.value, field.kind) {
            (ValueRef::String(text), _) => serializer.serialize_str(text),
            (ValueRef::Int64(number), _) => serializer.serialize_i64(number),
            (ValueRef::Uint64(number), _) => serializer.serialize_u64(number),
            (ValueRef::Float(number), _) => serializer.serialize_f64(number),
            (ValueRef::Bool(flag), _) => serializer.serialize_bool(flag),
            (ValueRef::List(list), _) => serializer.collect_seq(
                (0..list.len()).map(|index| FieldValue { field, value: list.item(index) }),
            ),
            (ValueRef::Object(fields), FieldKind::Object(schema)) => {
                serialize(schema(), fields, serializer)
            }
            // Unreachable for models: items are present, and an object's kind holds its schema.
            (ValueRef::Absent | ValueRef::Object(_), _) => serializer.serialize_none(),
        }
    }
}
