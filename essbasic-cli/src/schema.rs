//! `essbasic schema`: the catalogue as JSON, for tools.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic::{CATALOGUE, Entry};
use serde_json::{Value, json};

use crate::arguments::Printing;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(printing: &Printing) -> Result<(), Failure> {
    let actions: Vec<_> = CATALOGUE.iter().map(action).collect();
    output::data(&json!({ "actions": actions }), printing)
}

/// All that is known of an action.
pub(crate) fn action(entry: &Entry) -> Value {
    let action = entry.descriptor();
    json!({
        "name": action.name,
        "version": action.version,
        "service": action.service,
        "domain": entry.domain(),
        "host": action.host.name(),
        "effect": action.effect.name(),
        "already_done_codes": action.effect.already_done_codes(),
        "rate_limit": action.rate_limit,
        "errors": action.errors,
        "deprecated": action.deprecated,
        "title": action.title,
        "manual": action.manual,
        "doc": action.doc,
        "request": members((action.request)(), &mut Vec::new()),
        "response": members((action.response)(), &mut Vec::new()),
    })
}

/// A struct; inside itself it has its name alone.
fn members(schema: &'static StructSchema, inside: &mut Vec<&'static str>) -> Value {
    if inside.contains(&schema.name) {
        return json!({ "type": schema.name, "fields": null });
    }
    inside.push(schema.name);
    let fields: Vec<_> = schema.fields.iter().map(|field| member(field, inside)).collect();
    inside.pop();
    json!({ "type": schema.name, "doc": schema.doc, "fields": fields })
}

fn member(field: &'static FieldSchema, inside: &mut Vec<&'static str>) -> Value {
    let object = match field.kind {
        FieldKind::Object(schema) => members(schema(), inside),
        _ => Value::Null,
    };
    let values = field.values.iter().map(|value| json!({ "value": value.wire, "doc": value.doc }));
    json!({
        "name": field.name,
        "type": field.kind.name(),
        "list": field.list,
        "required": field.required,
        "secret": field.secret,
        "hidden": field.hidden,
        "doc": field.doc,
        "values": values.collect::<Vec<_>>(),
        "object": object,
    })
}
