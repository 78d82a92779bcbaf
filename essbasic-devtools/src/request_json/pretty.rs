//! A request or a response as JSON, with fields in the order of the schema.

use essbasic::schema::{FieldSchema, StructSchema};
use serde_json::{Map, Value};

/// Formats a request or a response, one field per line, in the order of the API reference.
pub fn pretty(schema: &'static StructSchema, fields: &Map<String, Value>) -> String {
    let mut text = String::new();
    object(&mut text, Some(schema), fields, 0);
    text
}

fn object(
    text: &mut String,
    schema: Option<&'static StructSchema>,
    fields: &Map<String, Value>,
    depth: usize,
) {
    let find = |name: &str| schema.and_then(|schema| schema.field(name));
    let mut ordered: Vec<_> =
        fields.iter().map(|(name, value)| (find(name), name, value)).collect();
    ordered.sort_by_key(|(found, ..)| found.map_or(usize::MAX, |(index, _)| index));
    let lines = ordered.into_iter().map(|(found, name, field_value)| {
        let mut line = format!("{}: ", Value::from(name.as_str()));
        value(&mut line, found.map(|(_, field)| field), field_value, depth + 1);
        line
    });
    enclose(text, ('{', '}'), lines, depth);
}

fn value(text: &mut String, field: Option<&'static FieldSchema>, shown: &Value, depth: usize) {
    match shown {
        Value::Object(fields) => object(text, field.and_then(|it| it.kind.object()), fields, depth),
        Value::Array(items) => {
            let lines = items.iter().map(|item| {
                let mut line = String::new();
                value(&mut line, field, item, depth + 1);
                line
            });
            enclose(text, ('[', ']'), lines, depth);
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

fn enclose(
    text: &mut String,
    (open, close): (char, char),
    lines: impl Iterator<Item = String>,
    depth: usize,
) {
    let indent = "  ".repeat(depth + 1);
    let lines: Vec<_> = lines.map(|line| format!("\n{indent}{line}")).collect();
    text.push(open);
    text.push_str(&lines.join(","));
    if !lines.is_empty() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(close);
}
