//! JSON values as tables.

use std::collections::BTreeSet;

use comfy_table::{Table, presets};
use essbasic::schema::StructSchema;
use essbasic_devtools::escape;
use serde_json::{Map, Value};

use super::text::{self, inline, ordered};

/// Size of a table, in cells and characters, that is always rendered as one. A larger one is only if it is full:
/// the table of objects with other fields each, or of one long text, grows with the square of the response.
const MAX_AREA: usize = 1 << 20;

/// Factor by which a larger table may exceed its texts.
const MAX_FILL: usize = 8;

/// Renders a list of objects as one row per object.
///
/// An object with exactly one such list is rendered as that list, and any other object as one row per
/// field. What would be mostly empty space is rendered as text.
pub(super) fn render(value: &Value, schema: Option<&'static StructSchema>) -> String {
    let (header, rows) = match (object_list(value, schema), value) {
        (Some((objects, inner)), _) => match columns(objects, inner) {
            Some(columns) => (Some(header(&columns)), object_rows(objects, &columns)),
            None => return text::render(value, schema),
        },
        (None, Value::Object(fields)) => {
            let mut rows = Vec::new();
            let mut budget = MAX_AREA;
            if flatten("", fields, schema, &mut rows, &mut budget).is_none() {
                return text::render(value, schema);
            }
            (None, rows)
        }
        (None, Value::Array(items)) => (None, items.iter().map(|it| vec![inline(it)]).collect()),
        (None, value) => return inline(value),
    };
    if !is_full(header.as_deref(), &rows) {
        return text::render(value, schema);
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if let Some(header) = header {
        table.set_header(header);
    }
    for row in rows {
        table.add_row(row);
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

/// Adds the paths and values of all fields, those of inner objects included. Returns `None` when the paths are
/// longer than the budget.
fn flatten(
    path: &str,
    fields: &Map<String, Value>,
    schema: Option<&'static StructSchema>,
    rows: &mut Vec<Vec<String>>,
    budget: &mut usize,
) -> Option<()> {
    for (name, value, inner) in ordered(fields, schema) {
        let name = escape::line(name);
        let path = if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") };
        *budget = budget.checked_sub(path.len())?;
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                flatten(&path, fields, inner, rows, budget)?;
            }
            value => rows.push(vec![path, inline(value)]),
        }
    }
    Some(())
}

/// Returns the names of all fields, in order; `None` if most cells would be empty.
fn columns<'a>(
    objects: &'a [Value],
    schema: Option<&'static StructSchema>,
) -> Option<Vec<&'a str>> {
    let (mut columns, mut known, mut cells) = (Vec::new(), BTreeSet::new(), 0);
    for object in objects.iter().filter_map(Value::as_object) {
        for (name, value, _) in ordered(object, schema) {
            cells += 1;
            if !value.is_null() && known.insert(name) {
                columns.push(name);
            }
        }
    }
    let area = columns.len().saturating_mul(objects.len());
    (area <= MAX_AREA / 16 || area <= MAX_FILL * cells).then_some(columns)
}

fn header(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|name| escape::line(name).into_owned()).collect()
}

fn object_rows(objects: &[Value], columns: &[&str]) -> Vec<Vec<String>> {
    let cell = |object: &Value, name: &str| object.get(name).map_or(String::new(), inline);
    let row = |object| columns.iter().map(|name| cell(object, name)).collect();
    objects.iter().map(row).collect()
}

/// Returns whether a table is small, or not mostly filled with spaces.
fn is_full(header: Option<&[String]>, rows: &[Vec<String>]) -> bool {
    let mut widths = Vec::new();
    let mut text = 0_usize;
    for row in header.into_iter().chain(rows.iter().map(Vec::as_slice)) {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.len().max(*width);
            text = text.saturating_add(cell.len());
        }
    }
    let area = rows.len().saturating_mul(widths.iter().sum());
    area <= MAX_AREA || area <= MAX_FILL.saturating_mul(text)
}
