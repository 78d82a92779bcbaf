//! `describe_action`: the documentation of an action, with the schema of its request.

use essbasic::{Entry, WaitConfig};
use essbasic_devtools::examples::{self, Example};
use essbasic_devtools::{Language, action_docs, catalogue_docs, t};
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{ToolEffect, ToolOutput, parse};
use crate::json_schema;
use crate::outcome::ToolResult;
use crate::scope::Scope;
use crate::shared::Shared;

pub(super) const NAME: &str = "describe_action";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    action: String,
}

pub(super) fn tool(language: Language) -> Tool {
    let input = json!({
        "type": "object",
        "properties": {
            "action": { "type": "string", "description": t!(language, "mcp-argument-action") },
        },
        "required": ["action"],
        "additionalProperties": false,
    });
    let output = json!({
        "type": "object",
        "properties": {
            "name": { "type": "string" },
            "effect": { "type": "string" },
            "tool": { "type": "string" },
            "request": { "type": "object" },
            "response": { "type": "object" },
            "next": { "type": "string" },
        },
    });
    let (title, description) = (t!(language, "mcp-describe-title"), t!(language, "mcp-describe"));
    super::tool(NAME, title, description, input, output, ToolEffect::Local)
}

pub(super) fn call(shared: &Shared, arguments: Map<String, Value>) -> ToolOutput {
    let Arguments { action } = parse(shared, arguments)?;
    let entry = shared.scope.find(&action)?;
    Ok(ToolResult::new(documentation(entry, &shared.scope, shared.language)).into())
}

/// Returns the documentation of an action as JSON.
pub(crate) fn documentation(entry: &'static Entry, scope: &Scope, language: Language) -> Value {
    let action = entry.descriptor();
    let doc = catalogue_docs::action(language, action);
    let errors = action_docs::error_codes(action, language).into_iter();
    let errors: Map<_, _> = errors.map(|(code, help)| (code.to_owned(), help.into())).collect();
    let (now, all) = (examples::now(), examples::for_action(action.name));
    let request = |it: &Example| {
        let mut request = it.request(now);
        scope.set_agent(action, &mut request);
        request
    };
    let mut value = json!({
        "name": action.name,
        "title": action.title,
        "domain": entry.domain(),
        "doc": action_docs::with_wire_names(doc, (action.request)()),
        "effect": action.effect.as_str(),
        "retries": action_docs::describe_retries(action.effect, language),
        "tool": super::tool_for(action.effect),
        "is_offered": scope.offers(entry),
        "calls_per_second": action.rate_limit,
        "request": json_schema::request(action, language),
        "example": all.first().map(request),
        "response": json_schema::response(action, language),
        "example_response": all.first().map(|it| it.response(now)),
        "errors": errors,
        "api_reference": action.api_reference,
    });
    if let Some(effect) = action_docs::describe_effect(action.effect, language) {
        value["effect_meaning"] = effect.into();
    }
    if all.len() > 1 {
        let others = all[1..].iter();
        let others =
            others.map(|it| json!({ "title": it.title(language), "request": request(it) }));
        value["other_examples"] = others.collect();
    }
    if examples::is_simulated(action.name) {
        value["in_sandboxes"] = t!(language, "simulated-doc").into();
    }
    if action.deprecated {
        value["deprecated"] = true.into();
    }
    if let Some(WaitConfig { status, done, failed, .. }) = action.wait {
        value["wait"] = json!({ "status": status, "done": done, "failed": failed });
    }
    value
}
