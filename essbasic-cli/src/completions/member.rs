//! The members of an action, as one types them: `Agent.ProxyOperator.OpenId=`.

use std::ffi::OsStr;

use clap_complete::CompletionCandidate;
use essbasic::Entry;
use essbasic::schema::{FieldKind, FieldSchema, StructSchema};

use super::answer::{files, told};

/// What stands behind a member's path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Want {
    /// Any value.
    Value,
    /// The path of a file, for a member that is text.
    File,
}

/// How a path goes on, by a member at a time; behind the equals sign, the values that the manual
/// lists.
pub(super) fn paths(
    action: Option<&'static Entry>,
    current: &OsStr,
    want: Want,
) -> Vec<CompletionCandidate> {
    let (Some(action), Some(current)) = (action, current.to_str()) else { return Vec::new() };
    let request = (action.descriptor().request)();
    if let Some((path, value)) = current.split_once('=') {
        return match (want, field(request, path)) {
            (Want::Value, Some(field)) => values(field, path, value),
            (Want::File, Some(_)) => files(&format!("{path}="), value),
            (_, None) => Vec::new(),
        };
    }
    let (before, begun) = current.rsplit_once('.').unwrap_or(("", current));
    let Some(place) = place(request, before) else { return Vec::new() };
    let before = if before.is_empty() { String::new() } else { format!("{before}.") };
    match place {
        Place::StructSchema(schema) => {
            let begun = begun.to_lowercase();
            let fields = schema.fields.iter().filter(|field| !field.hidden);
            let fields = fields.filter(|field| field.name.to_lowercase().starts_with(&begun));
            let fields = fields.filter(|field| want == Want::Value || holds_text(field));
            fields
                .map(|field| told(format!("{before}{}{}", field.name, end(field)), field.doc))
                .collect()
        }
        // The first item of a list, or the one whose number was typed.
        Place::List(field) => {
            let at = if begun.is_empty() { "0" } else { begun };
            let is_number = at.bytes().all(|b| b.is_ascii_digit());
            let end = if is_object(field) { "." } else { "=" };
            let word = format!("{before}{at}{end}");
            if is_number { vec![told(word, field.doc)] } else { Vec::new() }
        }
    }
}

/// What a path leads to that goes on.
enum Place {
    StructSchema(&'static StructSchema),
    List(&'static FieldSchema),
}

fn place(request: &'static StructSchema, path: &str) -> Option<Place> {
    let mut place = Place::StructSchema(request);
    for step in path.split('.').filter(|step| !step.is_empty()) {
        place = match place {
            Place::StructSchema(schema) => match schema.field(step)?.1 {
                field if field.list => Place::List(field),
                field => Place::StructSchema(inside(field)?),
            },
            Place::List(field) if step.parse::<usize>().is_ok() => {
                Place::StructSchema(inside(field)?)
            }
            Place::List(_) => return None,
        };
    }
    Some(place)
}

/// The member at the end of a path.
fn field(request: &'static StructSchema, path: &str) -> Option<&'static FieldSchema> {
    let (before, last) = path.rsplit_once('.').unwrap_or(("", path));
    match place(request, before)? {
        Place::StructSchema(schema) => schema.field(last).map(|(_, field)| field),
        Place::List(field) => last.parse::<usize>().ok().map(|_| field),
    }
}

/// The values that the manual lists, and those of a switch.
fn values(field: &FieldSchema, path: &str, begun: &str) -> Vec<CompletionCandidate> {
    let listed = field.values.iter().map(|value| (value.wire, value.doc));
    let switch = [("true", ""), ("false", "")];
    let switch = switch.into_iter().filter(|_| matches!(field.kind, FieldKind::Bool));
    let found = listed.chain(switch).filter(|(value, _)| value.starts_with(begun));
    found.map(|(value, doc)| told(format!("{path}={value}"), doc)).collect()
}

/// What stands behind a member's name: a dot where it has members or items, else its value.
fn end(field: &FieldSchema) -> &'static str {
    if field.list || is_object(field) { "." } else { "=" }
}

fn is_object(field: &FieldSchema) -> bool {
    inside(field).is_some()
}

fn inside(field: &FieldSchema) -> Option<&'static StructSchema> {
    match field.kind {
        FieldKind::Object(schema) => Some(schema()),
        _ => None,
    }
}

/// Whether a file could be in it, or in something that it holds.
fn holds_text(field: &FieldSchema) -> bool {
    matches!(field.kind, FieldKind::String | FieldKind::Object(_))
}
