//! Canned responses of actions without state: validated requests, sample values.

use essbasic::schema::{SampleMode, sample};
use essbasic::{Agent, Descriptor, ErrorCode};
use serde_json::{Map, Value};

use crate::errors::ServiceError;
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
    if agent.proxy_operator.is_some() {
        state.caller(&agent)?;
    } else if agent.proxy_organization_open_id.is_some() {
        state.owner(&agent)?;
    } else {
        state.application(&agent)?;
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
