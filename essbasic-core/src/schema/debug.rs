//! `Debug` of actions and models: present fields, with secret ones redacted.

use std::fmt::{Debug, Formatter, Result};

use super::{FieldKind, FieldSchema, Fields, StructSchema, ValueRef};

/// Formats the fields that are present; secret ones as `***`.
pub(crate) fn debug(
    schema: &'static StructSchema,
    fields: &dyn Fields,
    f: &mut Formatter<'_>,
) -> Result {
    let mut out = f.debug_struct(schema.name);
    for (index, field) in schema.fields.iter().enumerate() {
        match fields.get(index, field.name) {
            ValueRef::Absent => {}
            _ if field.secret => {
                out.field(field.ident, &format_args!("***"));
            }
            value => {
                out.field(field.ident, &FieldValue { field, value });
            }
        }
    }
    out.finish()
}

/// A value that is not secret itself, but may contain secrets.
struct FieldValue<'a> {
    field: &'static FieldSchema,
    value: ValueRef<'a>,
}

impl Debug for FieldValue<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let field = self.field;
        match (self.value, field.kind) {
            (ValueRef::Absent, _) => f.write_str("None"),
            (ValueRef::String(text), _) => text.fmt(f),
            (ValueRef::Int64(number), _) => number.fmt(f),
            (ValueRef::Uint64(number), _) => number.fmt(f),
            (ValueRef::Float(number), _) => number.fmt(f),
            (ValueRef::Bool(flag), _) => flag.fmt(f),
            (ValueRef::List(list), _) => {
                let items = (0..list.len()).map(|i| FieldValue { field, value: list.item(i) });
                f.debug_list().entries(items).finish()
            }
            (ValueRef::Object(fields), FieldKind::Object(schema)) => debug(schema(), fields, f),
            // Unreachable: the kind of a struct is its schema.
            (ValueRef::Object(_), _) => f.write_str("{..}"),
        }
    }
}
