//! JSON values as indented lines.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use essbasic::schema::StructSchema;
use essbasic_devtools::escape;
use serde_json::{Map, Value};

const NAME: Style = AnsiColor::Cyan.on_default();

/// Widest name, in characters, that values are aligned with. A longer one stands out, and does not fill up every
/// other line.
const MAX_NAME_WIDTH: usize = 40;

/// Deepest level that is indented.
const MAX_INDENT: usize = 20;

/// Renders a value as lines: one field per line, inner fields indented.
pub(super) fn render(value: &Value, schema: Option<&'static StructSchema>) -> String {
    let mut lines = String::new();
    match value {
        Value::Object(fields) => object(&mut lines, 0, fields, schema),
        Value::Array(items) => list(&mut lines, 0, items, schema),
        value => lines = inline(value),
    }
    lines
}

fn object(
    lines: &mut String,
    depth: usize,
    fields: &Map<String, Value>,
    schema: Option<&'static StructSchema>,
) {
    let simple = fields.iter().filter(|(_, value)| is_simple(value));
    let widths = simple.map(|(name, _)| escape::line(name).chars().count());
    let width = widths.filter(|width| *width <= MAX_NAME_WIDTH).max().unwrap_or(0);
    for (name, value, inner) in ordered(fields, schema) {
        let name = escape::line(name);
        let indent = "  ".repeat(depth.min(MAX_INDENT));
        // Writing to a string cannot fail.
        if is_simple(value) {
            let gap = " ".repeat(width.saturating_sub(name.chars().count()));
            let value = inline(value).replace('\n', &format!("\n{indent}  {}", " ".repeat(width)));
            let _ = writeln!(lines, "{indent}{NAME}{name}{NAME:#}{gap}  {value}");
        } else {
            let _ = writeln!(lines, "{indent}{NAME}{name}{NAME:#}");
            match value {
                Value::Object(fields) => object(lines, depth + 1, fields, inner),
                Value::Array(items) => list(lines, depth + 1, items, inner),
                _ => {}
            }
        }
    }
}

fn list(lines: &mut String, depth: usize, items: &[Value], schema: Option<&'static StructSchema>) {
    let indent = "  ".repeat(depth.min(MAX_INDENT));
    for (index, item) in items.iter().enumerate() {
        let _ = match item {
            Value::Object(fields) => {
                let written = writeln!(lines, "{indent}[{index}]");
                object(lines, depth + 1, fields, schema);
                written
            }
            Value::Array(inner) if !is_simple(item) => {
                let written = writeln!(lines, "{indent}[{index}]");
                list(lines, depth + 1, inner, schema);
                written
            }
            item => writeln!(lines, "{indent}{}", inline(item)),
        };
    }
}

/// Returns whether a value fits on the line of its field.
fn is_simple(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => !items.iter().any(|item| item.is_object() || item.is_array()),
        _ => true,
    }
}

/// Formats a value, strings without quotes and escaped.
pub(super) fn inline(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => escape::lines(text).into_owned(),
        Value::Array(items) if is_simple(value) => {
            items.iter().map(inline).collect::<Vec<_>>().join(", ")
        }
        value => escape::json(value),
    }
}

/// Name, value and inner schema of a field.
pub(super) type FieldValue<'a> = (&'a str, &'a Value, Option<&'static StructSchema>);

/// Returns fields in the order of the schema; unknown ones, such as the request ID, last.
pub(super) fn ordered<'a>(
    fields: &'a Map<String, Value>,
    schema: Option<&'static StructSchema>,
) -> Vec<FieldValue<'a>> {
    let find = |name: &str| schema.and_then(|schema| schema.field(name));
    let mut ordered: Vec<FieldValue<'a>> = fields
        .iter()
        .map(|(name, value)| {
            let inner = find(name).and_then(|(_, field)| field.kind.object());
            (name.as_str(), value, inner)
        })
        .collect();
    ordered.sort_by_key(|(name, ..)| find(name).map_or(usize::MAX, |(index, _)| index));
    ordered
}
