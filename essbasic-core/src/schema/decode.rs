//! Decoding of actions and models by their schema.
//!
//! One visitor decodes every struct through [`FieldsMut`], so the macros generate no visitors. It
//! alone decides which deviations are tolerated, and records the path of a value that could not be
//! decoded.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::slice;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::error::Category;

use super::{FieldKind, FieldSchema, FieldsMut, ListMut, Model, StructSchema, ValueMut};
use crate::message::{Argument, Message, message};

/// Decodes a model as serde's derive would: fields that are not optional must be present.
///
/// # Errors
///
/// The errors of the format, for a missing field or a value of the wrong type.
pub fn deserialize<'de, M: Model, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    let mut model = M::empty();
    Decoder::strict().object(M::schema(), &mut model, deserializer)?;
    Ok(model)
}

/// Decoding mode, and the path of the value that could not be decoded.
#[derive(Default)]
pub(crate) struct Decoder {
    /// `true` if missing and `null` fields take their defaults, and fields may occur twice.
    tolerant: bool,
    /// The path of the value that could not be decoded, innermost segment first.
    path: Vec<Segment>,
}

enum Segment {
    Field(&'static str),
    Item(usize),
}

impl Decoder {
    /// Decodes requests: fields that are not optional must be present.
    pub(crate) fn strict() -> Self {
        Self::default()
    }

    /// Decodes responses: missing and `null` fields take their defaults.
    pub(crate) fn tolerant() -> Self {
        Self { tolerant: true, path: Vec::new() }
    }

    /// Decodes the fields of a struct.
    pub(crate) fn object<'de, D: Deserializer<'de>>(
        &mut self,
        schema: &'static StructSchema,
        fields: &mut dyn FieldsMut,
        deserializer: D,
    ) -> Result<(), D::Error> {
        let visitor = ObjectVisitor { schema, fields, decoder: self };
        deserializer.deserialize_struct(schema.name, schema.names, visitor)
    }

    /// Describes what could not be decoded, without its value: `Approvers[2].Mobile: …`.
    pub(crate) fn describe(&self, error: &serde_json::Error) -> Message {
        let mut text = String::new();
        for segment in self.path.iter().rev() {
            let _ = match segment {
                Segment::Field(name) if text.is_empty() => write!(text, "{name}"),
                Segment::Field(name) => write!(text, ".{name}"),
                Segment::Item(index) => write!(text, "[{index}]"),
            };
        }
        let problem = redact_values(error);
        if text.is_empty() {
            return problem;
        }
        message!("{field}: {problem}", field = text, problem = problem)
    }

    /// Adds the name of a field to the path if the result is an error.
    pub(crate) fn at_field<T, E>(
        &mut self,
        name: &'static str,
        result: Result<T, E>,
    ) -> Result<T, E> {
        self.at(Segment::Field(name), result)
    }

    /// Adds a segment to the path if the result is an error.
    fn at<T, E>(&mut self, segment: Segment, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.path.push(segment);
        }
        result
    }

    fn value<'de, D: Deserializer<'de>>(
        &mut self,
        field: &'static FieldSchema,
        value: ValueMut<'_>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        match (value, field.kind) {
            (ValueMut::String(value), _) => value.set(String::deserialize(deserializer)?),
            (ValueMut::Int64(value), _) => value.set(i64::deserialize(deserializer)?),
            (ValueMut::Uint64(value), _) => value.set(u64::deserialize(deserializer)?),
            (ValueMut::Float(value), _) => *value = f64::deserialize(deserializer)?,
            (ValueMut::Bool(value), _) => *value = bool::deserialize(deserializer)?,
            (ValueMut::List(list), _) => {
                deserializer.deserialize_seq(ListVisitor { field, list, decoder: self })?;
            }
            (ValueMut::Object(fields), FieldKind::Object(schema)) => {
                self.object(schema(), fields, deserializer)?;
            }
            // Unreachable: an object's kind holds its schema.
            (ValueMut::Object(_), _) => drop(IgnoredAny::deserialize(deserializer)?),
        }
        Ok(())
    }
}

/// The fields of one struct.
struct ObjectVisitor<'a> {
    schema: &'static StructSchema,
    fields: &'a mut dyn FieldsMut,
    decoder: &'a mut Decoder,
}

impl ObjectVisitor<'_> {
    fn field(&mut self, index: usize) -> FieldSeed<'_> {
        let field = &self.schema.fields[index];
        FieldSeed { index, field, fields: self.fields, decoder: self.decoder }
    }
}

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let names = self.schema.names;
        let mut present = Present::default();
        let mut next = 0;
        while let Some(found) = map.next_key_seed(NameSeed { names, next })? {
            let Some(index) = found else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if !present.insert(index) && !self.decoder.tolerant {
                return Err(A::Error::duplicate_field(names[index]));
            }
            let result = map.next_value_seed(self.field(index));
            self.decoder.at_field(names[index], result)?;
            next = index + 1;
        }
        let missing =
            |(index, field): &(usize, &FieldSchema)| field.required && !present.contains(*index);
        match self.schema.fields.iter().enumerate().find(missing) {
            Some((_, field)) if !self.decoder.tolerant => Err(A::Error::missing_field(field.name)),
            _ => Ok(()),
        }
    }

    /// Decodes a struct from a format that writes no field names.
    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        // The service writes objects: a list is another type.
        if self.decoder.tolerant {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        for index in 0..self.schema.fields.len() {
            if seq.next_element_seed(self.field(index))?.is_none() {
                return Err(A::Error::invalid_length(index, &self));
            }
        }
        Ok(())
    }
}

