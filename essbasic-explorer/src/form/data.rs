//! Posted forms as requests: fields by their paths, or JSON.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic_devtools::{Language, request_json, t};
use maud::{Markup, html};
use serde_json::{Map, Number, Value};

use super::{EMPTY, OFFERED};
use crate::limits;

/// Maximum number of steps of a path: some structs contain themselves.
const MAX_DEPTH: usize = 64;

/// Maximum number of offered items that are looked at: a form offers one for each list it shows.
const MAX_OFFERED: usize = 50;

/// A posted form.
#[derive(Default)]
pub(crate) struct FormData(Vec<(String, String)>);

/// Error of a form with more values than [`limits::FORM_CONTROLS`].
pub(crate) struct TooManyValues;

impl TooManyValues {
    pub(crate) fn message(language: Language) -> Cow<'static, str> {
        t!(language, "form-too-many-values", count = limits::FORM_CONTROLS)
    }
}

/// The reason why a text is not the JSON of a request.
pub(crate) enum JsonError {
    TooManyValues,
    Invalid(request_json::JsonError),
}

impl JsonError {
    /// Renders the error with its position.
    pub(crate) fn render(&self, language: Language) -> Markup {
        match self {
            Self::TooManyValues => html! {
                (t!(language, "json-too-many-values", count = limits::JSON_VALUES))
            },
            Self::Invalid(request_json::JsonError::Syntax(error)) => syntax_error(error, language),
            Self::Invalid(error) => html! { (error.message(language)) },
        }
    }
}

/// Renders the position of an error, and the message of the parser.
fn syntax_error(error: &serde_json::Error, language: Language) -> Markup {
    let (line, column, message) = (error.line(), error.column(), error.to_string());
    let position = format!(" at line {line} column {column}");
    let message = message.strip_suffix(&position).unwrap_or(&message);
    html! { (t!(language, "invalid-json", line = line, column = column)) " " code { (message) } }
}

impl FormData {
    /// Parses the body of a form or a query.
    pub(crate) fn read(encoded: &[u8]) -> Result<Self, TooManyValues> {
        if encoded.split(|byte| *byte == b'&').count() > limits::FORM_CONTROLS {
            return Err(TooManyValues);
        }
        Ok(Self(form_urlencoded::parse(encoded).into_owned().collect()))
    }

    /// Returns the value of a control that is no field; names of fields are capitalized.
    pub(crate) fn control(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str())
    }

    /// Returns whether there is JSON or a field.
    pub(crate) fn has_request(&self) -> bool {
        self.0.iter().any(|(name, _)| name == "json" || is_field(name))
    }

    /// Returns the request, from JSON or from fields.
    ///
    /// A text that is not a value of its type is kept, for validation to find.
    pub(crate) fn request(
        &self,
        schema: &'static StructSchema,
    ) -> Result<Map<String, Value>, JsonError> {
        if let Some(text) = self.control("json") {
            let values = text.bytes().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count();
            if values > limits::JSON_VALUES {
                return Err(JsonError::TooManyValues);
            }
            return request_json::parse_object(text).map_err(JsonError::Invalid);
        }
        let removed = self.control("remove");
        let unused = self.unused_items();
        let is_retained = |path: &str| {
            removed.is_none_or(|removed| !is_within(path, removed))
                && unused.iter().all(|item| !is_within(path, item))
        };
        let controls = self.0.iter().filter(|(path, _)| is_field(path) && is_retained(path));
        let controls: Controls<'_> =
            controls.map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let paths = controls.iter().map(|(path, _)| *path).collect();
        let mut fields = object(schema, controls);
        complete(schema, &mut fields, "", &paths);
        Ok(fields)
    }
}

impl FormData {
    /// Returns the paths of the items that the form offered and that are still empty.
    fn unused_items(&self) -> Vec<&str> {
        let offered = self.0.iter().filter_map(|(name, _)| name.strip_prefix(OFFERED));
        let offered = offered.take(MAX_OFFERED);
        let is_unused = |item: &&str| {
            let mut controls = self.0.iter().filter(|(path, _)| is_within(path, item));
            controls.all(|(_, text)| text.is_empty())
        };
        offered.filter(is_unused).collect()
    }
}

