//! Contracts of the sandbox: a list, a page for each, and a page that places fields on a document.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;
use crate::paths::CONTRACTS_PATH;

mod contract;
mod list;
mod next_steps;
mod signers;
mod timeline;

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(CONTRACTS_PATH, get(list::page))
        .route("/contracts/{id}", get(contract::page))
        .route("/contracts/{id}/pdf", get(contract::pdf))
}
