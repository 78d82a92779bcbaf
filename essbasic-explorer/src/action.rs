//! Page of an action: its documentation, and a form to try it.

use axum::Router;
use axum::extract::{Path, Query, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use essbasic::Entry;
use essbasic_devtools::{Language, examples, t};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::app_state::AppState;
use crate::form::{self, Form, FormData, JsonError, TooManyValues};
use crate::language::RequestLanguage;
use crate::limits::{self, short};
use crate::page::Page;
use crate::posted::ActionForm;
use crate::{calls, code_samples, error_page, signature};

mod facts;
mod page;
mod siblings;
mod tree;

pub(crate) use page::ActionPage;

/// Routes of these pages.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/actions/{name}", get(page))
        .route("/actions/{name}/form", post(form_fields))
        .route("/actions/{name}/item", get(item))
        .route("/actions/{name}/preview", post(preview))
}

/// Serves the page. The query fills in the form.
async fn page(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(entry) = essbasic::find_action(&name) else {
        return not_found(&state, language, &name);
    };
    let workers = state.workers().clone();
    let render = move |_: &_| {
        let posted = match FormData::read(query.unwrap_or_default().as_bytes()) {
            Ok(posted) => posted,
            Err(TooManyValues) => {
                return error_page::page(
                    &state,
                    language,
                    StatusCode::PAYLOAD_TOO_LARGE,
                    &TooManyValues::message(language),
                );
            }
        };
        // A page that needs no token does not show the agent; the script requests it.
        let agent = state.sandbox().map(|_| initial_request(&state, entry));
        let mut request = agent.unwrap_or_default();
        request.extend(posted.request((entry.descriptor().request)()).unwrap_or_default());
        // A call of the call log, to be edited.
        let call = state.sandbox().zip(posted.control("call"));
        if let Some((sandbox, id)) = call {
            request =
                calls::recorded_request(sandbox, id, entry.descriptor().name).unwrap_or(request);
        }
        ActionPage::new(&state, language, entry, &request).page()
    };
    workers.respond(render).await
}

/// Serves the form with an item added or removed, from JSON, with the agent, or with an example.
async fn form_fields(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    form: ActionForm,
) -> Response {
    let Some(entry) = essbasic::find_action(&name) else {
        return not_found(&state, language, &name);
    };
    let workers = state.workers().clone();
    workers.respond(move |_| filled_form(&state, language, entry, &form)).await
}

fn filled_form(
    state: &AppState,
    language: Language,
    entry: &'static Entry,
    form: &ActionForm,
) -> Response {
    let (posted, schema) = (&form.data, (entry.descriptor().request)());
    let mut request = match posted.request(schema) {
        Ok(request) => request,
        Err(error) => return invalid_json(state, language, entry, form, &error),
    };
    match posted.control("example") {
        Some("agent") => {
            request = initial_request(state, entry).into_iter().chain(request).collect();
        }
        Some(number) => {
            let all = examples::for_action(entry.descriptor().name);
            let example = number.parse().ok().and_then(|index: usize| all.get(index));
            request = initial_request(state, entry).into_iter().chain(request).collect();
            if let Some(example) = example {
                example.fill(entry.descriptor(), &mut request, examples::now());
            }
        }
        None => {}
    }
    let is_json = posted.control("json").is_some();
    let unsupported =
        if is_json { form::unsupported(entry, &request, language) } else { Vec::new() };
    let grown_list = posted.control("add");
    let page = ActionPage::new(state, language, entry, &request).form(posted);
    if !unsupported.is_empty() {
        let message = unsupported_message(language, &unsupported);
        return page.with_result(&form.headers, StatusCode::BAD_REQUEST, &message);
    }
    if !error_page::is_fragment(&form.headers) {
        return page.text(None).grown_list(grown_list).page();
    }
    let fields = Form { entry, request: &request, violations: &[], grown_list, language }.fields();
    match fields {
        Some(fields) => fields.into_response(),
        None => {
            let message = html! { p.bad { (t!(language, "form-too-long")) } };
            page.with_result(&form.headers, StatusCode::BAD_REQUEST, &message)
        }
    }
}

/// Renders what the form cannot represent.
fn unsupported_message(language: Language, unsupported: &[String]) -> Markup {
    html! {
        p.bad { (t!(language, "form-cannot-show")) }
        ul.violations { @for line in unsupported.iter().take(limits::LISTED) { li { (short(line)) } } }
    }
}

#[derive(Deserialize)]
struct Item {
    /// Path of the item.
    path: String,
}

/// Serves a new item of a list.
async fn item(
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    Query(item): Query<Item>,
) -> Response {
    let item = essbasic::find_action(&name)
        .and_then(|entry| form::item(entry.descriptor(), &item.path, language));
    item.map_or_else(|| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response)
}

/// Serves code samples and signing steps. Nothing is sent.
async fn preview(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    form: ActionForm,
) -> Response {
    let Some(entry) = essbasic::find_action(&name) else {
        return not_found(&state, language, &name);
    };
    let workers = state.workers().clone();
    workers.respond(move |_| panels(&state, language, entry, &form)).await
}

fn panels(
    state: &AppState,
    language: Language,
    entry: &'static Entry,
    form: &ActionForm,
) -> Response {
    let request = match form.data.request((entry.descriptor().request)()) {
        Ok(request) => request,
        Err(error) => return invalid_json(state, language, entry, form, &error),
    };
    let panel = form.data.control("panel");
    let panels = html! {
        @if !form::is_short(&request) { p.care { (t!(language, "form-too-long")) } }
        @else {
            @if panel != Some("signature") { (code_samples::panel(state, entry, &request, language, &form.headers)) }
            @if panel != Some("code") { (signature::panel(state, entry, &request, language)) }
        }
    };
    let page = ActionPage::new(state, language, entry, &request).form(&form.data);
    page.with_result(&form.headers, StatusCode::OK, &panels)
}

/// Returns the request that a form starts with: the agent, if the action has one.
fn initial_request(state: &AppState, entry: &Entry) -> Map<String, Value> {
    let has_agent = (entry.descriptor().request)().field("Agent").is_some();
    let agent = Some(state.agent()).filter(|agent| has_agent && !agent.is_empty());
    agent.map(|agent| ("Agent".to_owned(), Value::Object(agent.clone()))).into_iter().collect()
}

/// Renders the page for a text that is not JSON, which is kept.
pub(crate) fn invalid_json(
    state: &AppState,
    language: Language,
    entry: &'static Entry,
    form: &ActionForm,
    error: &JsonError,
) -> Response {
    let message = html! {
        p.bad { (error.render(language)) }
    };
    let request = Map::new();
    let page = ActionPage::new(state, language, entry, &request).form(&form.data);
    page.with_result(&form.headers, StatusCode::BAD_REQUEST, &message)
}

/// Renders the page for an unknown action.
pub(crate) fn not_found(state: &AppState, language: Language, name: &str) -> Response {
    let title = t!(language, "no-such-action");
    let content = html! {
        h1 { (title) }
        p { (t!(language, "no-action-named", name = short(name))) }
        p { a href="/actions" { (t!(language, "all-actions")) } }
    };
    Page::new(state, language, &title).status(StatusCode::NOT_FOUND).render(&content)
}
