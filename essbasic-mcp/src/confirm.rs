//! Confirmation by a person, which no argument of a tool can give.
//!
//! | client | question |
//! |---|---|
//! | declares elicitation, protocol before 2026-07-28 | a request of the server |
//! | declares elicitation, protocol 2026-07-28 or later | a result; the client repeats the call with the answer |
//! | any other, or the request is too long for a message | a page on this machine |

use std::sync::Arc;

use essbasic_devtools::t;
use essbasic_explorer::{ConfirmationRequest, Decision};
use rmcp::model::{
    BooleanSchema, ElicitRequest, ElicitRequestParams, ElicitResult, ElicitationAction,
    ElicitationSchema, InputRequest, InputRequests, InputRequiredResult, ServerRequest,
};
use rmcp::service::PeerRequestOptions;

use crate::change_log;
use crate::exchange::{Elicitation, Exchange, ToolResponse};
use crate::outcome::ToolResult;
use crate::question;
use crate::shared::Shared;

/// Field of the answer.
const SEND: &str = "send";

/// Key of the question.
const QUESTION: &str = "confirmation";

/// Asks a person to confirm a request.
///
/// # Errors
///
/// The response to the client, unless the person has confirmed.
pub(crate) async fn confirm(
    shared: &Arc<Shared>,
    exchange: &Exchange,
    mut request: ConfirmationRequest,
) -> Result<(), ToolResponse> {
    let language = shared.language;
    let digest = change_log::digest(request.action, &request.request);
    if let Some((time, outcome)) = shared.change_log.last(digest) {
        let note = t!(language, "mcp-question-repeated", time = time, outcome = outcome);
        request.notes.push(note.into_owned());
    }
    let text = match exchange.elicitation {
        Elicitation::None => None,
        _ => question::text(&request, &shared.environment, language),
    };
    match (text, exchange.elicitation) {
        (Some(text), Elicitation::Request) => by_request(shared, exchange, text).await,
        (Some(text), Elicitation::Result) => by_result(shared, exchange, digest, text),
        _ => by_page(shared, &request).await,
    }
}

/// Asks the client, and waits for the answer.
async fn by_request(
    shared: &Arc<Shared>,
    exchange: &Exchange,
    text: String,
) -> Result<(), ToolResponse> {
    let Ok(_permit) = shared.concurrency.questions.try_acquire() else {
        return Err(shared.too_busy().into());
    };
    let request = ServerRequest::ElicitRequest(ElicitRequest::new(form(shared, text)?));
    let options = PeerRequestOptions::with_timeout(shared.confirmation_timeout);
    let asked = exchange.peer.send_cancellable_request(request, options).await;
    let asked = asked.map_err(|_| not_answered(shared))?;
    let answer = tokio::select! {
        // An answer to a call that was cancelled before confirms nothing.
        biased;
        () = exchange.ended() => return Err(not_answered(shared)),
        answer = asked.await_response() => answer,
    };
    match answer {
        Ok(rmcp::model::ClientResult::ElicitResult(answer)) => check_answer(shared, &answer),
        Ok(_) | Err(_) => Err(not_answered(shared)),
    }
}

/// Returns the question as a result, or checks the answer of a repeated call.
fn by_result(
    shared: &Shared,
    exchange: &Exchange,
    digest: [u8; 32],
    text: String,
) -> Result<(), ToolResponse> {
    if let Some(state) = &exchange.request_state {
        if !shared.questions.take(state, digest) {
            return Err(not_answered(shared));
        }
        let answer = exchange.input_responses.as_ref().and_then(|it| it.get(QUESTION));
        let answer = answer.and_then(|it| serde_json::from_value(it.clone()).ok());
        return match answer {
            Some(answer) => check_answer(shared, &answer),
            None => Err(not_answered(shared)),
        };
    }
    let question = InputRequest::Elicitation(ElicitRequest::new(form(shared, text)?));
    let questions = InputRequests::from([(QUESTION.to_owned(), question)]);
    let state = shared.questions.ask(digest, shared.confirmation_timeout);
    Err(ToolResponse::Ask(InputRequiredResult::new(Some(questions), Some(state))))
}

/// Asks on a page, or returns the decision made there.
async fn by_page(shared: &Arc<Shared>, request: &ConfirmationRequest) -> Result<(), ToolResponse> {
    let language = shared.language;
    let result = match shared.queue.poll(request) {
        Decision::Confirmed => return Ok(()),
        Decision::Declined => declined(shared),
        Decision::Expired => return Err(not_answered(shared)),
        Decision::TooLong => {
            let hint = t!(language, "mcp-too-long-hint");
            ToolResult::rejected(t!(language, "mcp-too-long"), Some(hint))
        }
        Decision::Waiting { path, expires_in } => {
            let Some(pages) = shared.pages().await else {
                return Err(ToolResult::rejected(t!(language, "mcp-no-pages"), None).into());
            };
            let message = t!(language, "mcp-waiting");
            let mut result = ToolResult::outcome("waiting_for_confirmation", message);
            result.set("address", format!("{pages}{path}"));
            result.set("expires_in_seconds", expires_in.as_secs());
            result
        }
    };
    Err(result.into())
}

/// Returns the form of a question: one checkbox, which is not ticked.
fn form(shared: &Shared, message: String) -> Result<ElicitRequestParams, ToolResponse> {
    let title = t!(shared.language, "mcp-question-send").into_owned();
    let send = BooleanSchema::new().title(title.clone()).description(title);
    let schema = ElicitationSchema::builder().required_bool_with(SEND, |_| send).build();
    // The builder rejects required fields without a schema only.
    let requested_schema = schema.map_err(|_| not_answered(shared))?;
    Ok(ElicitRequestParams::FormElicitationParams { meta: None, message, requested_schema })
}

/// Checks that an answer confirms: accepted, with the checkbox ticked.
fn check_answer(shared: &Shared, answer: &ElicitResult) -> Result<(), ToolResponse> {
    let is_ticked = answer.content.as_ref().and_then(|it| it.get(SEND)?.as_bool());
    match answer.action {
        ElicitationAction::Accept if is_ticked == Some(true) => Ok(()),
        // The person has closed the question, and may not have read it.
        ElicitationAction::Cancel => {
            Err(ToolResult::outcome("dismissed", t!(shared.language, "mcp-dismissed")).into())
        }
        _ => Err(declined(shared).into()),
    }
}

fn declined(shared: &Shared) -> ToolResult {
    ToolResult::outcome("declined", t!(shared.language, "mcp-declined"))
}

fn not_answered(shared: &Shared) -> ToolResponse {
    ToolResult::outcome("expired", t!(shared.language, "mcp-expired")).into()
}
