//! Actions of the catalogue: `essbasic actions` and `essbasic schema`.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::api_description::{openapi, postman};
use essbasic_devtools::{Language, action_docs, catalogue_docs, examples};
use serde_json::{Value, json};

use crate::cli::{ActionsArgs, SchemaArgs, SchemaFormat};
use crate::error::CliError;
use crate::language;
use crate::message::message;
use crate::output::{self, OutputFormat, PrintOptions};
use crate::report;
use crate::suggest;
use crate::wrap::wrap;

/// Finds an action by name.
pub(crate) fn find(name: &str) -> Result<&'static Entry, CliError> {
    essbasic::find_action(name).ok_or_else(|| {
        CliError::usage(message!("cli-no-action", name = name))
            .with_suggestion(suggest::similar_action(name))
    })
}

/// Lists actions: all by domain, or those that match some words, best match first.
pub(crate) fn actions(arguments: &ActionsArgs, print: &PrintOptions) -> Result<(), CliError> {
    let words = arguments.words.join(" ");
    let search = action_docs::search(&words);
    let found: Vec<_> = search.results.iter().map(|result| result.entry).collect();
    if print.filter.is_some() || !matches!(print.output, None | Some(OutputFormat::Text)) {
        let actions: Vec<_> = found
            .iter()
            .map(|entry| {
                let action = entry.descriptor();
                let doc = action_docs::summary(action.doc);
                json!({"name": action.name, "domain": entry.domain(), "title": action.title, "doc": doc})
            })
            .collect();
        return output::data(&json!({ "actions": actions, "nearest": search.nearest }), print);
    }
    let language = language::current();
    if search.nearest && !found.is_empty() {
        report::remark(&message!("cli-nearest-results", words = words));
    }
    let mut domain = "";
    for entry in &found {
        let action = entry.descriptor();
        // Search results are ordered by relevance, not by domain.
        if words.trim().is_empty() && entry.domain() != domain {
            let gap = if domain.is_empty() { "" } else { "\n" };
            domain = entry.domain();
            match language {
                Language::English => output::line(&format!("{gap}{domain}"))?,
                Language::Chinese => {
                    let name = action_docs::domain_name(domain, language);
                    output::line(&format!("{gap}{name} ({domain})"))?;
                }
            }
        }
        output::line(&format!("  {}  {}", action.name, action.title))?;
        let summary = action_docs::summary(catalogue_docs::action(language, action));
        for line in wrap(&action_docs::strip_markdown(&summary), output::WIDTH, "      ", "      ")
        {
            output::line(&line)?;
        }
    }
    match found[..] {
        [] => Err(CliError::usage(message!("cli-no-results", words = words))),
        _ => Ok(()),
    }
}

/// Prints the catalogue as JSON, or in a format for other tools.
pub(crate) fn schema(arguments: &SchemaArgs, print: &PrintOptions) -> Result<(), CliError> {
    let docs = language::of_json_docs();
    match arguments.format {
        Some(SchemaFormat::Openapi) => {
            return output::data(&openapi::document(docs, examples::now()), print);
        }
        Some(SchemaFormat::Postman) => {
            return output::data(&postman::collection(docs, examples::now()), print);
        }
        None => {}
    }
    let actions: Vec<_> = CATALOGUE.iter().map(|entry| action_json(entry, docs)).collect();
    output::data(&json!({ "actions": actions }), print)
}

/// Returns everything that is known of an action as JSON, documented in a language.
pub(crate) fn action_json(entry: &Entry, docs: Language) -> Value {
    let action = entry.descriptor();
    json!({
        "name": action.name,
        "version": action.version,
        "service": action.service,
        "domain": entry.domain(),
        "host": action.host.as_str(),
        "effect": action.effect.as_str(),
        "already_done_codes": action.effect.already_done_codes(),
        "rate_limit": action.rate_limit,
        "errors": action.errors,
        "deprecated": action.deprecated,
        "title": action.title,
        "api_reference": action.api_reference,
        "doc": catalogue_docs::action(docs, action),
        "request": struct_json((action.request)(), docs, &mut Vec::new()),
        "response": struct_json((action.response)(), docs, &mut Vec::new()),
    })
}

/// Returns a struct as JSON, without fields if it is nested inside itself.
fn struct_json(
    schema: &'static StructSchema,
    docs: Language,
    enclosing: &mut Vec<&'static str>,
) -> Value {
    if enclosing.contains(&schema.name) {
        return json!({ "type": schema.name, "fields": null });
    }
    enclosing.push(schema.name);
    let mut fields = Vec::new();
    for field in schema.fields {
        let object = match field.kind {
            FieldKind::Object(schema) => struct_json(schema(), docs, enclosing),
            _ => Value::Null,
        };
        fields.push(field_json(schema, field, docs, object));
    }
    enclosing.pop();
    json!({ "type": schema.name, "doc": catalogue_docs::model(docs, schema), "fields": fields })
}

fn field_json(schema: &StructSchema, field: &FieldSchema, docs: Language, object: Value) -> Value {
    let values = field.values.iter().map(
        |value| json!({ "value": value.wire, "doc": catalogue_docs::value(docs, field, value) }),
    );
    json!({
        "name": field.name,
        "type": field.kind.as_str(),
        "list": field.list,
        "required": field.required || field.marked_required,
        "secret": field.secret,
        "hidden": field.hidden,
        "doc": catalogue_docs::field(docs, schema, field),
        "values": values.collect::<Vec<_>>(),
        "object": object,
    })
}
