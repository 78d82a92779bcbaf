//! A request as a text in JSON, its members in the manual's order.

use essbasic::schema::{FieldSchema, StructSchema};
use serde_json::{Map, Value};

use super::inner;

/// Members as a text of lines.
pub(crate) fn pretty(schema: &'static StructSchema, members: &Map<String, Value>) -> String {
    let mut text = String::new();
    object(&mut text, Some(schema), members, 0);
    text
}

fn object(
    text: &mut String,
    schema: Option<&'static StructSchema>,
    members: &Map<String, Value>,
    depth: usize,
) {
    let find = |name: &str| schema.and_then(|schema| schema.field(name));
    let mut ordered: Vec<_> =
        members.iter().map(|(name, value)| (find(name), name, value)).collect();
    ordered.sort_by_key(|(found, ..)| found.map_or(usize::MAX, |(at, _)| at));
    let lines = ordered.into_iter().map(|(found, name, member)| {
        let mut line = format!("{}: ", Value::from(name.as_str()));
        value(&mut line, found.map(|(_, field)| field), member, depth + 1);
        line
    });
    enclose(text, ('{', '}'), lines, depth);
}

fn value(text: &mut String, field: Option<&'static FieldSchema>, shown: &Value, depth: usize) {
    match shown {
        Value::Object(members) => object(text, field.and_then(inner), members, depth),
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
