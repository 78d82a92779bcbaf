//! Values that a form cannot represent: unknown fields, values of another type, empty lists and
//! structs.

use essbasic::Entry;
use essbasic::schema::{FieldSchema, StructSchema};
use essbasic::validate::{self, Violation, ViolationKind};
use essbasic_devtools::{Language, error_text, t};
use serde_json::{Map, Value};

use super::EMPTY;

/// Describes the values of a request that a form cannot represent.
pub(crate) fn unsupported(
    entry: &Entry,
    request: &Map<String, Value>,
    language: Language,
) -> Vec<String> {
    let schema = (entry.descriptor().request)();
    let is_unsupported =
        |it: &Violation| matches!(it.kind, ViolationKind::Unknown | ViolationKind::Mistyped);
    let violations = validate::json(schema, request).into_iter().filter(is_unsupported);
    let found = violations.map(|violation| error_text::violation(language, &violation)).collect();
    let mut search = Search { language, found };
    search.object("", schema, request);
    search.found
}

struct Search {
    language: Language,
    found: Vec<String>,
}

impl Search {
    fn object(&mut self, prefix: &str, schema: &'static StructSchema, fields: &Map<String, Value>) {
        for (name, value) in fields {
            let Some((_, field)) = schema.field(name) else { continue };
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            match value {
                Value::Array(items) if items.is_empty() => {
                    let text = t!(self.language, "form-lost-empty-list", path = path);
                    self.found.push(text.into_owned());
                }
                Value::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        self.value(&format!("{path}.{index}"), field, true, item);
                    }
                }
                single => self.value(&path, field, field.required, single),
            }
        }
    }

    fn value(&mut self, path: &str, field: &'static FieldSchema, is_required: bool, value: &Value) {
        match value {
            Value::String(text) if text == EMPTY => {
                let text = t!(self.language, "form-lost-text", path = path, text = EMPTY);
                self.found.push(text.into_owned());
            }
            // A required struct is sent even if it has no fields.
            Value::Object(fields) if fields.is_empty() && !is_required => {
                let text = t!(self.language, "form-lost-empty-object", path = path);
                self.found.push(text.into_owned());
            }
            Value::Object(fields) => {
                if let Some(schema) = field.kind.object() {
                    self.object(path, schema, fields);
                }
            }
            _ => {}
        }
    }
}
