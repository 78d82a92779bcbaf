//! Schemas of requests, responses and models as components of an OpenAPI document.
//!
//! A struct of requests and responses is described as in requests. Documented values are no closed set: a value is one of them or another of its type. Rules that JSON
//! Schema cannot express without types of their own in generated clients are part of descriptions.

use essbasic::schema::{Constraint, FieldKind, FieldSchema, Rule, StructSchema};
use serde_json::{Map, Value, json};

use super::super::field_doc;
use crate::{Language, catalogue_docs, error_text};

/// Direction of a struct: fields of responses have no constraints and may be missing.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// Components by name.
pub(super) struct Schemas {
    language: Language,
    components: Map<String, Value>,
}

impl Schemas {
    pub(super) fn new(language: Language) -> Self {
        Self { language, components: Map::new() }
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn finish(self) -> Map<String, Value> {
        self.components
    }

    /// Adds a request or a response; returns a reference to it.
    pub(super) fn root(
        &mut self,
        name: &str,
        schema: &'static StructSchema,
        direction: Direction,
    ) -> Value {
        self.component(name, schema, direction)
    }

    /// Returns the properties of a component.
    pub(super) fn properties_mut(&mut self, name: &str) -> Option<&mut Map<String, Value>> {
        self.components.get_mut(name)?.get_mut("properties")?.as_object_mut()
    }

    fn component(
        &mut self,
        name: &str,
        schema: &'static StructSchema,
        direction: Direction,
    ) -> Value {
        if !self.components.contains_key(name) {
            // A struct may contain itself.
            self.components.insert(name.to_owned(), Value::Null);
            let object = self.object(schema, direction);
            self.components.insert(name.to_owned(), object);
        }
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    fn object(&mut self, schema: &'static StructSchema, direction: Direction) -> Value {
        let properties: Map<_, _> = schema
            .fields
            .iter()
            .map(|field| (field.name.to_owned(), self.field(schema, field, direction)))
            .collect();
        let mut object = json!({ "type": "object", "properties": properties });
        let mut description = vec![catalogue_docs::model(self.language, schema).to_owned()];
        if direction == Direction::Request {
            let required = schema.fields.iter().filter(|field| field.required);
            let required: Vec<_> = required.map(|field| field.name).collect();
            if !required.is_empty() {
                object["required"] = required.into();
            }
            for rule in schema.rules {
                match rule {
                    Rule::Needs { field, others } => {
                        object["dependentRequired"][field] = json!(others);
                    }
                    rule => description.push(error_text::rule(self.language, rule)),
                }
            }
        }
        description.retain(|text| !text.is_empty());
        if !description.is_empty() {
            object["description"] = description.join("\n\n").into();
        }
        object
    }

    fn field(
        &mut self,
        schema: &'static StructSchema,
        field: &'static FieldSchema,
        direction: Direction,
    ) -> Value {
        let mut value = self.value(field, direction);
        let mut list = field.list.then(|| json!({ "type": "array" }));
        let mut description = vec![field_doc(self.language, schema, field)];
        for value in field.values {
            let doc = catalogue_docs::value(self.language, field, value).replace('\n', " ");
            description.push(format!("- `{}`: {doc}", value.wire));
        }
        if direction == Direction::Request {
            for constraint in field.constraints {
                let target = match constraint {
                    Constraint::Items { .. } => list.as_mut().unwrap_or(&mut value),
                    _ => &mut value,
                };
                if !limit(target, field, constraint) {
                    description.push(error_text::constraint(self.language, constraint));
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
        if direction == Direction::Response {
            described = nullable(described);
        }
        if let Some(Constraint::Require(paths)) =
            field.constraints.iter().find(|it| matches!(it, Constraint::Require(_)))
            && direction == Direction::Request
        {
            described["x-essbasic-required"] = json!(paths);
        }
        description.retain(|text| !text.is_empty());
        described["description"] = description.join("\n\n").into();
        for (keyword, is_set) in [("deprecated", field.hidden), ("x-essbasic-secret", field.secret)]
        {
            if is_set {
                described[keyword] = true.into();
            }
        }
        described
    }

    /// Returns the schema of a value, or of an item of a list.
    fn value(&mut self, field: &'static FieldSchema, direction: Direction) -> Value {
        let plain = match field.kind {
            FieldKind::String => json!({ "type": "string" }),
            FieldKind::Int64 => json!({ "type": "integer", "format": "int64" }),
            FieldKind::Uint64 => json!({ "type": "integer", "format": "int64", "minimum": 0 }),
            FieldKind::Float => json!({ "type": "number", "format": "double" }),
            FieldKind::Bool => json!({ "type": "boolean" }),
            FieldKind::Object(inner) => {
                let inner = inner();
                return self.component(model_name(inner), inner, direction);
            }
            _ => json!({}),
        };
        if field.values.is_empty() {
            return plain;
        }
        let wire = |wire: &'static str| match field.kind {
            FieldKind::String => wire.into(),
            _ => wire.parse::<i64>().map_or_else(|_| wire.into(), Value::from),
        };
        let values: Vec<_> = field.values.iter().map(|value| wire(value.wire)).collect();
        let mut known = plain.clone();
        known["enum"] = values.into();
        json!({ "anyOf": [known, plain] })
    }
}

/// Returns a schema that also accepts null, which the service sends for some missing values.
fn nullable(mut schema: Value) -> Value {
    let missing = json!({ "type": "null" });
    match schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        Some(alternatives) => alternatives.push(missing),
        None => match schema["type"].as_str().map(str::to_owned) {
            Some(kind) => schema["type"] = json!([kind, "null"]),
            None => schema = json!({ "anyOf": [schema, missing] }),
        },
    }
    schema
}

/// Returns the vendor's name of a struct.
fn model_name(schema: &StructSchema) -> &'static str {
    if schema.name == "KeyedOption" { "Option" } else { schema.name }
}

/// Adds a limit as keywords. Returns `false` if there are none for it.
fn limit(value: &mut Value, field: &FieldSchema, constraint: &Constraint) -> bool {
    let (low, min, high, max) = match *constraint {
        Constraint::Length { min, max } => ("minLength", min, "maxLength", max),
        Constraint::Items { min, max } => ("minItems", min, "maxItems", max),
        // 0 means not set, and is accepted outside of the range.
        Constraint::Range { min, max } if field.zero_unset => {
            ("minimum", min.min(0), "maximum", max)
        }
        Constraint::Range { min, max } => ("minimum", min, "maximum", max),
        _ => return false,
    };
    if min != i64::MIN && (min > 0 || low == "minimum") {
        value[low] = min.into();
    }
    if max != i64::MAX {
        value[high] = max.into();
    }
    true
}
