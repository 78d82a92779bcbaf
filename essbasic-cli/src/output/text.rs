//! A value as lines to read: members below each other, what is inside them indented.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use essbasic::schema::StructSchema;
use serde_json::{Map, Value};

use super::order::ordered;

/// How a member's name looks.
const NAME: Style = AnsiColor::Cyan.on_default();

/// The lines of a value; a text alone is itself.
pub(super) fn text(value: &Value, schema: Option<&'static StructSchema>) -> String {
    let mut lines = String::new();
    match value {
        Value::Object(members) => object(&mut lines, 0, members, schema),
        Value::Array(items) => list(&mut lines, 0, items, schema),
        value => lines = plain(value),
    }
    lines
}

fn object(
    lines: &mut String,
    steps: usize,
    members: &Map<String, Value>,
    schema: Option<&'static StructSchema>,
) {
    let simple = members.iter().filter(|(_, value)| is_simple(value));
    let width = simple.map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, value, inner) in ordered(members, schema) {
        let indent = "  ".repeat(steps);
        if is_simple(value) {
            let gap = " ".repeat(width.saturating_sub(name.chars().count()));
            let value = plain(value).replace('\n', &format!("\n{indent}  {}", " ".repeat(width)));
            // Writing into a string cannot fail.
            let _ = writeln!(lines, "{indent}{NAME}{name}{NAME:#}{gap}  {value}");
        } else {
            let _ = writeln!(lines, "{indent}{NAME}{name}{NAME:#}");
            match value {
                Value::Object(members) => object(lines, steps + 1, members, inner),
                Value::Array(items) => list(lines, steps + 1, items, inner),
                _ => {}
            }
        }
    }
}

fn list(lines: &mut String, steps: usize, items: &[Value], schema: Option<&'static StructSchema>) {
    let indent = "  ".repeat(steps);
    for (at, item) in items.iter().enumerate() {
        let _ = match item {
            Value::Object(members) => {
                let done = writeln!(lines, "{indent}[{at}]");
                object(lines, steps + 1, members, schema);
                done
            }
            Value::Array(inner) if !is_simple(item) => {
                let done = writeln!(lines, "{indent}[{at}]");
                list(lines, steps + 1, inner, schema);
                done
            }
            item => writeln!(lines, "{indent}{}", plain(item)),
        };
    }
}

/// Whether a value fits on its member's line.
fn is_simple(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => !items.iter().any(|item| item.is_object() || item.is_array()),
        _ => true,
    }
}

/// A value on one line, a text without quotes. What could steer a terminal is shown, not done.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text
            .chars()
            .map(|c| match c {
                '\n' | '\t' => c.to_string(),
                c if c.is_control() => c.escape_default().to_string(),
                c => c.to_string(),
            })
            .collect(),
        Value::Array(items) if is_simple(value) => {
            items.iter().map(plain).collect::<Vec<_>>().join(", ")
        }
        value => value.to_string(),
    }
}
