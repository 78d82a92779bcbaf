//! Page of an action: its documentation, and a form to try it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use essbasic::Entry;
use essbasic::schema::{SampleMode, sample};
use essbasic_devtools::{Language, t};
use http::{HeaderMap, StatusCode, header};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::app_state::AppState;
use crate::form::{self, Form, FormData, JsonError};
use crate::language::RequestLanguage;
use crate::page::Page;
use crate::{code_samples, signature};

mod facts;
mod page;
mod tree;

pub(crate) use page::ActionPage;

/// Maximum size of a form: files of 60 MB, encoded.
pub(crate) const MAX_SIZE: usize = 192 << 20;

/// Value of `Accept` with which a script requests a part of the page.
const FRAGMENT: &str = "text/html-fragment";

/// Routes of these pages.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/actions/{name}", get(page))
        .route("/actions/{name}/form", post(form_fields))
        .route("/actions/{name}/item", get(item))
        .route("/actions/{name}/preview", post(preview))
        .layer(DefaultBodyLimit::max(MAX_SIZE))
}

/// Serves the page. The query fills in the form.
async fn page(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(entry) = essbasic::find(&name) else { return not_found(&state, language, &name) };
    let mut request = initial_request(&state, entry);
    let posted = FormData::read(query.unwrap_or_default().as_bytes());
    request.extend(posted.request((entry.descriptor().request)()).unwrap_or_default());
    ActionPage::new(&state, language, entry, &request).page()
}

/// Serves the form with an item added or removed, from JSON, or filled with an example.
async fn form_fields(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(entry) = essbasic::find(&name) else { return not_found(&state, language, &name) };
    let (posted, schema) = (FormData::read(&body), (entry.descriptor().request)());
    let request = match (posted.control("example"), posted.request(schema)) {
        (Some(mode), _) => {
            let mode = if mode == "full" { SampleMode::Full } else { SampleMode::Required };
            let mut request = sample(schema, mode);
            request.extend(initial_request(&state, entry));
            request
        }
        (None, Ok(request)) => request,
        (None, Err(error)) => return invalid_json(&state, language, entry, &headers, &error),
    };
    let is_json = posted.control("json").is_some();
    let unsupported =
        if is_json { form::unsupported(entry, &request, language) } else { Vec::new() };
    if !unsupported.is_empty() {
        let page = ActionPage::new(&state, language, entry, &request);
        let message = unsupported_message(language, &unsupported);
        return page.text(posted.control("json")).with_result(
            &headers,
            StatusCode::BAD_REQUEST,
            &message,
        );
    }
    let grown_list = posted.control("add");
    let form = Form { entry, request: &request, violations: &[], grown_list, language };
    if is_fragment(&headers) {
        return form.fields().into_response();
    }
    ActionPage::new(&state, language, entry, &request).grown_list(grown_list).page()
}

/// Renders what the form cannot represent.
fn unsupported_message(language: Language, unsupported: &[String]) -> Markup {
    html! {
        p.bad { (t!(language, "form-cannot-show")) }
        ul.violations { @for line in unsupported { li { (line) } } }
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
    let item = essbasic::find(&name)
        .and_then(|entry| form::item(entry.descriptor(), &item.path, language));
    item.map_or_else(|| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response)
}

/// Serves code samples and signing steps. Nothing is sent.
async fn preview(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(entry) = essbasic::find(&name) else { return not_found(&state, language, &name) };
    let posted = FormData::read(&body);
    let request = match posted.request((entry.descriptor().request)()) {
        Ok(request) => request,
        Err(error) => return invalid_json(&state, language, entry, &headers, &error),
    };
    let samples = || code_samples::panel(&state, entry, &request, language);
    let panels = match posted.control("panel") {
        Some("code") => samples(),
        Some("signature") => signature::panel(&state, entry, &request, language).await,
        _ => html! { (samples()) (signature::panel(&state, entry, &request, language).await) },
    };
    let page = ActionPage::new(&state, language, entry, &request).text(posted.control("json"));
    page.with_result(&headers, StatusCode::OK, &panels)
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
    headers: &HeaderMap,
    error: &JsonError,
) -> Response {
    let message = html! {
        p.bad { (t!(language, "invalid-json", error = &error.message)) }
    };
    let request = Map::new();
    let page = ActionPage::new(state, language, entry, &request).text(Some(&error.text));
    page.with_result(headers, StatusCode::BAD_REQUEST, &message)
}

/// Renders the page for an unknown action.
pub(crate) fn not_found(state: &AppState, language: Language, name: &str) -> Response {
    let title = t!(language, "no-such-action");
    let content = html! {
        h1 { (title) }
        p { (t!(language, "no-action-named", name = name)) }
        p { a href="/" { (t!(language, "all-actions")) } }
    };
    Page::new(state, language, &title).status(StatusCode::NOT_FOUND).render(&content)
}

/// Returns whether a script requests a part of the page.
pub(crate) fn is_fragment(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept == FRAGMENT)
}
