//! What a form sends, made a request: members by their paths, or a text in JSON.

use std::collections::BTreeMap;

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Number, Value};

use super::{EMPTY, inner};

/// A path has at most so many steps, though some structs contain themselves.
const DEEPEST: usize = 64;

/// What a form sent.
#[derive(Default)]
pub(crate) struct Posted(Vec<(String, String)>);

/// A text that is no JSON, and why.
pub(crate) struct Mistake {
    pub(crate) text: String,
    pub(crate) why: String,
}

impl Posted {
    /// Reads a form's body, or an address's query.
    pub(crate) fn read(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// What a control says that is no member; members' names begin with a capital.
    pub(crate) fn control(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str())
    }

    /// The request in it: as a text in JSON, or else member by member.
    ///
    /// What cannot be a value of its type stays the text that it is, for the checks to find.
    pub(crate) fn members(
        &self,
        schema: &'static StructSchema,
    ) -> Result<Map<String, Value>, Mistake> {
        if let Some(text) = self.control("json") {
            return serde_json::from_str(text).map_err(|error| {
                let why = error.to_string();
                Mistake { text: text.to_owned(), why }
            });
        }
        let removed = self.control("remove");
        let is_kept = |path: &str| removed.is_none_or(|removed| !is_within(path, removed));
        let is_member = |path: &str| {
            let is_name = path.starts_with(|first: char| first.is_ascii_uppercase());
            is_name && path.split('.').count() <= DEEPEST
        };
        let given = self.0.iter().filter(|(path, _)| is_member(path) && is_kept(path));
        let given: Given<'_> = given.map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let mut members = object(schema, given.clone());
        complete(schema, &mut members, "", &given);
        Ok(members)
    }
}

fn is_within(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The rest of a control's path, and what was typed into it.
type Given<'a> = Vec<(&'a str, &'a str)>;

fn object(schema: &'static StructSchema, given: Given<'_>) -> Map<String, Value> {
    let mut by_name: BTreeMap<&str, Given<'_>> = BTreeMap::new();
    for (path, text) in given {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        by_name.entry(name).or_default().push((rest, text));
    }
    let members = by_name.into_iter().filter_map(|(name, given)| {
        let value = match schema.field(name) {
            Some((_, field)) if field.list => list(field, given),
            Some((_, field)) => value(field, given),
            // The checks will say that nobody knows it.
            None => given.first().map(|(_, text)| Value::from(*text)),
        };
        Some((name.to_owned(), value?))
    });
    members.collect()
}

/// Adds the required structs whose controls were there and empty, where what is around them is.
fn complete(
    schema: &'static StructSchema,
    members: &mut Map<String, Value>,
    place: &str,
    given: &Given<'_>,
) {
    for field in schema.fields {
        let Some(schema) = inner(field) else { continue };
        let place = format!("{place}{}.", field.name);
        if field.required && !field.list && given.iter().any(|(path, _)| path.starts_with(&place)) {
            members.entry(field.name).or_insert_with(|| Value::Object(Map::new()));
        }
        match members.get_mut(field.name) {
            Some(Value::Object(members)) => complete(schema, members, &place, given),
            Some(Value::Array(items)) => {
                for (at, item) in items.iter_mut().enumerate() {
                    if let Value::Object(members) = item {
                        complete(schema, members, &format!("{place}{at}."), given);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The items in the order of their numbers. A struct that is there is one, though nothing was typed
/// into it; a value that was not typed is none.
fn list(field: &'static FieldSchema, given: Given<'_>) -> Option<Value> {
    let mut by_number: BTreeMap<usize, Given<'_>> = BTreeMap::new();
    for (path, text) in given {
        let (number, rest) = path.split_once('.').unwrap_or((path, ""));
        let Ok(number) = number.parse() else { return Some(Value::from(text)) };
        by_number.entry(number).or_default().push((rest, text));
    }
    let item = |given| {
        let empty = inner(field).map(|_| Value::Object(Map::new()));
        value(field, given).or(empty)
    };
    let items: Vec<_> = by_number.into_values().filter_map(item).collect();
    (!items.is_empty()).then_some(Value::Array(items))
}

fn value(field: &'static FieldSchema, given: Given<'_>) -> Option<Value> {
    if let Some(schema) = inner(field) {
        let members = object(schema, given);
        return (!members.is_empty()).then_some(Value::Object(members));
    }
    let text = given.into_iter().find(|(rest, _)| rest.is_empty())?.1;
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
        // Forms end lines as the old did.
        _ => return Value::from(text.replace("\r\n", "\n")),
    };
    number.map_or_else(|| Value::from(text), Value::Number)
}
