//! Request template with `{{column}}` placeholders.

use csv::StringRecord;
use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Value};

use crate::error::CliError;
use crate::message::{Message, message};
use crate::request::parse_value;
use crate::suggest;

/// A request with `{{column}}` placeholders.
#[derive(Debug)]
pub(super) struct Template {
    fields: Map<String, Value>,
    schema: Option<&'static StructSchema>,
    columns: Vec<String>,
}

impl Template {
    /// Creates a template, and checks that its columns exist.
    pub(super) fn new(
        fields: Map<String, Value>,
        schema: Option<&'static StructSchema>,
        columns: &StringRecord,
    ) -> Result<Self, CliError> {
        let columns = columns.iter().map(|name| name.trim().to_owned()).collect();
        let template = Self { fields, schema, columns };
        for value in template.fields.values() {
            template.check(value)?;
        }
        Ok(template)
    }

    /// Returns the request of a row. A field that consists of an empty cell is left out.
    pub(super) fn fill(&self, row: &StringRecord) -> Result<Map<String, Value>, Message> {
        Ok(self.fill_object(self.schema, &self.fields, row)?.unwrap_or_default())
    }

    fn check(&self, value: &Value) -> Result<(), CliError> {
        match value {
            Value::Object(fields) => fields.values().try_for_each(|value| self.check(value)),
            Value::Array(items) => items.iter().try_for_each(|item| self.check(item)),
            Value::String(text) => {
                let parts = split(text).map_err(|problem| option_error("--template", problem))?;
                parts.iter().try_for_each(|part| match part {
                    Part::Column(name) if !self.columns.iter().any(|column| column == name) => {
                        let columns = self.columns.iter().map(String::as_str);
                        Err(option_error("--template", message!("cli-no-column", name = name))
                            .with_suggestion(suggest::similar_name(name, columns)))
                    }
                    Part::Column(name)
                        if self.columns.iter().filter(|column| column == name).count() > 1 =>
                    {
                        Err(option_error("--csv", message!("cli-column-twice", name = name)))
                    }
                    _ => Ok(()),
                })
            }
            _ => Ok(()),
        }
    }

    fn fill_object(
        &self,
        schema: Option<&'static StructSchema>,
        fields: &Map<String, Value>,
        row: &StringRecord,
    ) -> Result<Option<Map<String, Value>>, Message> {
        let mut filled = Map::new();
        for (name, value) in fields {
            let field = schema.and_then(|schema| schema.field(name)).map(|(_, field)| field);
            if let Some(value) = self.fill_value(field, value, row)? {
                filled.insert(name.clone(), value);
            }
        }
        // An object whose fields are all left out is left out too.
        Ok(if filled.is_empty() && !fields.is_empty() { None } else { Some(filled) })
    }

    fn fill_value(
        &self,
        field: Option<&'static FieldSchema>,
        value: &Value,
        row: &StringRecord,
    ) -> Result<Option<Value>, Message> {
        match value {
            Value::Object(fields) => {
                let schema = field.and_then(|field| field.kind.object());
                Ok(self.fill_object(schema, fields, row)?.map(Value::Object))
            }
            Value::Array(items) => {
                let filled =
                    items.iter().filter_map(|item| self.fill_value(field, item, row).transpose());
                let filled = filled.collect::<Result<Vec<_>, _>>()?;
                let is_left_out = filled.is_empty() && !items.is_empty();
                Ok(if is_left_out { None } else { Some(Value::Array(filled)) })
            }
            Value::String(text) => self.fill_string(field, text, row),
            value => Ok(Some(value.clone())),
        }
    }

    fn fill_string(
        &self,
        field: Option<&'static FieldSchema>,
        text: &str,
        row: &StringRecord,
    ) -> Result<Option<Value>, Message> {
        let parts = split(text)?;
        if let [Part::Column(name)] = parts[..] {
            let cell = self.cell(name, row);
            let kind = field.map_or(FieldKind::String, |field| field.kind);
            if cell.is_empty() {
                return Ok(None);
            }
            // Spreadsheets write TRUE and FALSE.
            let lower = cell.to_ascii_lowercase();
            let cell = if matches!(kind, FieldKind::Bool) { lower.as_str() } else { cell };
            // The error does not show the cell, which may be a person's data.
            return match parse_value(kind, cell) {
                Ok(Some(value)) => Ok(Some(value)),
                _ => Err(message!("cli-column-type", name = name, kind = kind.as_str())),
            };
        }
        let filled = parts.iter().map(|part| match part {
            Part::Text(text) => text,
            Part::Column(name) => self.cell(name, row),
        });
        Ok(Some(Value::String(filled.collect())))
    }

    fn cell<'a>(&self, name: &str, row: &'a StringRecord) -> &'a str {
        let index = self.columns.iter().position(|column| column == name);
        index.and_then(|index| row.get(index)).unwrap_or_default()
    }
}

fn option_error(option: &str, problem: Message) -> CliError {
    CliError::usage(message!("cli-option", option = option, problem = problem))
}

/// Part of a string in a template.
enum Part<'a> {
    Text(&'a str),
    Column(&'a str),
}

fn split(mut text: &str) -> Result<Vec<Part<'_>>, Message> {
    let mut parts = Vec::new();
    while let Some((before, rest)) = text.split_once("{{") {
        let Some((name, after)) = rest.split_once("}}") else {
            return Err(message!("cli-unclosed-column"));
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

#[cfg(test)]
mod tests {
    use csv::StringRecord;
    use serde_json::json;

    use super::Template;

    #[test]
    fn booleans_are_read_as_spreadsheets_write_them() {
        let action = essbasic::find_action("ChannelCreateFlowByFiles").unwrap().descriptor();
        let fields = json!({ "Unordered": "{{f}}" }).as_object().unwrap().clone();
        let columns = StringRecord::from(vec!["f"]);
        let template = Template::new(fields, Some((action.request)()), &columns).unwrap();
        for (cell, value) in [("TRUE", true), ("FALSE", false), ("true", true)] {
            let filled = template.fill(&StringRecord::from(vec![cell])).unwrap();
            assert_eq!(filled["Unordered"], value, "{cell}");
        }
        template.fill(&StringRecord::from(vec!["yes"])).unwrap_err();
    }
}
