//! `validate`: checks a request against the documented limits, without sending it.

use essbasic::validate;
use essbasic_devtools::{Language, t};
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{ToolEffect, ToolOutput, parse};
use crate::limits;
use crate::outcome::{self, ToolResult};
use crate::shared::Shared;

pub(super) const NAME: &str = "validate";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    action: String,
    #[serde(default, deserialize_with = "super::object_or_null")]
    request: Map<String, Value>,
}

pub(super) fn tool(language: Language) -> Tool {
    let output = json!({
        "type": "object",
        "properties": {
            "is_valid": { "type": "boolean" },
            "violations": { "type": "array", "items": { "type": "object" } },
        },
        "required": ["is_valid"],
    });
    let (title, description) = (t!(language, "mcp-validate-title"), t!(language, "mcp-validate"));
    let input = super::call_input(language, json!({}));
    super::tool(NAME, title, description, input, output, ToolEffect::Local)
}

pub(super) fn call(shared: &Shared, arguments: Map<String, Value>) -> ToolOutput {
    let Arguments { action, mut request } = parse(shared, arguments)?;
    let action = shared.scope.find(&action)?.descriptor();
    if let Err(mut rejected) = shared.scope.complete(action, &mut request) {
        rejected.set("is_valid", false);
        return Err(rejected.into());
    }
    let violations = validate::json((action.request)(), &request);
    let mut result = ToolResult::new(json!({ "is_valid": violations.is_empty() }));
    result.set("violations", outcome::list(&violations, shared.language));
    if violations.len() > limits::VIOLATIONS {
        result.set("more_violations", violations.len() - limits::VIOLATIONS);
    }
    if violations.is_empty() {
        result.set("tool", super::tool_for(action.effect));
    }
    Ok(result.into())
}
