//! Call log: every call that reached the sandbox, and what happened between them.

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use essbasic::RawAction;
use essbasic_sandbox::{RecordedCall, SandboxHandle};
use serde_json::{Map, Value};

use crate::app_state::AppState;
use crate::flash;
use crate::paths::CALLS_PATH;
use crate::sandbox_page::SandboxPage;

mod call;
mod chart;
mod har;
mod list;
mod live;
mod messages;
mod rows;

pub(crate) use rows::{act_name, act_result, outcome};

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(CALLS_PATH, get(list::page))
        .route("/calls/live", get(live::stream))
        .route("/calls/har", get(har::export))
        .route("/calls/clear", post(clear))
        .route("/calls/{id}", get(call::page))
        .route("/calls/{id}/raw/{message}", get(messages::raw))
        .route("/calls/{id}/code", get(call::code))
        .route("/calls/{id}/resend", post(resend))
}

/// Returns the request of a recorded call of an action, if it was recorded completely.
pub(crate) fn recorded_request(
    sandbox: &SandboxHandle,
    id: &str,
    action: &str,
) -> Option<Map<String, Value>> {
    let call = sandbox.call(id).filter(|call| call.action() == action)?;
    call.fields()
}

async fn clear(context: SandboxPage) -> Response {
    context.sandbox.clear_calls();
    Redirect::to(&flash::address(CALLS_PATH, "log-cleared")).into_response()
}

async fn resend(context: SandboxPage, Path(id): Path<String>) -> Response {
    let Some(call) = context.sandbox.call(&id) else { return context.not_found(CALLS_PATH) };
    Redirect::to(&send_again(&context.state, &call).await).into_response()
}

/// Sends the action and fields of a call again, signed anew. Returns the address of the result.
async fn send_again(state: &AppState, call: &RecordedCall) -> String {
    let page = format!("{CALLS_PATH}/{}", call.number);
    let Some(request) = call.fields() else { return flash::address(&page, "!body-incomplete") };
    let known = essbasic::find_action(call.action()).map(essbasic::Entry::descriptor);
    let mut action = RawAction::new(call.action(), call.version());
    if let Some(known) = known {
        action = action.service(known.service).host(known.host);
    }
    let sent = state.client().call_raw(&action, &request);
    let sent = sent.header("x-sandbox-replay-of", call.number.to_string()).await;
    let request_id = match &sent {
        Ok(reply) => Some(reply.request_id.as_str()),
        Err(error) if error.outcome() == essbasic::Outcome::NotSent => {
            return flash::address(&page, "!not-sent");
        }
        Err(error) => error.request_id(),
    };
    match request_id {
        Some(id) => flash::address(&format!("{CALLS_PATH}/{id}"), "resent"),
        None => flash::address(CALLS_PATH, "!no-response"),
    }
}

/// Returns the address of a call.
pub(crate) fn address(call: &RecordedCall) -> String {
    format!("{CALLS_PATH}/{}", call.number)
}
