//! Differences between an expected and a received request, one line per field.

use std::collections::BTreeSet;

use essbasic_core::schema::SecretFields;
use serde_json::Value;

/// Maximum number of lines.
const MAX_LINES: usize = 20;

/// Maximum number of characters of a value in a line.
const MAX_CHARS: usize = 200;

/// Compares two requests field by field. Secret values are compared, but not shown.
pub(super) fn differences(
    expected: &Value,
    received: &Value,
    secrets: SecretFields,
) -> Vec<String> {
    let mut lines = Vec::new();
    compare(&mut lines, "", expected, received, (false, secrets));
    if lines.len() > MAX_LINES {
        let more = lines.len() - MAX_LINES;
        lines.truncate(MAX_LINES);
        lines.push(format!("and {more} more"));
    }
    lines
}

fn compare(
    lines: &mut Vec<String>,
    path: &str,
    expected: &Value,
    received: &Value,
    (secret, secrets): (bool, SecretFields),
) {
    match (expected, received) {
        (Value::Object(expected), Value::Object(received)) => {
            let names: BTreeSet<_> = expected.keys().chain(received.keys()).collect();
            for name in names {
                let path = join(path, name);
                let expected = expected.get(name).unwrap_or(&Value::Null);
                let received = received.get(name).unwrap_or(&Value::Null);
                compare(lines, &path, expected, received, secrets.field(name));
            }
        }
        (Value::Array(expected), Value::Array(received)) => {
            for index in 0..expected.len().max(received.len()) {
                let path = join(path, &index.to_string());
                let expected = expected.get(index).unwrap_or(&Value::Null);
                let received = received.get(index).unwrap_or(&Value::Null);
                compare(lines, &path, expected, received, (secret, secrets));
            }
        }
        (expected, received) if expected == received => {}
        (expected, received) => {
            let (expected, received) =
                (shown(expected, secret, secrets), shown(received, secret, secrets));
            lines.push(if expected == received {
                format!("{path}: the values differ; they are secret and not shown")
            } else {
                format!("{path}: expected {expected}, received {received}")
            });
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Formats a value in one line, without secrets.
fn shown(value: &Value, secret: bool, secrets: SecretFields) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        _ if secret => "a secret value".to_owned(),
        value => {
            let mut value = value.clone();
            secrets.redact(&mut value);
            cut(value.to_string())
        }
    }
}

/// Formats a request over several lines, without secrets.
pub(super) fn pretty(request: &Value, secrets: SecretFields) -> String {
    let mut request = request.clone();
    secrets.redact(&mut request);
    let text = serde_json::to_string_pretty(&request).unwrap_or_default();
    let mut lines: Vec<_> = text.lines().map(|line| cut(format!("  {line}"))).collect();
    if lines.len() > 2 * MAX_LINES {
        lines.truncate(2 * MAX_LINES);
        lines.push("  …".to_owned());
    }
    lines.join("\n")
}

fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(MAX_CHARS) {
        text.truncate(end);
        text.push('…');
    }
    text
}
