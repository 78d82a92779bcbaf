//! Actions that are usually called next, with an ID of the response filled in.

use essbasic::Entry;
use essbasic::schema::{FieldSchema, StructSchema};
use essbasic_devtools::{Language, action_docs, catalogue_docs, t};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::tree::address;
use crate::limits::{self, short};

/// Number of actions that are recommended.
const STEPS: usize = 3;

/// Number of IDs of a response that are considered.
const IDS: usize = 4;

/// Maximum number of characters of a description.
const DESCRIPTION: usize = 90;

/// Renders links to actions for the first IDs of a response, or else of its request.
pub(super) fn render(
    entry: &Entry,
    response: &Map<String, Value>,
    request: &Map<String, Value>,
    language: Language,
) -> Markup {
    let action = entry.descriptor();
    let sources = [((action.response)(), response), ((action.request)(), request)];
    let steps = sources.into_iter().map(|(schema, fields)| {
        let mut ids = Vec::new();
        collect(schema, fields, &mut ids);
        let mut steps: Vec<(&str, String)> = Vec::new();
        for (field, id) in ids {
            for next in action_docs::next_steps(entry, field) {
                if steps.len() < STEPS && steps.iter().all(|(known, _)| *known != next.action) {
                    steps.push((next.action, address(next, id)));
                }
            }
        }
        steps
    });
    let steps = steps.into_iter().find(|steps| !steps.is_empty()).unwrap_or_default();
    html! {
        @if !steps.is_empty() {
            nav.next aria-labelledby="next-steps" {
                h3 #next-steps { (t!(language, "next-steps")) }
                ul {
                    @for (name, address) in &steps {
                        li {
                            a href=(address) { (name) }
                            " " span.faint { (description(name, language)) }
                        }
                    }
                }
            }
        }
    }
}

/// Adds the first value of each ID, in the order of the schema.
fn collect<'a>(
    schema: &'static StructSchema,
    fields: &'a Map<String, Value>,
    ids: &mut Vec<(&'static FieldSchema, &'a str)>,
) {
    let values = schema.fields.iter().filter_map(|field| Some((field, fields.get(field.name)?)));
    for (field, value) in values.filter(|(field, _)| field.name != "Agent") {
        if ids.len() == IDS {
            return;
        }
        let value = value.as_array().map_or(Some(value), |items| items.first());
        match (field.kind.object(), value) {
            (Some(schema), Some(Value::Object(inner))) => collect(schema, inner, ids),
            (None, Some(Value::String(id)))
                if (1..=limits::NAME_CHARACTERS).contains(&id.len())
                    && ids.iter().all(|(known, _)| known.name != field.name) =>
            {
                ids.push((field, id));
            }
            _ => {}
        }
    }
}

/// Returns the first sentence about an action, cut.
fn description(name: &str, language: Language) -> String {
    let Some(entry) = essbasic::find_action(name) else { return String::new() };
    let doc = catalogue_docs::action(language, entry.descriptor());
    let doc = action_docs::strip_markdown(&action_docs::first_sentence(doc));
    match limits::cut(&doc, DESCRIPTION) {
        (doc, true) => short(doc),
        (start, false) => format!("{start}…"),
    }
}
