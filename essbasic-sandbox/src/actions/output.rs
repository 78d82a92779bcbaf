//! Values in the outputs of actions: pages, counts, dates, fields that are not set.

use chrono::{DateTime, FixedOffset};
use essbasic::schema::{FieldKind, StructSchema};
use serde_json::{Map, Value, json};

/// Returns one page of rows.
pub(super) fn page<T>(rows: &[T], offset: i64, limit: i64) -> &[T] {
    let clamp = |index: i64| usize::try_from(index).unwrap_or(0).min(rows.len());
    &rows[clamp(offset)..clamp(offset.max(0).saturating_add(limit.max(0)))]
}

/// Returns the items of a list of a request, each once: what is listed twice is done once.
pub(super) fn unique<T: PartialEq>(items: &[T]) -> impl Iterator<Item = &T> {
    let numbered = items.iter().enumerate();
    numbered.filter(move |(index, item)| !items[..*index].contains(item)).map(|(_, item)| item)
}

/// Converts a count to the integer type of outputs.
pub(super) fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}

/// Formats a Unix time as local time in Beijing.
pub(super) fn date(seconds: i64) -> String {
    let beijing = FixedOffset::east_opt(8 * 60 * 60);
    let time = DateTime::from_timestamp(seconds, 0).zip(beijing);
    time.map(|(time, beijing)| time.with_timezone(&beijing))
        .map(|time| time.format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}

/// Adds the fields that are not set, as the service sends them: `""`, `0`, `false`, `[]`.
pub(super) fn complete(schema: &'static StructSchema, fields: &mut Map<String, Value>) {
    for field in schema.fields {
        let value = fields.entry(field.name).or_insert(Value::Null);
        if value.is_null() {
            *value = match field.kind {
                _ if field.list => json!([]),
                FieldKind::String => json!(""),
                FieldKind::Bool => json!(false),
                FieldKind::Object(_) => json!({}),
                _ => json!(0),
            };
        }
        let Some(inner) = field.kind.object() else { continue };
        match value {
            Value::Object(fields) => complete(inner, fields),
            Value::Array(items) => {
                items
                    .iter_mut()
                    .filter_map(Value::as_object_mut)
                    .for_each(|it| complete(inner, it));
            }
            _ => {}
        }
    }
}

/// Returns a number of a request. The service treats 0 as not set.
pub(super) fn nonzero<N: Default + PartialEq>(number: Option<N>) -> Option<N> {
    number.filter(|it| *it != N::default())
}
