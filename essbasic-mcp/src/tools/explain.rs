//! `explain_error`: the meaning of an error code, and what to do.

use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::{Language, action_docs, t};
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{ToolEffect, ToolOutput, parse};
use crate::outcome::ToolResult;
use crate::shared::Shared;

pub(super) const NAME: &str = "explain_error";

/// Maximum number of actions whose help for a code is returned.
const ACTIONS: usize = 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    code: String,
    action: Option<String>,
}

pub(super) fn tool(language: Language) -> Tool {
    let input = json!({
        "type": "object",
        "properties": {
            "code": { "type": "string", "description": t!(language, "mcp-argument-code") },
            "action": { "type": "string" },
        },
        "required": ["code"],
        "additionalProperties": false,
    });
    let output = json!({
        "type": "object",
        "properties": {
            "code": { "type": "string" },
            "meaning": { "type": "string" },
            "actions": { "type": "object" },
        },
    });
    let (title, description) = (t!(language, "mcp-explain-title"), t!(language, "mcp-explain"));
    super::tool(NAME, title, description, input, output, ToolEffect::Local)
}

pub(super) fn call(shared: &Shared, arguments: Map<String, Value>) -> ToolOutput {
    let Arguments { code, action } = parse(shared, arguments)?;
    let only = action.map(|name| shared.scope.find(&name)).transpose()?;
    let code: String = code.chars().take(100).collect();
    Ok(ToolResult::new(help(&code, only, shared.language)).into())
}

/// Returns the help for a code: of its class, and of the actions that document it.
pub(crate) fn help(code: &str, only: Option<&Entry>, language: Language) -> Value {
    let entries = CATALOGUE.iter().map(Entry::descriptor);
    let entries = entries.filter(|it| only.is_none_or(|only| only.descriptor().name == it.name));
    let helped = entries.filter_map(|action| {
        let codes = action_docs::error_codes(action, language);
        let (_, help) = codes.into_iter().find(|(other, _)| *other == code)?;
        Some((action.name.to_owned(), Value::from(help)))
    });
    let actions: Map<_, _> = helped.take(ACTIONS).collect();
    json!({
        "code": code,
        "meaning": action_docs::class_help(code, language),
        "is_documented": !actions.is_empty(),
        "actions": actions,
    })
}
