//! What is not kept: the request is checked, and the answer is made up in the right form.

use essbasic::schema::{SampleMode, sample};
use essbasic::{Agent, Descriptor, ErrorCode};
use serde_json::{Map, Value};

use super::Answer;
use crate::refusal::Refusal;
use crate::state::State;

const DAY: i64 = 24 * 60 * 60;

/// Whether an action can be answered with a sample: it is for somebody whom the state knows.
pub(super) fn has(action: &Descriptor) -> bool {
    (action.request)().field("Agent").is_some()
}

/// A sample of an action's answer, for an agent that is known.
pub(super) fn answer(
    state: &State,
    action: &'static Descriptor,
    body: &[u8],
) -> Result<Answer, Refusal> {
    if !has(action) {
        return Err(Refusal::new(
            ErrorCode::UNSUPPORTED_OPERATION,
            "沙箱不支持此接口。",
            format!("The sandbox knows {} and does not carry it out.", action.name),
        ));
    }
    let members: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
    let agent = members.get("Agent").cloned().unwrap_or_default();
    let agent: Agent = serde_json::from_value(agent).unwrap_or_else(|_| Agent::new(""));
    if agent.proxy_operator.is_some() {
        state.caller(&agent)?;
    } else if agent.proxy_organization_open_id.is_some() {
        state.owner(&agent)?;
    } else {
        state.application(&agent)?;
    }
    let members = sample((action.response)(), SampleMode::Full);
    let members = members.into_iter().map(|(name, value)| {
        let value = somewhere(state, &name, value);
        (name, value)
    });
    Ok(Answer { members: members.collect(), is_sample: true })
}

/// A link that leads to a page that says what it is, and a time that is to come.
fn somewhere(state: &State, name: &str, value: Value) -> Value {
    match value {
        Value::String(_) if name.to_lowercase().ends_with("url") => {
            Value::from(state.address("/canned"))
        }
        Value::Number(_) if name.starts_with("Expire") => Value::from(state.now() + DAY),
        value => value,
    }
}
