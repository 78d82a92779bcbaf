//! The tools: their list, and dispatch of a call to one of them.

use std::borrow::Cow;
use std::sync::Arc;

use essbasic::{CATALOGUE, Effect, Entry};
use essbasic_devtools::{Language, t};
use rmcp::model::{Tool, ToolAnnotations};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

use crate::exchange::{Exchange, ToolResponse};
use crate::json_schema;
use crate::outcome::ToolResult;
use crate::shared::Shared;

mod change;
mod describe;
mod explain;
mod find;
mod open_callback;
mod read;
mod typed;
mod upload;
mod validate;
mod wait;

pub(crate) use describe::documentation;
pub(crate) use explain::help;

/// Effect of a tool, for its annotations.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ToolEffect {
    /// Reads what this program contains.
    Local,
    /// Reads from the service.
    Reads,
    /// Changes something at the service.
    Changes { is_destructive: bool, is_idempotent: bool },
}

/// Returns the tools that the server offers.
pub(crate) fn list(shared: &Shared) -> Vec<Tool> {
    let language = shared.language;
    let mut tools = vec![
        find::tool(language),
        describe::tool(language),
        validate::tool(language),
        read::tool(language),
    ];
    if !shared.scope.read_only {
        tools.push(change::tool(language));
    }
    tools.push(wait::tool(language));
    if upload::is_offered(shared) {
        tools.push(upload::tool(language));
    }
    tools.push(open_callback::tool(language));
    tools.push(explain::tool(language));
    tools.extend(typed_entries(shared).map(|entry| typed::tool(shared, entry)));
    tools
}

/// Returns the actions that have a tool of their own.
fn typed_entries(shared: &Shared) -> impl Iterator<Item = &'static Entry> {
    let is_chosen = |entry: &&Entry| shared.toolset.iter().any(|it| it == entry.domain());
    CATALOGUE.iter().filter(is_chosen).filter(|entry| shared.scope.offers(entry))
}

/// Returns whether the server has a tool of this name.
pub(crate) fn exists(shared: &Shared, name: &str) -> bool {
    const FIXED: [&str; 7] = [
        find::NAME,
        describe::NAME,
        validate::NAME,
        read::NAME,
        wait::NAME,
        open_callback::NAME,
        explain::NAME,
    ];
    FIXED.contains(&name)
        || (name == change::NAME && !shared.scope.read_only)
        || (name == upload::NAME && upload::is_offered(shared))
        || typed_entries(shared).any(|it| it.descriptor().name == name)
}

/// Calls a tool that exists.
pub(crate) async fn call(
    shared: &Arc<Shared>,
    exchange: &Exchange,
    name: &str,
    arguments: Map<String, Value>,
) -> ToolResponse {
    let result = match name {
        find::NAME => find::call(shared, arguments),
        describe::NAME => describe::call(shared, arguments),
        validate::NAME => validate::call(shared, arguments),
        explain::NAME => explain::call(shared, arguments),
        open_callback::NAME => open_callback::call(shared, arguments),
        read::NAME => read::call(shared, arguments).await,
        wait::NAME => wait::call(shared, exchange, arguments).await,
        change::NAME => change::call(shared, exchange, arguments).await,
        upload::NAME => upload::call(shared, exchange, arguments).await,
        action => typed::call(shared, exchange, action, arguments).await,
    };
    result.unwrap_or_else(|response| response)
}

/// Output of a tool. Either variant is the response; `?` ends a tool early.
type ToolOutput = Result<ToolResponse, ToolResponse>;

/// Reads the arguments of a tool.
fn parse<T: DeserializeOwned>(
    shared: &Shared,
    arguments: Map<String, Value>,
) -> Result<T, ToolResponse> {
    serde_json::from_value(Value::Object(arguments)).map_err(|error| {
        // The message names fields, and may quote a value that has the wrong type.
        let message = t!(shared.language, "mcp-arguments", problem = shape(&error));
        ToolResult::rejected(message, None).into()
    })
}

/// Returns the message of an error of arguments, without values.
fn shape(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let is_about_fields = ["unknown field", "missing field", "duplicate field"]
        .iter()
        .any(|it| message.starts_with(it));
    let shown = if is_about_fields {
        message
    } else {
        match message.split_once(", expected ") {
            Some((_, expected)) => format!("expected {}", json_type(expected)),
            None => "wrong type".to_owned(),
        }
    };
    shown.chars().take(200).collect()
}

/// Returns serde's name of a type as JSON names it.
fn json_type(expected: &str) -> &str {
    match expected {
        "a map" => "an object",
        "a sequence" => "a list",
        "u64" => "an integer from 0",
        other => other,
    }
}

/// Reads an object. `null`, which some clients send for what they leave out, is an empty one.
fn object_or_null<'de, D: Deserializer<'de>>(value: D) -> Result<Map<String, Value>, D::Error> {
    Ok(Option::deserialize(value)?.unwrap_or_default())
}

/// Creates a tool.
fn tool(
    name: &'static str,
    title: Cow<'static, str>,
    description: Cow<'static, str>,
    input: Value,
    output: Value,
    effect: ToolEffect,
) -> Tool {
    let annotations = ToolAnnotations::with_title(title);
    let annotations = match effect {
        ToolEffect::Local => annotations.read_only(true).open_world(false),
        ToolEffect::Reads => annotations.read_only(true),
        ToolEffect::Changes { is_destructive, is_idempotent } => {
            let annotations = annotations.read_only(false).destructive(is_destructive);
            if is_idempotent { annotations.idempotent(true) } else { annotations }
        }
    };
    let output = Arc::new(json_schema::object(output));
    Tool::new(name, description, Arc::new(json_schema::object(input)))
        .with_raw_output_schema(output)
        .with_annotations(annotations)
}

/// Returns the schema of the result of a call.
fn call_output() -> Value {
    json!({
        "type": "object",
        "properties": {
            "outcome": { "type": "string" },
            "request_id": { "type": "string" },
            "response": { "type": "object" },
            "message": { "type": "string" },
            "error": { "type": "object" },
            "hint": { "type": "string" },
            "next": { "type": "string" },
        },
        "required": ["outcome"],
    })
}

/// Returns the schema of the arguments `action` and `request`, and of additional ones.
fn call_input(language: Language, more: Value) -> Value {
    let mut input = json!({
        "type": "object",
        "properties": {
            "action": { "type": "string", "description": t!(language, "mcp-argument-action") },
            "request": { "type": "object", "description": t!(language, "mcp-argument-request") },
        },
        "required": ["action"],
        "additionalProperties": false,
    });
    if let (Value::Object(properties), Value::Object(more)) = (&mut input["properties"], more) {
        properties.extend(more);
    }
    input
}

/// Returns the name of the tool that sends an action.
fn tool_for(effect: Effect) -> &'static str {
    if effect == Effect::Read { read::NAME } else { change::NAME }
}
