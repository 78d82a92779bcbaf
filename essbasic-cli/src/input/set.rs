//! One member, by its path: `A.B.0.C=value`, with the type that the schema says.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::nearest::nearest;

/// Sets the member of `PATH=VALUE`.
pub(crate) fn set(
    members: &mut Map<String, Value>,
    schema: Option<&'static StructSchema>,
    argument: &str,
) -> Result<(), Failure> {
    let Some((path, text)) = argument.split_once('=') else {
        return Err(Failure::usage(format!("--set {argument}: write PATH=VALUE")));
    };
    at(members, schema, path, text)
        .map_err(|(why, hint)| Failure::usage(format!("--set {path}: {why}")).hint(hint))
}

/// Why a member cannot be set, and what was probably meant.
pub(super) type Refused = (String, Option<String>);

/// Sets the member at a path to a text, read as the schema's type. Without a schema it is read
/// as JSON where it is JSON.
pub(super) fn at(
    members: &mut Map<String, Value>,
    schema: Option<&'static StructSchema>,
    path: &str,
    text: &str,
) -> Result<(), Refused> {
    let steps: Vec<&str> = path.split('.').collect();
    match schema {
        Some(schema) => set_member(members, schema, &steps, text),
        None => {
            let mut whole = Value::Object(std::mem::take(members));
            let done = set_anything(&mut whole, &steps, text);
            if let Value::Object(whole) = whole {
                *members = whole;
            }
            done
        }
    }
}

fn set_member(
    members: &mut Map<String, Value>,
    schema: &'static StructSchema,
    steps: &[&str],
    text: &str,
) -> Result<(), Refused> {
    let Some((name, rest)) = steps.split_first() else { return Err(refused("the path is empty")) };
    let Some((_, field)) = schema.field(name) else {
        let names = schema.fields.iter().filter(|field| !field.hidden).map(|field| field.name);
        let why = format!("`{name}` is not a member of {}", schema.name);
        return Err((why, nearest(name, names)));
    };
    let slot = members.entry(*name).or_insert(Value::Null);
    if !field.list {
        return set_value(slot, field, rest, text);
    }
    let Some((index, rest)) = rest.split_first() else {
        *slot = serde_json::from_str(text)
            .ok()
            .filter(Value::is_array)
            .ok_or_else(|| refused(&format!("it is a list: write {name}.0=…, or a JSON array")))?;
        return Ok(());
    };
    let item = item(slot, name, index)?;
    set_value(item, field, rest, text)
}

/// The item of a list that an index names: one that is there, or the next.
fn item<'a>(slot: &'a mut Value, name: &str, index: &str) -> Result<&'a mut Value, Refused> {
    if slot.is_null() {
        *slot = Value::Array(Vec::new());
    }
    let (Some(items), Ok(index)) = (slot.as_array_mut(), index.parse::<usize>()) else {
        return Err(refused(&format!("it is a list, so a number comes after {name}")));
    };
    if index > items.len() {
        return Err(refused(&format!("the items before {index} are not set yet")));
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
) -> Result<(), Refused> {
    match (field.kind, rest) {
        (FieldKind::Object(schema), rest) if !rest.is_empty() => {
            if slot.is_null() {
                *slot = Value::Object(Map::new());
            }
            match slot {
                Value::Object(members) => set_member(members, schema(), rest, text),
                _ => Err(refused(&format!("{} is no object in the JSON given", field.name))),
            }
        }
        (kind, []) => {
            *slot = parse(kind, text).ok_or_else(|| mistyped(kind, text))?;
            Ok(())
        }
        _ => Err(refused(&format!("{} has no members", field.name))),
    }
}

/// Sets a member of which nothing is known: numbers are items, other steps are members.
fn set_anything(slot: &mut Value, steps: &[&str], text: &str) -> Result<(), Refused> {
    let Some((step, rest)) = steps.split_first() else {
        *slot = serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
        return Ok(());
    };
    if step.parse::<usize>().is_ok() {
        return set_anything(item(slot, "it", step)?, rest, text);
    }
    if slot.is_null() {
        *slot = Value::Object(Map::new());
    }
    match slot {
        Value::Object(members) if !step.is_empty() => {
            set_anything(members.entry(*step).or_insert(Value::Null), rest, text)
        }
        _ => Err(refused(&format!("what is set there already has no member `{step}`"))),
    }
}

/// Reads a text as the schema's type; a text needs no quotes.
pub(crate) fn parse(kind: FieldKind, text: &str) -> Option<Value> {
    match kind {
        FieldKind::Int64 => text.parse::<i64>().ok().map(Value::from),
        FieldKind::Uint64 => text.parse::<u64>().ok().map(Value::from),
        FieldKind::Float => text.parse::<f64>().ok().filter(|it| it.is_finite()).map(Value::from),
        FieldKind::Bool => text.parse::<bool>().ok().map(Value::from),
        FieldKind::Object(_) => serde_json::from_str(text).ok().filter(Value::is_object),
        _ => Some(Value::from(text)),
    }
}

fn mistyped(kind: FieldKind, text: &str) -> Refused {
    let meant = match (kind, text.to_lowercase().as_str()) {
        (FieldKind::Bool, "yes" | "y" | "on" | "1" | "true" | "t") => Some("did you mean `true`?"),
        (FieldKind::Bool, "no" | "n" | "off" | "0" | "false" | "f") => {
            Some("did you mean `false`?")
        }
        _ => None,
    };
    (format!("the value must be {}", kind.name()), meant.map(str::to_owned))
}

fn refused(why: &str) -> Refused {
    (why.to_owned(), None)
}
