//! Assignment of one field by its path, `A.B.0.C=value`, with the type in the schema.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic_devtools::request_json::{self, JsonError};
use serde_json::{Map, Value};

use crate::error::CliError;
use crate::input::json_problem;
use crate::message::{Localize, Message, message};
use crate::suggest;

/// Problem of an assignment, with a suggestion.
pub(super) struct SetError {
    problem: Message,
    suggestion: Option<Message>,
}

impl SetError {
    fn new(problem: Message) -> Self {
        Self { problem, suggestion: None }
    }

    pub(super) fn into_cli_error(self, option: &str, path: &str) -> CliError {
        let option = format!("{option} {path}");
        CliError::usage(message!("cli-option", option = option, problem = self.problem))
            .with_suggestion(self.suggestion)
    }
}

/// Sets the field of an argument `PATH=VALUE`.
pub(crate) fn assign(
    fields: &mut Map<String, Value>,
    schema: Option<&'static StructSchema>,
    argument: &str,
) -> Result<(), CliError> {
    let Some((path, text)) = argument.split_once('=') else {
        return Err(
            SetError::new(message!("cli-write-assignment")).into_cli_error("--set", argument)
        );
    };
    set_field(fields, schema, path, text).map_err(|error| error.into_cli_error("--set", path))
}

/// Sets the field at a path to a text, parsed as the type in the schema.
///
/// Without a schema, the text is parsed as JSON if it is JSON.
pub(super) fn set_field(
    fields: &mut Map<String, Value>,
    schema: Option<&'static StructSchema>,
    path: &str,
    text: &str,
) -> Result<(), SetError> {
    let steps: Vec<&str> = path.split('.').collect();
    match schema {
        Some(schema) => set_known(fields, schema, &steps, text),
        None => {
            let mut object = Value::Object(std::mem::take(fields));
            let result = set_unknown(&mut object, &steps, text);
            if let Value::Object(object) = object {
                *fields = object;
            }
            result
        }
    }
}

fn set_known(
    fields: &mut Map<String, Value>,
    schema: &'static StructSchema,
    steps: &[&str],
    text: &str,
) -> Result<(), SetError> {
    let Some((name, rest)) = steps.split_first() else {
        return Err(SetError::new(message!("cli-path-empty")));
    };
    let Some((_, field)) = schema.field(name) else {
        let names = schema.fields.iter().filter(|field| !field.hidden).map(|field| field.name);
        return Err(SetError {
            problem: message!("cli-not-a-field", name = name, structure = schema.name),
            suggestion: suggest::similar_name(name, names),
        });
    };
    let slot = fields.entry(*name).or_insert(Value::Null);
    if !field.list {
        return set_value(slot, field, rest, text);
    }
    let Some((index, rest)) = rest.split_first() else {
        let list = parse_json(text).map_err(SetError::new)?.filter(Value::is_array);
        *slot = list.ok_or_else(|| SetError::new(message!("cli-is-a-list", name = name)))?;
        return Ok(());
    };
    set_value(list_item(slot, name, index)?, field, rest, text)
}

/// Returns an item of a list, which may be the next one to append.
fn list_item<'a>(
    slot: &'a mut Value,
    name: &impl Localize,
    index: &str,
) -> Result<&'a mut Value, SetError> {
    if slot.is_null() {
        *slot = Value::Array(Vec::new());
    }
    let (Some(items), Ok(index)) = (slot.as_array_mut(), index.parse::<usize>()) else {
        return Err(SetError::new(message!("cli-list-needs-number", name = name)));
    };
    if index > items.len() {
        return Err(SetError::new(message!("cli-items-before", index = index)));
    }
    if index == items.len() {
        items.push(Value::Null);
    }
    Ok(&mut items[index])
}

fn set_value(
    slot: &mut Value,
    field: &'static FieldSchema,
    rest: &[&str],
    text: &str,
) -> Result<(), SetError> {
    match (field.kind, rest) {
        (FieldKind::Object(schema), rest) if !rest.is_empty() => {
            if slot.is_null() {
                *slot = Value::Object(Map::new());
            }
            match slot {
                Value::Object(fields) => set_known(fields, schema(), rest, text),
                _ => Err(SetError::new(message!("cli-not-object-in-json", name = field.name))),
            }
        }
        (kind, []) => {
            let value = parse_value(kind, text).map_err(SetError::new)?;
            *slot = value.ok_or_else(|| wrong_type(kind, text))?;
            Ok(())
        }
        _ => Err(SetError::new(message!("cli-no-fields", name = field.name))),
    }
}

/// Sets a field without a schema: numbers are list items, other steps are fields.
fn set_unknown(slot: &mut Value, steps: &[&str], text: &str) -> Result<(), SetError> {
    let Some((step, rest)) = steps.split_first() else {
        *slot = parse_json(text).map_err(SetError::new)?.unwrap_or_else(|| Value::from(text));
        return Ok(());
    };
    if step.parse::<usize>().is_ok() {
        return set_unknown(list_item(slot, &message!("cli-it"), step)?, rest, text);
    }
    if slot.is_null() {
        *slot = Value::Object(Map::new());
    }
    match slot {
        Value::Object(fields) if !step.is_empty() => {
            set_unknown(fields.entry(*step).or_insert(Value::Null), rest, text)
        }
        _ => Err(SetError::new(message!("cli-set-value-no-field", name = step))),
    }
}

/// Parses a text as a type of the schema.
///
/// Strings need no quotes. Returns `None` for a text of another type.
///
/// # Errors
///
/// The message for JSON in which a field occurs twice.
pub(crate) fn parse_value(kind: FieldKind, text: &str) -> Result<Option<Value>, Message> {
    Ok(match kind {
        FieldKind::Int64 => text.parse::<i64>().ok().map(Value::from),
        FieldKind::Uint64 => text.parse::<u64>().ok().map(Value::from),
        FieldKind::Float => text.parse::<f64>().ok().filter(|it| it.is_finite()).map(Value::from),
        FieldKind::Bool => text.parse::<bool>().ok().map(Value::from),
        FieldKind::Object(_) => parse_json(text)?.filter(Value::is_object),
        _ => Some(Value::from(text)),
    })
}

/// Parses a text that may be JSON.
fn parse_json(text: &str) -> Result<Option<Value>, Message> {
    match request_json::parse(text) {
        Ok(value) => Ok(Some(value)),
        Err(error @ JsonError::FieldTwice { .. }) => Err(json_problem(&error)),
        Err(_) => Ok(None),
    }
}

fn wrong_type(kind: FieldKind, text: &str) -> SetError {
    let meant = match (kind, text.to_lowercase().as_str()) {
        (FieldKind::Bool, "yes" | "y" | "on" | "1" | "true" | "t") => Some("true"),
        (FieldKind::Bool, "no" | "n" | "off" | "0" | "false" | "f") => Some("false"),
        _ => None,
    };
    SetError {
        problem: message!("cli-value-type", kind = kind.as_str()),
        suggestion: meant.map(|meant| message!("cli-did-you-mean", name = meant)),
    }
}