/// Returns the paths of the items of a request that are structs without any field.
pub(crate) fn empty_items(request: &Map<String, Value>) -> Vec<String> {
    fn search(path: &str, value: &Value, found: &mut Vec<String>) {
        match value {
            _ if found.len() >= limits::LISTED => {}
            Value::Object(fields) => {
                for (name, value) in fields {
                    let path =
                        if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    search(&path, value, found);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}.{index}");
                    match item {
                        Value::Object(fields) if fields.is_empty() => found.push(path),
                        item => search(&path, item, found),
                    }
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (name, value) in request {
        search(name, value, &mut found);
    }
    found
}

fn is_field(path: &str) -> bool {
    let is_name = path.starts_with(|first: char| first.is_ascii_uppercase());
    is_name && path.split('.').count() <= MAX_DEPTH
}

fn is_within(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Rest of the path, and text, of each control.
type Controls<'a> = Vec<(&'a str, &'a str)>;

fn object(schema: &'static StructSchema, controls: Controls<'_>) -> Map<String, Value> {
    let mut by_name: BTreeMap<&str, Controls<'_>> = BTreeMap::new();
    for (path, text) in controls {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        by_name.entry(name).or_default().push((rest, text));
    }
    let fields = by_name.into_iter().filter_map(|(name, controls)| {
        let value = match schema.field(name) {
            Some((_, field)) if field.list => list(field, controls),
            Some((_, field)) => value(field, controls),
            // Validation reports unknown fields.
            None => controls.first().map(|(_, text)| Value::from(*text)),
        };
        Some((name.to_owned(), value?))
    });
    fields.collect()
}

/// Adds required structs whose controls were present but empty.
fn complete(
    schema: &'static StructSchema,
    fields: &mut Map<String, Value>,
    prefix: &str,
    paths: &BTreeSet<&str>,
) {
    for field in schema.fields {
        let Some(schema) = field.kind.object() else { continue };
        let prefix = format!("{prefix}{}.", field.name);
        let first = paths.range(prefix.as_str()..).next();
        if field.required && !field.list && first.is_some_and(|path| path.starts_with(&prefix)) {
            fields.entry(field.name).or_insert_with(|| Value::Object(Map::new()));
        }
        match fields.get_mut(field.name) {
            Some(Value::Object(fields)) => complete(schema, fields, &prefix, paths),
            Some(Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    if let Value::Object(fields) = item {
                        complete(schema, fields, &format!("{prefix}{index}."), paths);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Returns the items in the order of their numbers. An empty struct is an item, an empty value is not.
fn list(field: &'static FieldSchema, controls: Controls<'_>) -> Option<Value> {
    let mut by_number: BTreeMap<usize, Controls<'_>> = BTreeMap::new();
    for (path, text) in controls {
        let (number, rest) = path.split_once('.').unwrap_or((path, ""));
        let Ok(number) = number.parse() else { return Some(Value::from(text)) };
        by_number.entry(number).or_default().push((rest, text));
    }
    let item = |controls| {
        let empty = field.kind.object().map(|_| Value::Object(Map::new()));
        value(field, controls).or(empty)
    };
    let items: Vec<_> = by_number.into_values().filter_map(item).collect();
    (!items.is_empty()).then_some(Value::Array(items))
}

fn value(field: &'static FieldSchema, controls: Controls<'_>) -> Option<Value> {
    if let Some(schema) = field.kind.object() {
        let fields = object(schema, controls);
        return (!fields.is_empty()).then_some(Value::Object(fields));
    }
    let text = controls.into_iter().find(|(rest, _)| rest.is_empty())?.1;
    (!text.is_empty()).then(|| scalar(field.kind, text))
}

fn scalar(kind: FieldKind, text: &str) -> Value {
    let digits = text.trim();
    let number = match kind {
        FieldKind::Int64 => digits.parse::<i64>().ok().map(Number::from),
        FieldKind::Uint64 => digits.parse::<u64>().ok().map(Number::from),
        FieldKind::Float => {
            let whole = digits.parse::<i64>().ok().map(Number::from);
            whole.or_else(|| digits.parse().ok().and_then(Number::from_f64))
        }
        FieldKind::Bool => return digits.parse().map_or_else(|_| Value::from(text), Value::Bool),
        _ if text == EMPTY => return Value::from(""),
        // Forms encode line breaks as CR LF.
        _ => return Value::from(text.replace("\r\n", "\n")),
    };
    number.map_or_else(|| Value::from(text), Value::Number)
}
