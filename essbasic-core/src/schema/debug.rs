//! `Debug` for every action and model: what is given is shown, secrets are not.

use std::fmt::{Debug, Formatter, Result};

use super::{FieldKind, FieldSchema, Fields, List, StructSchema, ValueRef};

/// Writes a struct with the members that are given; a secret one as `***`.
pub(crate) fn debug(
    schema: &'static StructSchema,
    value: &dyn Fields,
    f: &mut Formatter<'_>,
) -> Result {
    let mut out = f.debug_struct(schema.name);
    for (at, field) in schema.fields.iter().enumerate() {
        match value.member(at, field.name) {
            ValueRef::Absent => {}
            _ if field.secret => {
                out.field(field.ident, &format_args!("***"));
            }
            view => {
                out.field(field.ident, &Shown { field, view });
            }
        }
    }
    out.finish()
}

/// A member's value, which is no secret, though it may hold some.
struct Shown<'a> {
    field: &'static FieldSchema,
    view: ValueRef<'a>,
}

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match (self.view, self.field.kind) {
            (ValueRef::Absent, _) => f.write_str("None"),
            (ValueRef::String(text), _) => text.fmt(f),
            (ValueRef::Int64(number), _) => number.fmt(f),
            (ValueRef::Uint64(number), _) => number.fmt(f),
            (ValueRef::Float(number), _) => number.fmt(f),
            (ValueRef::Bool(flag), _) => flag.fmt(f),
            (ValueRef::List(items), _) => f.debug_list().entries(shown(items, self.field)).finish(),
            (ValueRef::Object(members), FieldKind::Object(schema)) => debug(schema(), members, f),
            // Typed structs never come here: an object's kind is its schema.
            (ValueRef::Object(_), _) => f.write_str("{..}"),
        }
    }
}

fn shown<'a>(items: &'a dyn List, field: &'static FieldSchema) -> impl Iterator<Item = Shown<'a>> {
    (0..items.len()).map(move |at| Shown { field, view: items.item(at) })
}
