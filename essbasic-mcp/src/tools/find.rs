//! `find_actions`: searches the actions by words.

use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::{Language, action_docs, catalogue_docs, t};
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{ToolEffect, ToolOutput, parse};
use crate::limits;
use crate::outcome::ToolResult;
use crate::shared::Shared;

pub(super) const NAME: &str = "find_actions";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    #[serde(default)]
    query: String,
}

pub(super) fn tool(language: Language) -> Tool {
    let input = json!({
        "type": "object",
        "properties": {
            "query": { "type": "string", "description": t!(language, "mcp-argument-query") },
        },
        "additionalProperties": false,
    });
    let output = json!({
        "type": "object",
        "properties": {
            "actions": { "type": "array", "items": { "type": "object" } },
            "domains": { "type": "array", "items": { "type": "object" } },
            "total": { "type": "integer" },
        },
        "required": ["total"],
    });
    let (title, description) = (t!(language, "mcp-find-title"), t!(language, "mcp-find"));
    super::tool(NAME, title, description, input, output, ToolEffect::Local)
}

pub(super) fn call(shared: &Shared, arguments: Map<String, Value>) -> ToolOutput {
    let Arguments { query } = parse(shared, arguments)?;
    let search = action_docs::search(&query);
    let found = search.results.iter().map(|it| it.entry);
    let found: Vec<_> = found.filter(|it| shared.scope.offers(it)).collect();
    let mut result = ToolResult::new(json!({ "total": found.len() }));
    if query.trim().is_empty() {
        result.set("domains", domains(shared));
        result.set("hint", t!(shared.language, "mcp-find-hint").into_owned());
        return Ok(result.into());
    }
    let shown = found.iter().take(limits::FOUND_ACTIONS);
    result.set("actions", shown.map(|it| action(it, shared.language)).collect::<Value>());
    if found.is_empty() {
        result.set("hint", t!(shared.language, "mcp-no-action-hint").into_owned());
    } else if search.nearest {
        result.set("hint", t!(shared.language, "mcp-nearest-hint").into_owned());
    }
    Ok(result.into())
}

fn action(entry: &Entry, language: Language) -> Value {
    let action = entry.descriptor();
    let doc = action_docs::first_sentence(catalogue_docs::action(language, action));
    json!({
        "name": action.name,
        "title": action.title,
        "summary": action_docs::strip_markdown(&doc),
        "domain": entry.domain(),
        "effect": action.effect.as_str(),
        "tool": super::tool_for(action.effect),
    })
}

/// Returns the domains with their actions by name.
fn domains(shared: &Shared) -> Value {
    let mut domains: Vec<(&str, Vec<&str>)> = Vec::new();
    for entry in CATALOGUE.iter().filter(|it| shared.scope.offers(it)) {
        match domains.last_mut() {
            Some((name, actions)) if *name == entry.domain() => {
                actions.push(entry.descriptor().name);
            }
            _ => domains.push((entry.domain(), vec![entry.descriptor().name])),
        }
    }
    let domains = domains.into_iter().map(|(name, actions)| {
        let title = action_docs::domain_name(name, shared.language);
        json!({ "name": name, "title": title, "actions": actions })
    });
    domains.collect()
}
