//! A value as rows and columns.

use comfy_table::{Table, presets};
use essbasic::schema::StructSchema;
use serde_json::{Map, Value};

use super::order::ordered;
use super::text::plain;

/// A list of objects has a row for each; an object that holds one such list is that list, and
/// any other has a row for each member.
pub(super) fn table(value: &Value, schema: Option<&'static StructSchema>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    match rows(value, schema) {
        Some((rows, schema)) => of_objects(&mut table, rows, schema),
        None => match value {
            Value::Object(members) => {
                for (name, value) in flat("", members, schema) {
                    table.add_row([name, value]);
                }
            }
            Value::Array(items) => {
                for item in items {
                    table.add_row([plain(item)]);
                }
            }
            value => return plain(value),
        },
    }
    let lines = table.to_string();
    lines.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Objects that make rows, and what is known of them.
type Rows<'a> = (&'a [Value], Option<&'static StructSchema>);

/// The list of objects that a value is or holds.
fn rows<'a>(value: &'a Value, schema: Option<&'static StructSchema>) -> Option<Rows<'a>> {
    let is_list = |items: &[Value]| !items.is_empty() && items.iter().all(Value::is_object);
    match value {
        Value::Array(items) if is_list(items) => Some((items, schema)),
        Value::Object(members) => {
            let mut lists = ordered(members, schema).into_iter().filter_map(|(_, value, inner)| {
                let items = value.as_array().filter(|items| is_list(items))?;
                Some((items.as_slice(), inner))
            });
            lists.next().filter(|_| lists.next().is_none())
        }
        _ => None,
    }
}

/// Members with their paths; those of an object inside stand for it.
fn flat(
    path: &str,
    members: &Map<String, Value>,
    schema: Option<&'static StructSchema>,
) -> Vec<(String, String)> {
    let rows = ordered(members, schema).into_iter().flat_map(|(name, value, inner)| {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match value {
            Value::Object(members) if !members.is_empty() => flat(&path, members, inner),
            value => vec![(path, plain(value))],
        }
    });
    rows.collect()
}

fn of_objects(table: &mut Table, rows: &[Value], schema: Option<&'static StructSchema>) {
    let mut columns: Vec<&str> = Vec::new();
    for row in rows.iter().filter_map(Value::as_object) {
        for (name, value, _) in ordered(row, schema) {
            if !value.is_null() && !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    table.set_header(&columns);
    for row in rows {
        table.add_row(columns.iter().map(|name| row.get(*name).map_or(String::new(), plain)));
    }
}
