//! `Debug` for every action and model: what is given is shown, secrets are not.

use std::fmt::{Debug, Formatter, Result};

use super::{Field, Kind, List, Object, Struct, View};

/// Writes a struct with the members that are given; a secret one as `***`.
pub(crate) fn debug(schema: &'static Struct, value: &dyn Object, f: &mut Formatter<'_>) -> Result {
    let mut out = f.debug_struct(schema.name);
    for (at, field) in schema.fields.iter().enumerate() {
        match value.member(at, field.name) {
            View::Absent => {}
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
    field: &'static Field,
    view: View<'a>,
}

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match (self.view, self.field.kind) {
            (View::Absent, _) => f.write_str("None"),
            (View::String(text), _) => text.fmt(f),
            (View::Int64(number), _) => number.fmt(f),
            (View::Uint64(number), _) => number.fmt(f),
            (View::Float(number), _) => number.fmt(f),
            (View::Bool(flag), _) => flag.fmt(f),
            (View::List(items), _) => f.debug_list().entries(shown(items, self.field)).finish(),
            (View::Object(members), Kind::Object(schema)) => debug(schema(), members, f),
            // Typed structs never come here: an object's kind is its schema.
            (View::Object(_), _) => f.write_str("{..}"),
        }
    }
}

fn shown<'a>(items: &'a dyn List, field: &'static Field) -> impl Iterator<Item = Shown<'a>> {
    (0..items.len()).map(move |at| Shown { field, view: items.item(at) })
}
