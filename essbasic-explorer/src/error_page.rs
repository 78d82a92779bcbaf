//! Errors of requests in the language of the reader: as a page, or alone for a script.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use essbasic_devtools::{Language, t};
use http::{HeaderMap, StatusCode, header};
use maud::html;

use crate::app_state::AppState;
use crate::language::RequestLanguage;
use crate::page::Page;

/// Value of `Accept` with which a script requests a part of a page.
const FRAGMENT: &str = "text/html-fragment";

/// Returns whether a script requests a part of a page.
pub(crate) fn is_fragment(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept == FRAGMENT)
}

/// Renders an error as a page.
pub(crate) fn page(
    state: &AppState,
    language: Language,
    status: StatusCode,
    text: &str,
) -> Response {
    let content = html! {
        h1 { (text) }
        p { a href="/" { (t!(language, "all-actions")) } }
    };
    Page::new(state, language, text).status(status).render(&content)
}

/// Renders an error as a page without navigation.
pub(crate) fn bare(
    state: &AppState,
    language: Language,
    status: StatusCode,
    text: &str,
) -> Response {
    let page = Page::new(state, language, text).status(status).without_navigation();
    page.render(&html! { h1 { (text) } })
}

/// Renders an error: alone for a script, otherwise as a page.
pub(crate) fn respond(
    state: &AppState,
    headers: &HeaderMap,
    status: StatusCode,
    text: &str,
) -> Response {
    if is_fragment(headers) {
        return (status, html! { p.bad { (text) } }).into_response();
    }
    let RequestLanguage(language) = RequestLanguage::from_headers(headers);
    page(state, language, status, text)
}

/// Replaces errors of routes and extractors, which are empty or plain text in English.
pub(crate) async fn render(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers().clone();
    let RequestLanguage(language) = RequestLanguage::from_headers(&headers);
    let response = next.run(request).await;
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_rendered = kind.is_some_and(|kind| kind.starts_with("text/html"));
    if is_rendered || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let text = match status {
        StatusCode::NOT_FOUND => t!(language, "page-not-found"),
        StatusCode::METHOD_NOT_ALLOWED => t!(language, "method-not-allowed"),
        StatusCode::REQUEST_TIMEOUT => t!(language, "form-incomplete"),
        StatusCode::PAYLOAD_TOO_LARGE => t!(language, "form-too-large"),
        status if status.is_client_error() => t!(language, "request-not-understood"),
        _ => t!(language, "page-failed"),
    };
    let mut rendered = respond(&state, &headers, status, &text);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        rendered.headers_mut().insert(header::ALLOW, allow.clone());
    }
    rendered
}