/// Indices of the fields decoded so far.
#[derive(Default)]
struct Present {
    /// Bit set of the indices below 128.
    first: u128,
    /// Indices from 128.
    others: BTreeSet<usize>,
}

impl Present {
    fn insert(&mut self, index: usize) -> bool {
        if index >= 128 {
            return self.others.insert(index);
        }
        let before = self.first;
        self.first |= 1 << index;
        self.first != before
    }

    fn contains(&self, index: usize) -> bool {
        if index >= 128 { self.others.contains(&index) } else { self.first >> index & 1 == 1 }
    }
}

/// The name of a field, decoded into its index.
struct NameSeed {
    names: &'static [&'static str],
    /// Index to compare first, because fields usually arrive in the schema's order.
    next: usize,
}

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, name: D) -> Result<Option<usize>, D::Error> {
        name.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        let (before, after) = self.names.split_at(self.next);
        let position = |names: slice::Iter<'_, &str>| names.into_iter().position(|it| *it == name);
        Ok(position(after.iter())
            .map(|index| index + self.next)
            .or_else(|| position(before.iter())))
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Option<usize>, E> {
        std::str::from_utf8(name).map_or(Ok(None), |name| self.visit_str(name))
    }

    fn visit_u64<E: Error>(self, index: u64) -> Result<Option<usize>, E> {
        Ok(usize::try_from(index).ok().filter(|index| *index < self.names.len()))
    }
}

/// The value of one field.
struct FieldSeed<'a> {
    index: usize,
    field: &'static FieldSchema,
    fields: &'a mut dyn FieldsMut,
    decoder: &'a mut Decoder,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // Some servers write `null` for an empty list.
        if !self.field.required || self.field.list || self.decoder.tolerant {
            deserializer.deserialize_option(self)
        } else {
            self.visit_some(deserializer)
        }
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.fields.field_mut(self.index) {
            Some(value) => self.decoder.value(self.field, value, deserializer),
            None => IgnoredAny::deserialize(deserializer).map(drop),
        }
    }
}

/// The items of one list.
struct ListVisitor<'a> {
    field: &'static FieldSchema,
    list: &'a mut dyn ListMut,
    decoder: &'a mut Decoder,
}

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self { field, list, decoder } = self;
        for index in 0.. {
            let item = ItemSeed { field, list, decoder };
            let result = items.next_element_seed(item);
            if decoder.at(Segment::Item(index), result)?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// The next item of a list.
struct ItemSeed<'a> {
    field: &'static FieldSchema,
    list: &'a mut dyn ListMut,
    decoder: &'a mut Decoder,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.decoder.tolerant {
            deserializer.deserialize_option(self)
        } else {
            self.visit_some(deserializer)
        }
    }
}

impl<'de> Visitor<'de> for ItemSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.list.push();
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.decoder.value(self.field, self.list.push(), deserializer)
    }
}

/// Returns serde's message without the value, which may be personal data, and with the API's names of
/// types.
pub(crate) fn redact_values(error: &serde_json::Error) -> Message {
    let message = error.to_string();
    match (error.classify(), message.split_once(", expected ")) {
        (Category::Data, Some((found, expected))) => {
            let found = found.strip_prefix("invalid type: ").and_then(|found| {
                let kinds = [
                    ("string", "string"),
                    ("integer", "integer"),
                    ("floating point", "fraction"),
                    ("boolean", "bool"),
                    ("null", "null"),
                    ("map", "object"),
                    ("sequence", "list"),
                ];
                kinds.into_iter().find(|(kind, _)| found.starts_with(kind))
            });
            let expected = &expected[..expected.rfind(" at line ").unwrap_or(expected.len())];
            let expected = match expected {
                "i64" => "int64",
                "u64" => "uint64",
                "f64" => "float",
                "a boolean" => "bool",
                "a sequence" => "list",
                other => other.trim_start_matches("a ").trim_start_matches("an "),
            };
            let found = match found {
                Some((_, name)) => Argument::from(name),
                None => message!("a value out of range").into(),
            };
            match (error.line(), error.column()) {
                (0, _) => {
                    message!(
                        "expected {expected}, found {found}",
                        expected = expected,
                        found = found
                    )
                }
                (line, column) => message!(
                    "expected {expected}, found {found} at line {line} column {column}",
                    expected = expected,
                    found = found,
                    line = line,
                    column = column
                ),
            }
        }
        _ => Message::verbatim(message),
    }
}
