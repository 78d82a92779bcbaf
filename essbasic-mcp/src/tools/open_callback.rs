//! `open_callback`: verifies and opens a captured callback, with the token and key of the server.

use essbasic::callback::{Event, Message, Payload};
use essbasic::schema::SecretFields;
use essbasic_devtools::callback_diagnostics::{
    self, CallbackDiagnosis, CapturedCallback, SignatureCheck,
};
use essbasic_devtools::{Language, t};
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{ToolEffect, ToolOutput, parse};
use crate::mask;
use crate::outcome::ToolResult;
use crate::shared::Shared;

pub(super) const NAME: &str = "open_callback";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    capture: String,
    signature: Option<String>,
}

pub(super) fn tool(language: Language) -> Tool {
    let input = json!({
        "type": "object",
        "properties": {
            "capture": { "type": "string", "description": t!(language, "mcp-argument-capture") },
            "signature": { "type": "string", "description": t!(language, "mcp-argument-signature") },
        },
        "required": ["capture"],
        "additionalProperties": false,
    });
    let output = json!({
        "type": "object",
        "properties": {
            "is_genuine": { "type": ["boolean", "null"] },
            "event": { "type": ["string", "null"] },
            "data": { "type": "object" },
        },
    });
    let (title, description) = (t!(language, "mcp-callback-title"), t!(language, "mcp-callback"));
    super::tool(NAME, title, description, input, output, ToolEffect::Local)
}

pub(super) fn call(shared: &Shared, arguments: Map<String, Value>) -> ToolOutput {
    let Arguments { capture, signature } = parse(shared, arguments)?;
    let language = shared.language;
    let mut captured = CapturedCallback::parse(capture.as_bytes())
        .map_err(|error| ToolResult::rejected(error.message(language), None))?;
    if let Some(signature) = signature {
        captured.signature = Some(signature);
    }
    let diagnosis = CallbackDiagnosis::new(&captured, &shared.callback_secrets);
    let is_genuine = match diagnosis.signature {
        SignatureCheck::NotChecked => Value::Null,
        _ => diagnosis.is_genuine().into(),
    };
    let message = diagnosis.message();
    let summary = match &diagnosis.payload {
        Some(Payload::Probe) => Some("probe".to_owned()),
        _ => message.map(|it| callback_diagnostics::summary(it, language)),
    };
    let mut result = ToolResult::new(json!({
        "is_genuine": is_genuine,
        "signature": diagnosis.signature.as_str(),
        "is_encrypted": diagnosis.encrypted,
        "event": message.map(|it| it.event.msg_type()),
        "summary": summary,
    }));
    if let Some(message) = message {
        result.set("data", data(message, shared.reveal));
        result.set("note", t!(language, "mcp-data-note").into_owned());
    } else if diagnosis.encrypted && !shared.callback_secrets.has_key() {
        result.set("hint", t!(language, "callback-needs-key-hint").into_owned());
    }
    if let Some(cause) = diagnosis.cause {
        let cause = json!({ "message": cause.message(language), "hint": cause.hint(language) });
        result.set("cause", cause);
    }
    Ok(result.into())
}

/// Returns the fields of an event; masked, those that its struct declares.
fn data(message: &Message, reveal: bool) -> Value {
    if reveal {
        return Value::Object(message.data.0.clone());
    }
    let mut data = Value::Object(message.event.data().0);
    if let Value::Object(fields) = &mut data {
        fields.retain(|_, value| !value.is_null());
    }
    let secrets = match Event::schema(message.event.msg_type()) {
        Some(schema) => SecretFields::of(schema).or_unknown(),
        None => SecretFields::all(),
    };
    mask::value(secrets, &mut data);
    data
}
