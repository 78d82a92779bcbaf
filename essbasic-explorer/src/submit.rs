//! Submission of a request: validation, confirmation outside of a sandbox, one attempt.

use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use axum::routing::post;
use essbasic::validate::{self, Violation};
use essbasic::{Effect, Entry};
use essbasic_devtools::{Language, action_docs, t};
use http::{HeaderMap, StatusCode};
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::action::{self, ActionPage};
use crate::app_state::AppState;
use crate::form::FormData;
use crate::language::RequestLanguage;
use crate::result::CallResult;

/// Route of this page.
pub(crate) fn routes() -> Router<AppState> {
    let route = post(submit).layer(DefaultBodyLimit::max(action::MAX_SIZE));
    Router::new().route("/actions/{name}", route)
}

/// Sends the request of a form, unless it is invalid or not confirmed.
async fn submit(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(entry) = essbasic::find(&name) else {
        return action::not_found(&state, language, &name);
    };
    let (posted, action) = (FormData::read(&body), entry.descriptor());
    let request = match posted.request((action.request)()) {
        Ok(request) => request,
        Err(error) => return action::invalid_json(&state, language, entry, &headers, &error),
    };
    let json = posted.control("json");
    let page = ActionPage::new(&state, language, entry, &request).text(json);
    let is_unchecked = posted.control("unchecked").is_some();
    let violations = validate::json((action.request)(), &request);
    if !violations.is_empty() && !is_unchecked {
        let form = if json.is_some() { "json" } else { "fields" };
        let result = validation_failed(&violations, form, language);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page.violations(&violations).with_result(&headers, status, &result);
    }
    if state.sandbox().is_none() && action.effect != Effect::Read {
        let nonce = posted.control("confirmation").unwrap_or_default();
        if !state.confirmations().take(nonce, action.name, &request) {
            let question = confirm(&state, entry, &request, is_unchecked, language);
            return page.with_result(&headers, StatusCode::OK, &question);
        }
    }
    let call = state.client().call_json(action, &request).language(language.service_tag());
    let call = if is_unchecked { call.unchecked() } else { call };
    let started = Instant::now();
    let result = call.await;
    let duration = started.elapsed();
    let result = CallResult { state: &state, entry, result: &result, duration, language };
    page.with_result(&headers, StatusCode::OK, &result.render())
}

/// Renders violations, each with a link to its field.
fn validation_failed(violations: &[Violation], form: &str, language: Language) -> Markup {
    html! {
        div.outcome.not_sent {
            h3 { (t!(language, "not-sent")) }
            p { (t!(language, "validation-failed")) }
            ul.violations {
                @for violation in violations {
                    li data-path=(violation.path) data-message=(violation.message) {
                        a href={ "#field-" (violation.path) } { code { (violation.path) } } " " (violation.message)
                    }
                }
            }
            button.quiet form=(form) name="unchecked" value="1" { (t!(language, "send-anyway")) }
        }
    }
}

/// Asks for confirmation: effect, environment and agent.
fn confirm(
    state: &AppState,
    entry: &Entry,
    request: &Map<String, Value>,
    is_unchecked: bool,
    language: Language,
) -> Markup {
    let action = entry.descriptor();
    let nonce = state.confirmations().ask(action.name, request);
    let json = Value::Object(request.clone()).to_string();
    let ids = agent_ids(request);
    html! {
        div.outcome.confirmation {
            h3 { (t!(language, "confirm-send-to", name = state.name())) }
            p { strong { (action.name) } " " span lang="zh" { (action.title) } }
            p { (action_docs::describe_effect(action.effect, language).unwrap_or_default()) " "
                (t!(language, "nothing-sent-yet")) }
            dl.facts {
                dt { (t!(language, "environment")) } dd { (state.name()) }
                @for (name, id) in &ids { dt { code { (name) } } dd { (id) } }
            }
            form #confirm .request method="post" action={ "/actions/" (action.name) } autocomplete="off" {
                input type="hidden" name="json" value=(json);
                input type="hidden" name="confirmation" value=(nonce);
                @if is_unchecked { input type="hidden" name="unchecked" value="1"; }
                button.danger type="submit" { (t!(language, "confirm-send")) }
            }
        }
    }
}

/// Returns the IDs of the agent with their paths.
fn agent_ids(request: &Map<String, Value>) -> Vec<(String, String)> {
    fn collect(path: &str, value: &Value, ids: &mut Vec<(String, String)>) {
        match value {
            Value::Object(fields) => {
                for (name, field) in fields {
                    collect(&format!("{path}.{name}"), field, ids);
                }
            }
            Value::String(text) => ids.push((path.to_owned(), text.clone())),
            _ => {}
        }
    }
    let mut ids = Vec::new();
    collect("Agent", request.get("Agent").unwrap_or(&Value::Null), &mut ids);
    ids
}
