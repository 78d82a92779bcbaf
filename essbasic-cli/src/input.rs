//! A request as people have it: inline, in a file, on standard input, member by member.

use std::convert::Infallible;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::str::FromStr;

use essbasic::schema::{Field, Kind, Struct};
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::nearest::nearest;

/// Where an argument's text comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// It is the argument itself.
    Inline(String),
    /// `@FILE`
    File(PathBuf),
    /// `-`
    Stdin,
}

impl FromStr for Source {
    type Err = Infallible;

    fn from_str(argument: &str) -> Result<Self, Infallible> {
        Ok(match (argument, argument.strip_prefix('@')) {
            ("-", _) => Self::Stdin,
            (_, Some(path)) => Self::File(path.into()),
            (text, None) => Self::Inline(text.to_owned()),
        })
    }
}

/// All that a source holds.
pub(crate) fn bytes(argument: &str, source: &Source) -> Result<Vec<u8>, Failure> {
    match source {
        Source::Inline(text) => Ok(text.clone().into_bytes()),
        Source::File(path) => fs::read(path).map_err(|error| {
            Failure::usage(format!("{argument}: cannot read {}: {error}", path.display()))
        }),
        Source::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            Ok(bytes)
        }
    }
}

/// The JSON object that a source holds.
pub(crate) fn object(argument: &str, source: &Source) -> Result<Map<String, Value>, Failure> {
    let bytes = bytes(argument, source)?;
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Failure::usage(format!("{argument}: a request is a JSON object: {{…}}"))),
        Err(error) => Err(Failure::usage(format!("{argument}: not JSON: {error}"))),
    }
}

/// Sets one member, `PATH=VALUE`, to a value of the type that the schema says.
pub(crate) fn set(
    members: &mut Map<String, Value>,
    schema: &'static Struct,
    argument: &str,
) -> Result<(), Failure> {
    let Some((path, text)) = argument.split_once('=') else {
        return Err(Failure::usage(format!("--set {argument}: write PATH=VALUE")));
    };
    let steps: Vec<&str> = path.split('.').collect();
    set_member(members, schema, &steps, text)
        .map_err(|(why, hint)| Failure::usage(format!("--set {path}: {why}")).hint(hint))
}

/// Why a member cannot be set, and what was probably meant.
type Refused = (String, Option<String>);

fn set_member(
    members: &mut Map<String, Value>,
    schema: &'static Struct,
    steps: &[&str],
    text: &str,
) -> Result<(), Refused> {
    let Some((name, rest)) = steps.split_first() else { return Err(refused("the path is empty")) };
    let Some((_, field)) = schema.field(name) else {
        let names = schema.fields.iter().map(|field| field.name);
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
    set_value(&mut items[index], field, rest, text)
}

fn set_value(
    slot: &mut Value,
    field: &'static Field,
    rest: &[&str],
    text: &str,
) -> Result<(), Refused> {
    match (field.kind, rest) {
        (Kind::Object(schema), rest) if !rest.is_empty() => {
            if slot.is_null() {
                *slot = Value::Object(Map::new());
            }
            match slot {
                Value::Object(members) => set_member(members, schema(), rest, text),
                _ => Err(refused(&format!("{} is no object in the JSON given", field.name))),
            }
        }
        (kind, []) => {
            *slot = parse(kind, text)?;
            Ok(())
        }
        _ => Err(refused(&format!("{} has no members", field.name))),
    }
}

/// Reads a text as the schema's type; a text needs no quotes.
fn parse(kind: Kind, text: &str) -> Result<Value, Refused> {
    let value = match kind {
        Kind::Int64 => text.parse::<i64>().ok().map(Value::from),
        Kind::Uint64 => text.parse::<u64>().ok().map(Value::from),
        Kind::Float => text.parse::<f64>().ok().filter(|it| it.is_finite()).map(Value::from),
        Kind::Bool => text.parse::<bool>().ok().map(Value::from),
        Kind::Object(_) => serde_json::from_str(text).ok().filter(Value::is_object),
        _ => Some(Value::from(text)),
    };
    value.ok_or_else(|| refused(&format!("the value must be {}", kind.name())))
}

fn refused(why: &str) -> Refused {
    (why.to_owned(), None)
}
