//! The page that asks a person to confirm a request of another program, and its two buttons.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use essbasic_devtools::{Language, action_docs, catalogue_docs, t};
use essbasic_sandbox::csrf;
use http::{HeaderMap, StatusCode, header};
use maud::{Markup, html};

use crate::app_state::AppState;
use crate::confirmation_queue::{ConfirmationQueue, ShownRequest, State as RequestState};
use crate::error_page;
use crate::language::RequestLanguage;
use crate::page::Page;
use crate::posted::LineForm;

/// Route of this page.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/confirm/{nonce}", get(show).post(decide))
}

async fn show(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Extension(queue): Extension<ConfirmationQueue>,
    Path(nonce): Path<String>,
) -> Response {
    match queue.find(&nonce) {
        Some(request) => page(&state, language, &nonce, &question(&state, language, &request)),
        None => expired(&state, language),
    }
}

async fn decide(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Extension(queue): Extension<ConfirmationQueue>,
    Path(nonce): Path<String>,
    headers: HeaderMap,
    LineForm(form): LineForm,
) -> Response {
    if !is_sent_by_page(&headers) {
        let text = t!(language, "confirm-in-browser");
        return error_page::bare(&state, language, StatusCode::FORBIDDEN, &text);
    }
    let is_confirmed = match form.get("decision").map(String::as_str) {
        Some("confirm") => true,
        Some("decline") => false,
        _ => {
            let text = t!(language, "request-not-understood");
            return error_page::bare(&state, language, StatusCode::BAD_REQUEST, &text);
        }
    };
    if !queue.decide(&nonce, is_confirmed) {
        return expired(&state, language);
    }
    let decided = if is_confirmed { RequestState::Confirmed } else { RequestState::Declined };
    page(&state, language, &nonce, &decision(language, decided))
}

/// Returns whether a browser sent the form of this page.
///
/// Browsers add one of these headers; programs that fetch addresses for an assistant send neither.
fn is_sent_by_page(headers: &HeaderMap) -> bool {
    let is_named = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    is_named && !csrf::is_cross_site(&http::Method::POST, headers)
}

fn page(state: &AppState, language: Language, nonce: &str, content: &Markup) -> Response {
    let title = t!(language, "confirm-title");
    let address = format!("/confirm/{nonce}");
    Page::new(state, language, &title).address(&address).without_navigation().render(content)
}

fn expired(state: &AppState, language: Language) -> Response {
    let text = t!(language, "confirm-expired");
    error_page::bare(state, language, StatusCode::NOT_FOUND, &text)
}

fn question(state: &AppState, language: Language, request: &ShownRequest) -> Markup {
    let action = request.action;
    let doc = action_docs::summary(catalogue_docs::action(language, action));
    let effect = action_docs::describe_effect(action.effect, language);
    html! {
        h1 { (t!(language, "confirm-send-to", name = state.name())) }
        p { (t!(language, "confirm-assistant")) }
        p { strong { (action.name) } " " span lang="zh" { (action.title) } }
        p { (action_docs::strip_markdown(&doc)) }
        @if let Some(effect) = effect { p { strong { (effect) } } }
        @for note in &request.notes { p { (note) } }
        @match request.state {
            RequestState::Waiting => {
                pre { (request.text) }
                form method="post" {
                    button.danger type="submit" name="decision" value="confirm" { (t!(language, "confirm-send")) }
                    " "
                    button.quiet type="submit" name="decision" value="decline" { (t!(language, "confirm-decline")) }
                }
            }
            decided => (decision(language, decided)),
        }
    }
}

fn decision(language: Language, state: RequestState) -> Markup {
    let text = match state {
        RequestState::Declined => t!(language, "confirm-declined"),
        _ => t!(language, "confirm-confirmed"),
    };
    html! { h2 { (text) } p { (t!(language, "confirm-back")) } }
}
