//! Places fields on a document: by dragging or by numbers, with the `Component` values to take along.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;
use crate::paths::PLACING_PATH;

mod draft;
mod output;
mod page;

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route(PLACING_PATH, get(page::show).post(page::change))
}
