//! Comparison of responses: fields, types, and lengths of lists that follow from the request.

use std::collections::BTreeSet;
use std::mem::discriminant;

use essbasic::Descriptor;
use essbasic::schema::StructSchema;
use serde_json::{Map, Value};

/// Returns the differences between an expected response and a response.
pub(super) fn differences(
    action: &'static Descriptor,
    expected: &Map<String, Value>,
    input: &Value,
    response: &Map<String, Value>,
) -> Vec<String> {
    let mut lengths = BTreeSet::new();
    collect_lengths(input, &mut lengths);
    let mut shape = Shape { lengths, differences: Vec::new() };
    let mut expected = expected.clone();
    expected.remove("RequestId");
    shape.object("", (action.response)(), &expected, response);
    shape.differences.dedup();
    shape.differences
}

/// Collects the lengths of the lists of a request.
fn collect_lengths(value: &Value, lengths: &mut BTreeSet<usize>) {
    let inner: Vec<&Value> = match value {
        Value::Array(items) => {
            lengths.insert(items.len());
            items.iter().collect()
        }
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "Filters").map(|(_, it)| it).collect()
        }
        _ => return,
    };
    for value in inner {
        collect_lengths(value, lengths);
    }
}

struct Shape {
    lengths: BTreeSet<usize>,
    differences: Vec<String>,
}

impl Shape {
    fn object(
        &mut self,
        path: &str,
        schema: &'static StructSchema,
        expected: &Map<String, Value>,
        response: &Map<String, Value>,
    ) {
        for (name, value) in expected {
            let path = format!("{path}{name}");
            let inner = schema.field(name).and_then(|(_, field)| field.kind.object());
            match response.get(name) {
                Some(response) => self.value(&path, inner, value, response),
                None => self.differences.push(format!("no `{path}`")),
            }
        }
        // The examples lack some fields that were documented later.
        for name in response.keys().filter(|name| schema.field(name).is_none()) {
            self.differences.push(format!("undocumented `{path}{name}`"));
        }
    }

    fn value(
        &mut self,
        path: &str,
        schema: Option<&'static StructSchema>,
        expected: &Value,
        response: &Value,
    ) {
        match (expected, response) {
            (Value::Object(expected), Value::Object(response)) => {
                self.object(&format!("{path}."), schema.unwrap(), expected, response);
            }
            (Value::Array(expected), Value::Array(response)) => {
                let (count, most) = (response.len(), expected.len());
                let follows = self.lengths.contains(&most) || most == 0 || count == 0;
                if follows && count != most {
                    self.differences.push(format!("`{path}` has {count} items, not {most}"));
                }
                for (index, response) in response.iter().enumerate() {
                    let Some(expected) = expected.get(index).or(expected.last()) else { break };
                    self.value(path, schema, expected, response);
                }
            }
            _ if discriminant(expected) != discriminant(response) => {
                self.differences.push(format!("`{path}` has another type"));
            }
            _ => {}
        }
    }
}
