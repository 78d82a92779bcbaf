//! Places fields on a document: by dragging or by numbers, with the `Component` values to take along.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;

mod draft;
mod output;
mod page;

/// Path of this section.
pub(crate) const PATH: &str = "/placing";

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route(PATH, get(page::show).post(page::change))
}
