//! Members in the order of the manual, as far as that is known.

use essbasic::schema::{FieldKind, StructSchema};
use serde_json::{Map, Value};

/// A member, and what is known of what is inside it.
pub(super) type Member<'a> = (&'a str, &'a Value, Option<&'static StructSchema>);

/// Members in the order of their schema; those that it does not know, as the request id, last.
pub(super) fn ordered<'a>(
    members: &'a Map<String, Value>,
    schema: Option<&'static StructSchema>,
) -> Vec<Member<'a>> {
    let field = |name: &str| schema.and_then(|schema| schema.field(name));
    let mut ordered: Vec<Member<'a>> = members
        .iter()
        .map(|(name, value)| {
            let inner = field(name).and_then(|(_, field)| match field.kind {
                FieldKind::Object(schema) => Some(schema()),
                _ => None,
            });
            (name.as_str(), value, inner)
        })
        .collect();
    ordered.sort_by_key(|(name, ..)| field(name).map_or(usize::MAX, |(at, _)| at));
    ordered
}
