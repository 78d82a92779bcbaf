//! JSON values as tables.

use comfy_table::{Table, presets};
use essbasic::schema::StructSchema;
use essbasic_devtools::escape;
use serde_json::{Map, Value};

use super::text::{inline, ordered};

/// Renders a list of objects as one row per object.
///
/// An object with exactly one such list is rendered as that list, and any other object as one row per
/// field.
pub(super) fn render(value: &Value, schema: Option<&'static StructSchema>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    match object_list(value, schema) {
        Some((objects, schema)) => add_objects(&mut table, objects, schema),
        None => match value {
            Value::Object(fields) => {
                for (name, value) in flatten("", fields, schema) {
                    table.add_row([name, value]);
                }
            }
            Value::Array(items) => {
                for item in items {
                    table.add_row([inline(item)]);
                }
            }
            value => return inline(value),
        },
    }
    let lines = table.to_string();
    lines.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Objects and their schema.
type ObjectList<'a> = (&'a [Value], Option<&'static StructSchema>);

/// Returns the only list of objects that a value is or contains.
fn object_list<'a>(
    value: &'a Value,
    schema: Option<&'static StructSchema>,
) -> Option<ObjectList<'a>> {
    let is_list = |items: &[Value]| !items.is_empty() && items.iter().all(Value::is_object);
    match value {
        Value::Array(items) if is_list(items) => Some((items, schema)),
        Value::Object(fields) => {
            let mut lists = ordered(fields, schema).into_iter().filter_map(|(_, value, inner)| {
                let items = value.as_array().filter(|items| is_list(items))?;
                Some((items.as_slice(), inner))
            });
            lists.next().filter(|_| lists.next().is_none())
        }
        _ => None,
    }
}

/// Returns the paths and values of all fields, those of inner objects included.
fn flatten(
    path: &str,
    fields: &Map<String, Value>,
    schema: Option<&'static StructSchema>,
) -> Vec<(String, String)> {
    let rows = ordered(fields, schema).into_iter().flat_map(|(name, value, inner)| {
        let name = escape::line(name);
        let path = if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") };
        match value {
            Value::Object(fields) if !fields.is_empty() => flatten(&path, fields, inner),
            value => vec![(path, inline(value))],
        }
    });
    rows.collect()
}

fn add_objects(table: &mut Table, objects: &[Value], schema: Option<&'static StructSchema>) {
    let mut columns: Vec<&str> = Vec::new();
    for object in objects.iter().filter_map(Value::as_object) {
        for (name, value, _) in ordered(object, schema) {
            if !value.is_null() && !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    table.set_header(columns.iter().map(|name| escape::line(name)));
    for object in objects {
        table.add_row(columns.iter().map(|name| object.get(*name).map_or(String::new(), inline)));
    }
}
