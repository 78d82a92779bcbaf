//! JSON Schema of requests and responses, from the schemas of actions.

use std::collections::BTreeMap;

use essbasic::Descriptor;
use essbasic::schema::{Constraint, FieldKind, FieldSchema, StructSchema};
use essbasic_devtools::{Language, action_docs, catalogue_docs, error_text};
use serde_json::{Map, Value, json};

/// Returns the JSON Schema of an action's request.
pub(crate) fn request(action: &Descriptor, language: Language) -> Value {
    Writer { language, is_request: true, defs: BTreeMap::new() }.root((action.request)())
}

/// Returns the JSON Schema of an action's response.
pub(crate) fn response(action: &Descriptor, language: Language) -> Value {
    model((action.response)(), language)
}

/// Returns the JSON Schema of a struct of a response or an event.
pub(crate) fn model(schema: &'static StructSchema, language: Language) -> Value {
    Writer { language, is_request: false, defs: BTreeMap::new() }.root(schema)
}

/// Returns a JSON object; an empty one for any other value.
pub(crate) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

struct Writer {
    language: Language,
    is_request: bool,
    /// Schemas of structs inside the root, by name.
    defs: BTreeMap<&'static str, Value>,
}

impl Writer {
    fn root(mut self, schema: &'static StructSchema) -> Value {
        let mut root = self.object(schema);
        if !self.defs.is_empty() {
            root["$defs"] = json!(self.defs);
        }
        root
    }

    fn object(&mut self, schema: &'static StructSchema) -> Value {
        let fields = schema.fields.iter().filter(|field| !field.hidden);
        let properties: Map<_, _> = fields
            .clone()
            .map(|field| (field.name.to_owned(), self.field(schema, field)))
            .collect();
        let mut object = json!({ "type": "object", "properties": properties });
        if self.is_request {
            let required: Vec<_> = fields.filter(|it| it.required).map(|it| it.name).collect();
            if !required.is_empty() {
                object["required"] = required.into();
            }
            object["additionalProperties"] = false.into();
            let rules = schema.rules.iter().map(|rule| error_text::rule(self.language, rule));
            let rules: Vec<_> = rules.collect();
            if !rules.is_empty() {
                object["description"] = rules.join("; ").into();
            }
        }
        object
    }

    fn field(&mut self, schema: &StructSchema, field: &'static FieldSchema) -> Value {
        let mut value = self.value(field);
        let mut list = field.list.then(|| json!({ "type": "array" }));
        let mut description = self.description(schema, field);
        if self.is_request {
            for constraint in field.constraints {
                let target = match constraint {
                    Constraint::Items { .. } => list.as_mut().unwrap_or(&mut value),
                    _ => &mut value,
                };
                match bounds(constraint) {
                    Some(bounds) => limit(target, field, bounds),
                    None => {
                        let text = error_text::constraint(self.language, constraint);
                        description += self.language.sentence_separator();
                        description += &text;
                    }
                }
            }
        }
        let mut described = match list {
            Some(mut list) => {
                list["items"] = value;
                list
            }
            None => value,
        };
        if !description.is_empty() {
            described["description"] = description.into();
        }
        described
    }

    fn description(&self, schema: &StructSchema, field: &FieldSchema) -> String {
        let doc = catalogue_docs::field(self.language, schema, field);
        let mut description = action_docs::strip_markdown(doc);
        for value in field.values {
            let doc = catalogue_docs::value(self.language, field, value);
            let doc = action_docs::strip_markdown(&action_docs::first_sentence(doc));
            description += self.language.sentence_separator();
            description.extend([value.wire, ": ", &doc]);
        }
        description
    }

    fn value(&mut self, field: &'static FieldSchema) -> Value {
        let wire = field.values.iter().map(|value| value.wire);
        let is_text = matches!(field.kind, FieldKind::String);
        let mut value = match field.kind {
            FieldKind::String => json!({ "type": "string" }),
            FieldKind::Int64 => json!({ "type": "integer" }),
            FieldKind::Uint64 => json!({ "type": "integer", "minimum": 0 }),
            FieldKind::Float => json!({ "type": "number" }),
            FieldKind::Bool => json!({ "type": "boolean" }),
            FieldKind::Object(inner) => return self.reference(inner()),
            _ => json!({}),
        };
        if self.is_request && !field.values.is_empty() {
            let number = |wire: &str| wire.parse::<i64>().map_or_else(|_| wire.into(), Value::from);
            let values = wire.map(|wire| if is_text { wire.into() } else { number(wire) });
            value["enum"] = values.collect();
        }
        value
    }

    /// Returns a reference to a struct, which may contain itself.
    fn reference(&mut self, schema: &'static StructSchema) -> Value {
        if !self.defs.contains_key(schema.name) {
            self.defs.insert(schema.name, Value::Null);
            let object = self.object(schema);
            self.defs.insert(schema.name, object);
        }
        json!({ "$ref": format!("#/$defs/{}", schema.name) })
    }
}

/// Keywords of a constraint, with its bounds.
type Bounds = ((&'static str, i64), (&'static str, i64));

fn bounds(constraint: &Constraint) -> Option<Bounds> {
    match *constraint {
        Constraint::Length { min, max } => Some((("minLength", min), ("maxLength", max))),
        Constraint::Items { min, max } => Some((("minItems", min), ("maxItems", max))),
        Constraint::Range { min, max } => Some((("minimum", min), ("maximum", max))),
        _ => None,
    }
}

fn limit(value: &mut Value, field: &FieldSchema, ((low, min), (high, max)): Bounds) {
    let is_number = low == "minimum";
    // 0 means not set, and is accepted outside of the range.
    let min = if is_number && field.zero_unset { min.min(0) } else { min };
    if min != i64::MIN && (is_number || min > 0) {
        value[low] = min.into();
    }
    if max != i64::MAX {
        value[high] = max.into();
    }
}
