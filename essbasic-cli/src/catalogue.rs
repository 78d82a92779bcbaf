//! Actions of the catalogue: `essbasic actions`, `skeleton` and `schema`.

use essbasic::schema::{FieldKind, FieldSchema, SampleMode, StructSchema, sample};
use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::action_docs;
use serde_json::{Value, json};

use crate::cli::{ActionsArgs, SkeletonArgs};
use crate::error::CliError;
use crate::message::message;
use crate::output::{self, OutputFormat, PrintOptions};
use crate::suggest;

/// Finds an action by name.
pub(crate) fn find(name: &str) -> Result<&'static Entry, CliError> {
    essbasic::find(name).ok_or_else(|| {
        let names = CATALOGUE.iter().map(|entry| entry.descriptor().name);
        CliError::usage(message!("cli-no-action", name = name))
            .with_suggestion(suggest::similar_name(name, names))
    })
}

/// Lists actions: all by domain, or those that match some words, best match first.
pub(crate) fn actions(arguments: &ActionsArgs, print: &PrintOptions) -> Result<(), CliError> {
    let words = action_docs::split_query(&arguments.words.join(" "));
    let found: Vec<_> = action_docs::search(&words).iter().map(|result| result.entry).collect();
    if print.filter.is_some() || !matches!(print.output, None | Some(OutputFormat::Text)) {
        let actions: Vec<_> = found
            .iter()
            .map(|entry| {
                let action = entry.descriptor();
                let doc = action_docs::summary(action.doc);
                json!({"name": action.name, "domain": entry.domain(), "title": action.title, "doc": doc})
            })
            .collect();
        return output::data(&json!({ "actions": actions }), print);
    }
    let mut domain = "";
    for entry in &found {
        let action = entry.descriptor();
        // Search results are ordered by relevance, not by domain.
        if words.is_empty() && entry.domain() != domain {
            let gap = if domain.is_empty() { "" } else { "\n" };
            domain = entry.domain();
            output::line(&format!("{gap}{domain}"))?;
        }
        output::line(&format!("  {}  {}", action.name, action.title))?;
        output::line(&format!("      {}", action_docs::summary(action.doc)))?;
    }
    match found[..] {
        [] => Err(CliError::usage(message!("cli-no-results", words = arguments.words.join(" ")))),
        _ => Ok(()),
    }
}

/// Prints a request template.
pub(crate) fn skeleton(arguments: &SkeletonArgs, print: &PrintOptions) -> Result<(), CliError> {
    let action = find(&arguments.action)?.descriptor();
    let extent = if arguments.full { SampleMode::Full } else { SampleMode::Required };
    let template = sample((action.request)(), extent);
    match (print.output, &print.filter) {
        (None | Some(OutputFormat::Json), None) => output::pretty_json(&template),
        _ => output::data(&template.into(), print),
    }
}

/// Prints the catalogue as JSON.
pub(crate) fn schema(print: &PrintOptions) -> Result<(), CliError> {
    let actions: Vec<_> = CATALOGUE.iter().map(action_json).collect();
    output::data(&json!({ "actions": actions }), print)
}

/// Returns everything that is known of an action as JSON.
pub(crate) fn action_json(entry: &Entry) -> Value {
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
        "request": struct_json((action.request)(), &mut Vec::new()),
        "response": struct_json((action.response)(), &mut Vec::new()),
    })
}

/// Returns a struct as JSON, without fields if it is nested inside itself.
fn struct_json(schema: &'static StructSchema, enclosing: &mut Vec<&'static str>) -> Value {
    if enclosing.contains(&schema.name) {
        return json!({ "type": schema.name, "fields": null });
    }
    enclosing.push(schema.name);
    let fields: Vec<_> = schema.fields.iter().map(|field| field_json(field, enclosing)).collect();
    enclosing.pop();
    json!({ "type": schema.name, "doc": schema.doc, "fields": fields })
}

fn field_json(field: &'static FieldSchema, enclosing: &mut Vec<&'static str>) -> Value {
    let object = match field.kind {
        FieldKind::Object(schema) => struct_json(schema(), enclosing),
        _ => Value::Null,
    };
    let values = field.values.iter().map(|value| json!({ "value": value.wire, "doc": value.doc }));
    json!({
        "name": field.name,
        "type": field.kind.name(),
        "list": field.list,
        "required": field.required || field.marked_required,
        "secret": field.secret,
        "hidden": field.hidden,
        "doc": field.doc,
        "values": values.collect::<Vec<_>>(),
        "object": object,
    })
}
