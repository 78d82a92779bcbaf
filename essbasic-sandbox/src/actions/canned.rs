//! Canned responses of actions without state: validated requests, sample values.

use essbasic::auto_sign::ChannelCreateUserAutoSignSealUrl;
use essbasic::schema::{FieldSchema, SampleMode, StructSchema, sample};
use essbasic::{Action, Agent, Descriptor, ErrorCode};
use serde_json::{Map, Value};

use crate::errors::ServiceError;
use crate::random;
use crate::state::{State, open_id};

const DAY: i64 = 24 * 60 * 60;

/// A PNG of one pixel in base64.
pub(super) const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// Returns whether an action has a canned response: its agent can be checked.
pub(super) fn has_response(action: &Descriptor) -> bool {
    (action.request)().field("Agent").is_some()
}

/// Returns sample values for the response of an action, if the agent is known.
pub(super) fn response(
    state: &State,
    action: &'static Descriptor,
    body: &[u8],
) -> Result<Map<String, Value>, ServiceError> {
    if !has_response(action) {
        return Err(ServiceError::new(
            ErrorCode::UNSUPPORTED_OPERATION,
            "沙箱不支持此接口。",
            format!("The sandbox does not support {}.", action.name),
        ));
    }
    let request: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
    let agent = request.get("Agent").cloned().unwrap_or_default();
    let agent: Agent = serde_json::from_value(agent).unwrap_or_else(|_| Agent::new(""));
    let operator = Some(open_id(&agent)).filter(|id| !id.is_empty());
    match (&agent.proxy_organization_open_id, operator) {
        (Some(_), Some(_)) => drop(state.caller(&agent)?),
        (Some(_), None) => drop(state.owner(&agent)?),
        // Two examples of the API reference have an operator without an organization.
        (None, Some(_)) => state.employer(&agent)?,
        (None, None) => drop(state.application(&agent)?),
    }
    let mut response = sample((action.response)(), SampleMode::Full);
    adapt(state, (action.response)(), &mut response);
    // A picture here; the other action with a field of this name returns a link to one.
    if action.name == ChannelCreateUserAutoSignSealUrl::descriptor().name {
        response.insert("QrCode".to_owned(), PICTURE.into());
    }
    Ok(response)
}

/// Replaces placeholders: links by ones that explain themselves, times by ones in the future, errors by
/// nothing.
fn adapt(state: &State, schema: &'static StructSchema, fields: &mut Map<String, Value>) {
    for field in schema.fields {
        let Some(value) = fields.get_mut(field.name) else { continue };
        match (value, field.kind.object()) {
            (Value::Object(inner), Some(schema)) => adapt(state, schema, inner),
            (Value::Array(items), Some(schema)) => {
                for fields in items.iter_mut().filter_map(Value::as_object_mut) {
                    adapt(state, schema, fields);
                }
            }
            (Value::Array(items), None) if is_error(field.name) => items.clear(),
            (Value::Array(items), None) => {
                for item in items {
                    adapt_value(state, field, item);
                }
            }
            (value, _) => adapt_value(state, field, value),
        }
    }
}

fn adapt_value(state: &State, field: &FieldSchema, value: &mut Value) {
    let lower = field.name.to_lowercase();
    let is_time = lower.starts_with("expire") || lower.ends_with("to");
    *value = match value {
        _ if !field.values.is_empty() => return,
        Value::String(_) => text(state, field.name, &lower).into(),
        Value::Number(_) if is_time => (state.now() + DAY).into(),
        Value::Number(_) if lower.ends_with("from") => state.now().into(),
        _ => return,
    };
}

fn text(state: &State, name: &str, lower: &str) -> String {
    let ends_with = |ends: &[&str]| ends.iter().any(|it| lower.ends_with(it));
    match name {
        "AppId" => "wxsandbox".to_owned(),
        "AppOriginalId" => "gh_sandbox".to_owned(),
        _ if is_error(name) => String::new(),
        _ if ends_with(&["url", "qrcode"]) => state.url("/canned"),
        _ if ends_with(&["path"]) => "pages/guide?to=SANDBOX".to_owned(),
        _ if ends_with(&["base64"]) => PICTURE.to_owned(),
        // The first bytes of a video in base64.
        _ if ends_with(&["video"]) => "AAAAGGZ0eXBtcDQyAAAAAA==".to_owned(),
        _ if ends_with(&["openid"]) => "org_sandbox".to_owned(),
        _ if ends_with(&["id"]) => random::id(),
        _ if ends_with(&["number"]) => "SANDBOX00000001".to_owned(),
        _ => "示例".to_owned(),
    }
}

fn is_error(name: &str) -> bool {
    name.to_lowercase().contains("error")
}
