//! Callbacks: events that the sandbox posts, with their deliveries, and captured callbacks.

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use essbasic_sandbox::Command;

use crate::app_state::AppState;
use crate::flash;
use crate::paths::{CALLBACKS_PATH, OPEN_CALLBACK_PATH, TRIGGER_EVENT_PATH};
use crate::posted::LineForm;
use crate::sandbox_page::SandboxPage;

mod deliveries;
mod event;
mod list;
mod open;
mod trigger;

pub(crate) use deliveries::{cause, clock, operation, response, shown_url, summary};

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(CALLBACKS_PATH, get(list::page))
        .route(OPEN_CALLBACK_PATH, get(open::show).post(open::diagnose))
        .route(TRIGGER_EVENT_PATH, get(trigger::show).post(trigger::send))
        .route("/callbacks/{id}", get(event::page))
        .route("/callbacks/{id}/resend", post(resend))
}

/// Returns the address of an event.
pub(crate) fn address(id: &str) -> String {
    format!("{CALLBACKS_PATH}/{id}")
}

/// Sends an event again, to the callback at an index or to all.
async fn resend(
    context: SandboxPage,
    Path(id): Path<String>,
    LineForm(form): LineForm,
) -> Response {
    if !matches!(context.sandbox.event(&id).await, Ok(Some(_))) {
        return context.not_found(CALLBACKS_PATH);
    }
    let page = address(&id);
    // The form has the index of a URL, since URLs may contain secrets.
    let url = match form.get("callback").map(|index| index.parse::<usize>()) {
        None => Ok(None),
        Some(Ok(index)) => context.sandbox.callbacks().into_iter().nth(index).map(Some).ok_or(()),
        Some(Err(_)) => Err(()),
    };
    let Ok(url) = url else {
        return Redirect::to(&flash::address(&page, "!invalid-form")).into_response();
    };
    let code = match context.sandbox.execute(&Command::ResendEvent { id, url }).await {
        Ok(_) => "event-resent",
        Err(error) => flash::error(error),
    };
    Redirect::to(&flash::address(&page, code)).into_response()
}
