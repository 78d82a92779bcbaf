//! A call sent once more: the same action and members, signed anew.

use essbasic::RawAction;
use essbasic_sandbox::RecordedCall;
use serde_json::{Map, Value};

use super::AT;
use crate::said;
use crate::site::Site;

/// Sends it; where it is seen what came of that.
pub(super) async fn address_after(site: &Site, call: &RecordedCall) -> String {
    let own = format!("{AT}/{}", call.number);
    let members: Option<Map<String, Value>> = serde_json::from_slice(call.request_body.bytes())
        .ok()
        .filter(|_| call.request_body.is_complete());
    let Some(members) = members else { return said::at(&own, "!not-whole") };
    let known = essbasic::find(call.action()).map(essbasic::Entry::descriptor);
    let mut action = RawAction::new(call.action(), call.version());
    if let Some(known) = known {
        action = action.service(known.service).host(known.host);
    }
    let sent = site.client().call_raw(&action, &members);
    let sent = sent.header("x-sandbox-replay-of", call.number.to_string()).await;
    let request_id = match &sent {
        Ok(reply) => Some(reply.request_id.as_str()),
        Err(error) if error.outcome() == essbasic::Outcome::NotSent => {
            return said::at(&own, "!not-sent");
        }
        Err(error) => error.request_id(),
    };
    match request_id {
        Some(id) => said::at(&format!("{AT}/{id}"), "replayed"),
        None => said::at(AT, "!unanswered"),
    }
}
