//! JSON that a person wrote or reads. A field that occurs twice is an error: which one is meant is unknown.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::Language;
use crate::t;

mod pretty;

pub use pretty::pretty;

const DUPLICATE: &str = "the field `";
const OCCURS_TWICE: &str = "` occurs twice";

/// The reason why a text is not the JSON of a request.
#[derive(Debug)]
#[non_exhaustive]
pub enum JsonError {
    /// The text is not JSON.
    Syntax(serde_json::Error),
    /// An object has a field twice.
    FieldTwice {
        /// Name of the field.
        name: String,
        /// Line of the second one, from 1.
        line: usize,
        /// Column at which its name ends, from 1.
        column: usize,
    },
    /// The text is JSON, but not an object.
    NotAnObject,
}

impl JsonError {
    fn new(error: serde_json::Error) -> Self {
        let text = error.to_string();
        let name = text.strip_prefix(DUPLICATE).and_then(|rest| rest.rsplit_once(OCCURS_TWICE));
        match name {
            Some((name, _)) if error.is_data() => {
                let (line, column) = (error.line(), error.column());
                Self::FieldTwice { name: name.to_owned(), line, column }
            }
            _ => Self::Syntax(error),
        }
    }

    /// Returns the problem in a language. The parser's message is quoted.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Syntax(error) => {
                let problem = match language {
                    Language::English => error.to_string(),
                    Language::Chinese => format!("“{error}”"),
                };
                t!(language, "not-json", problem = problem)
            }
            Self::FieldTwice { name, line, column } => {
                t!(language, "field-twice", name = name, line = *line, column = *column)
            }
            Self::NotAnObject => t!(language, "not-an-object"),
        }
        .into_owned()
    }
}

/// Parses the JSON object of a request.
///
/// # Errors
///
/// [`JsonError`] when the text is not JSON or no object, or when a field occurs twice.
pub fn parse_object(text: &str) -> Result<Map<String, Value>, JsonError> {
    match parse(text)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(JsonError::NotAnObject),
    }
}

/// Parses a JSON value.
///
/// # Errors
///
/// [`JsonError`] when the text is not JSON, or when a field occurs twice.
pub fn parse(text: &str) -> Result<Value, JsonError> {
    serde_json::from_str(text).map(|UniqueKeys(value)| value).map_err(JsonError::new)
}

/// A JSON value whose objects have each field once.
struct UniqueKeys(Value);

impl<'de> Deserialize<'de> for UniqueKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(Self)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("not a number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(UniqueKeys(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format!("{DUPLICATE}{name}{OCCURS_TWICE}")));
            }
            let UniqueKeys(value) = entries.next_value()?;
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}
