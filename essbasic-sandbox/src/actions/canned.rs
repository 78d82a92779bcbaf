//! Canned responses of actions without state: validated requests, sample values.

use essbasic::schema::{FieldSchema, SampleMode, sample};
use essbasic::{Agent, Descriptor, ErrorCode};
use serde_json::{Map, Value};

use crate::errors::{self, ServiceError};
use crate::state::State;

const DAY: i64 = 24 * 60 * 60;

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
    match (&agent.proxy_organization_open_id, &agent.proxy_operator) {
        (Some(_), Some(_)) => drop(state.caller(&agent)?),
        (Some(_), None) => drop(state.owner(&agent)?),
        // Two examples of the API reference have an operator without an organization.
        (None, Some(_)) => state.employer(&agent)?,
        (None, None) => drop(state.application(&agent)?),
    }
    let is_unknown = |(field, value): &(&FieldSchema, &Value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let is_set = !matches!(text.as_str(), "" | "0" | "null");
        is_set
            && !field.list
            && !field.values.is_empty()
            && field.values.iter().all(|it| it.wire != text)
    };
    let fields = (action.request)().fields.iter();
    let mut given = fields.filter_map(|field| Some((field, request.get(field.name)?)));
    if let Some((field, _)) = given.find(is_unknown) {
        return Err(errors::invalid(
            field.name,
            format!("{} is not a documented value.", field.name),
        ));
    }
    let fields = sample((action.response)(), SampleMode::Full).into_iter();
    Ok(fields.map(|(name, value)| adapt(state, name, value)).collect())
}

/// Replaces links with ones that explain themselves, and expirations with times in the future.
fn adapt(state: &State, name: String, value: Value) -> (String, Value) {
    let value = match value {
        Value::String(_) if name.to_lowercase().ends_with("url") => {
            Value::from(state.url("/canned"))
        }
        Value::Number(_) if name.starts_with("Expire") => Value::from(state.now() + DAY),
        value => value,
    };
    (name, value)
}
