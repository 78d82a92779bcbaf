//! Submission of a request: validation, confirmation outside of a sandbox, one attempt.

use std::time::Instant;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use essbasic::validate::{self, Violation};
use essbasic::{Effect, Entry};
use essbasic_devtools::{Language, action_docs, error_text, t};
use http::StatusCode;
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::access;
use crate::action::{self, ActionPage};
use crate::app_state::AppState;
use crate::language::RequestLanguage;
use crate::limits::{self, short};
use crate::posted::ActionForm;
use crate::result::CallResult;
use crate::{form, highlight};

/// Maximum number of IDs in a question.
const MAX_IDS: usize = 20;

/// Route of this page.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/actions/{name}", post(submit))
}

/// A posted form of an action.
struct Submission {
    state: AppState,
    language: Language,
    entry: &'static Entry,
    form: ActionForm,
}

/// A request to send, or the response if it is invalid or not confirmed.
type Checked = Result<Map<String, Value>, Box<Response>>;

/// Sends the request of a form, unless it is invalid or not confirmed.
async fn submit(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    form: ActionForm,
) -> Response {
    let Some(entry) = essbasic::find_action(&name) else {
        return action::not_found(&state, language, &name);
    };
    let submission = Submission { state: state.clone(), language, entry, form };
    let checked = state.workers().run(move |_| (submission.check(), submission)).await;
    let (submission, request) = match checked {
        Ok((Ok(request), submission)) => (submission, request),
        Ok((Err(response), _)) => return *response,
        Err(response) => return response,
    };
    let call = state.client().call_json(entry.descriptor(), &request);
    let call = call.language(language.service_tag());
    let call = if submission.is_unchecked() { call.unchecked() } else { call };
    let started = Instant::now();
    let result = call.await;
    let duration = started.elapsed();
    let render = move |_: &_| {
        let Submission { state, language, .. } = &submission;
        let (request, result, language) = (&request, &result, *language);
        let result = CallResult { state, entry, request, result, duration, language };
        submission.page(request, &[], StatusCode::OK, &result.render())
    };
    state.workers().respond(render).await
}

impl Submission {
    fn is_unchecked(&self) -> bool {
        self.form.data.control("unchecked").is_some()
    }

    fn check(&self) -> Checked {
        let Self { state, language, entry, form } = self;
        let (posted, action, language) = (&form.data, entry.descriptor(), *language);
        let nonce = posted.control("confirmation").unwrap_or_default();
        let confirmed = |request| {
            state.confirmations().take(nonce, action.name, request).filter(|_| !nonce.is_empty())
        };
        if !nonce.is_empty() && !posted.has_request() {
            let expired = || {
                let message = html! { p.bad { (t!(language, "confirmation-expired")) } };
                self.page(&Map::new(), &[], StatusCode::CONFLICT, &message)
            };
            return confirmed(None).ok_or_else(|| Box::new(expired()));
        }
        let request = posted.request((action.request)()).map_err(|error| {
            Box::new(action::invalid_json(state, language, entry, form, &error))
        })?;
        let violations = validate::json((action.request)(), &request);
        let empty_items = form::empty_items(&request);
        let is_valid = violations.is_empty() && empty_items.is_empty();
        if !is_valid && !self.is_unchecked() {
            let form = if posted.control("json").is_some() { "json" } else { "fields" };
            let result = validation_failed(&violations, &empty_items, form, language);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Err(Box::new(self.page(&request, &violations, status, &result)));
        }
        let is_asked = state.sandbox().is_none() && action.effect != Effect::Read;
        if is_asked && confirmed(Some(&request)).is_none() {
            let question = self.question(&request);
            return Err(Box::new(self.page(&request, &[], StatusCode::OK, &question)));
        }
        Ok(request)
    }

    fn page(
        &self,
        request: &Map<String, Value>,
        violations: &[Violation],
        status: StatusCode,
        result: &Markup,
    ) -> Response {
        let page = ActionPage::new(&self.state, self.language, self.entry, request);
        page.form(&self.form.data).violations(violations).with_result(
            &self.form.headers,
            status,
            result,
        )
    }

    /// Asks for confirmation: effect, environment, agent and request.
    fn question(&self, request: &Map<String, Value>) -> Markup {
        let Self { state, language, entry, form } = self;
        let (action, language) = (entry.descriptor(), *language);
        let nonce = state.confirmations().ask(action.name, request);
        let ids = agent_ids(request);
        let address = format!("/actions/{}", action.name);
        let is_short = form::is_short(request);
        let text = if is_short { form::pretty((action.request)(), request) } else { String::new() };
        let (shown, is_whole) = limits::cut(&text, limits::SHOWN_BYTES);
        html! {
            div.outcome.confirmation {
                h3 { (t!(language, "confirm-send-to", name = state.name())) }
                p { strong { (action.name) } " " span lang="zh" { (action.title) } }
                p { (action_docs::describe_effect(action.effect, language).unwrap_or_default()) }
                p { (t!(language, "nothing-sent-yet")) }
                dl.facts {
                    dt { (t!(language, "environment")) } dd { (state.name()) }
                    @for (name, id) in &ids { dt { code { (name) } } dd { (id) } }
                }
                details.raw open {
                    summary { (t!(language, "request")) }
                    pre.json tabindex="0" { (highlight::json(shown)) @if !is_whole || !is_short { "…" } }
                }
                form #confirm .request method="post" action=(address) autocomplete="off" {
                    input type="hidden" name="confirmation" value=(nonce);
                    @if self.is_unchecked() { input type="hidden" name="unchecked" value="1"; }
                    (access::field(state.access(), form.data.control(access::FIELD), language))
                    button.danger type="submit" { (t!(language, "confirm-send")) }
                    " " a.button.quiet href={ (address) "#try" } { (t!(language, "cancel-sending")) }
                }
            }
        }
    }
}

/// Renders violations, each with a link to its field, and items that have no field.
fn validation_failed(
    violations: &[Violation],
    empty_items: &[String],
    form: &str,
    language: Language,
) -> Markup {
    html! {
        div.outcome.not_sent {
            h3 { (t!(language, "not-sent")) }
            p { (t!(language, "validation-failed")) }
            ul.violations {
                @for violation in violations.iter().take(limits::LISTED) {
                    @let requirement = error_text::requirement(language, &violation.requirement);
                    li data-path=(violation.path) data-message=(requirement) {
                        a href={ "#field-" (violation.path) } { code { (violation.path) } } " " (requirement)
                    }
                }
                @for path in empty_items {
                    li data-empty-item=(path) { code { (short(path)) } " " (t!(language, "empty-item")) }
                }
                @if violations.len() > limits::LISTED {
                    li { "… " (t!(language, "more-items", count = violations.len() - limits::LISTED)) }
                }
            }
            button.quiet form=(form) name="unchecked" value="1" { (t!(language, "send-anyway")) }
        }
    }
}

/// Returns the IDs of the agent with their paths.
fn agent_ids(request: &Map<String, Value>) -> Vec<(String, String)> {
    fn collect(path: &str, value: &Value, ids: &mut Vec<(String, String)>) {
        match value {
            _ if ids.len() >= MAX_IDS => {}
            Value::Object(fields) => {
                for (name, field) in fields {
                    collect(&format!("{path}.{name}"), field, ids);
                }
            }
            Value::String(text) => ids.push((short(path), short(text))),
            _ => {}
        }
    }
    let mut ids = Vec::new();
    collect("Agent", request.get("Agent").unwrap_or(&Value::Null), &mut ids);
    ids
}
