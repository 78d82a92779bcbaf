//! A request with `{{column}}` in it, filled in row by row.

use csv::StringRecord;
use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::input;
use crate::nearest::nearest;

/// A request with `{{column}}` in it.
#[derive(Debug)]
pub(super) struct Template {
    members: Map<String, Value>,
    schema: Option<&'static StructSchema>,
    columns: Vec<String>,
}

impl Template {
    /// A template whose columns are all there.
    pub(super) fn new(
        members: Map<String, Value>,
        schema: Option<&'static StructSchema>,
        columns: &StringRecord,
    ) -> Result<Self, Failure> {
        let columns = columns.iter().map(|name| name.trim().to_owned()).collect();
        let template = Self { members, schema, columns };
        for value in template.members.values() {
            template.check(value)?;
        }
        Ok(template)
    }

    /// The request of a row. A member that is nothing but an empty cell is left out.
    pub(super) fn fill(&self, row: &StringRecord) -> Result<Map<String, Value>, String> {
        Ok(self.object(self.schema, &self.members, row)?.unwrap_or_default())
    }

    fn check(&self, value: &Value) -> Result<(), Failure> {
        match value {
            Value::Object(members) => members.values().try_for_each(|value| self.check(value)),
            Value::Array(items) => items.iter().try_for_each(|item| self.check(item)),
            Value::String(text) => {
                let parts =
                    parts(text).map_err(|why| Failure::usage(format!("--template: {why}")))?;
                parts.iter().try_for_each(|part| match part {
                    Part::Column(name) if !self.columns.iter().any(|column| column == name) => {
                        let message = format!("--template: there is no column `{name}`");
                        let columns = self.columns.iter().map(String::as_str);
                        Err(Failure::usage(message).hint(nearest(name, columns)))
                    }
                    _ => Ok(()),
                })
            }
            _ => Ok(()),
        }
    }

    fn object(
        &self,
        schema: Option<&'static StructSchema>,
        members: &Map<String, Value>,
        row: &StringRecord,
    ) -> Result<Option<Map<String, Value>>, String> {
        let mut filled = Map::new();
        for (name, value) in members {
            let field = schema.and_then(|schema| schema.field(name)).map(|(_, field)| field);
            if let Some(value) = self.value(field, value, row)? {
                filled.insert(name.clone(), value);
            }
        }
        // What lost all its members to empty cells is left out too.
        Ok(if filled.is_empty() && !members.is_empty() { None } else { Some(filled) })
    }

    fn value(
        &self,
        field: Option<&'static FieldSchema>,
        value: &Value,
        row: &StringRecord,
    ) -> Result<Option<Value>, String> {
        match value {
            Value::Object(members) => {
                let schema = field.and_then(|field| match field.kind {
                    FieldKind::Object(schema) => Some(schema()),
                    _ => None,
                });
                Ok(self.object(schema, members, row)?.map(Value::Object))
            }
            Value::Array(items) => {
                let filled =
                    items.iter().filter_map(|item| self.value(field, item, row).transpose());
                let filled = filled.collect::<Result<Vec<_>, _>>()?;
                let lost = filled.is_empty() && !items.is_empty();
                Ok(if lost { None } else { Some(Value::Array(filled)) })
            }
            Value::String(text) => self.text(field, text, row),
            value => Ok(Some(value.clone())),
        }
    }

    fn text(
        &self,
        field: Option<&'static FieldSchema>,
        text: &str,
        row: &StringRecord,
    ) -> Result<Option<Value>, String> {
        let parts = parts(text)?;
        if let [Part::Column(name)] = parts[..] {
            let (cell, kind) =
                (self.cell(name, row), field.map_or(FieldKind::String, |it| it.kind));
            if cell.is_empty() {
                return Ok(None);
            }
            // The cell itself is not told: it may be somebody's.
            return match input::parse(kind, cell) {
                Some(value) => Ok(Some(value)),
                None => Err(format!("the column `{name}` must be {}", kind.name())),
            };
        }
        let filled = parts.iter().map(|part| match part {
            Part::Text(text) => text,
            Part::Column(name) => self.cell(name, row),
        });
        Ok(Some(Value::String(filled.collect())))
    }

    fn cell<'a>(&self, name: &str, row: &'a StringRecord) -> &'a str {
        let at = self.columns.iter().position(|column| column == name);
        at.and_then(|at| row.get(at)).unwrap_or_default()
    }
}

/// A stretch of a text in a template.
enum Part<'a> {
    Text(&'a str),
    Column(&'a str),
}

fn parts(mut text: &str) -> Result<Vec<Part<'_>>, String> {
    let mut parts = Vec::new();
    while let Some((before, rest)) = text.split_once("{{") {
        let Some((name, after)) = rest.split_once("}}") else {
            return Err("a `{{` has no `}}`".to_owned());
        };
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(Part::Column(name.trim()));
        text = after;
    }
    if !text.is_empty() || parts.is_empty() {
        parts.push(Part::Text(text));
    }
    Ok(parts)
}
