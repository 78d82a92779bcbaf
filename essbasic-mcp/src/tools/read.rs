//! `read`: sends an action that only reads, or returns the next part of a long result.

use essbasic::{Effect, Entry};
use essbasic_devtools::{Language, t};
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{ToolEffect, ToolOutput, parse};
use crate::outcome::ToolResult;
use crate::shared::Shared;

pub(super) const NAME: &str = "read";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    action: Option<String>,
    #[serde(default, deserialize_with = "super::object_or_null")]
    request: Map<String, Value>,
    cursor: Option<String>,
}

pub(super) fn tool(language: Language) -> Tool {
    let cursor = json!({
        "cursor": { "type": "string", "description": t!(language, "mcp-argument-cursor") },
    });
    let mut input = super::call_input(language, cursor);
    if let Value::Object(input) = &mut input {
        input.remove("required");
    }
    let (title, description) = (t!(language, "mcp-read-title"), t!(language, "mcp-read"));
    super::tool(NAME, title, description, input, super::call_output(), ToolEffect::Reads)
}

pub(super) async fn call(shared: &Shared, arguments: Map<String, Value>) -> ToolOutput {
    let Arguments { action, request, cursor } = parse(shared, arguments)?;
    match (action, cursor) {
        (None, Some(cursor)) => {
            let dropped = || ToolResult::rejected(t!(shared.language, "mcp-cursor-gone"), None);
            let part = shared.results.read(&cursor).ok_or_else(dropped)?;
            Ok(ToolResult::of_part(part, shared.language).into())
        }
        (Some(action), None) => send(shared, shared.scope.offered(&action)?, request).await,
        _ => Err(ToolResult::rejected(t!(shared.language, "mcp-action-or-cursor"), None).into()),
    }
}

/// Sends an action, if it only reads.
pub(super) async fn send(
    shared: &Shared,
    entry: &'static Entry,
    mut request: Map<String, Value>,
) -> ToolOutput {
    let (action, language) = (entry.descriptor(), shared.language);
    if action.effect != Effect::Read {
        let hint = t!(language, "mcp-use-change");
        return Err(ToolResult::rejected(
            t!(language, "mcp-not-read", name = action.name),
            Some(hint),
        )
        .into());
    }
    shared.scope.complete(action, &mut request)?;
    let call = shared.client.call_json(action, &request).language(language.service_tag());
    Ok(shared.reporter().call(action, &request, call.await).into())
}
