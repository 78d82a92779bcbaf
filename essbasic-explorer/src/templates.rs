//! Templates of the sandbox, each with its recipients and its fields to scale.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;

mod list;
mod template;

/// Path of this section.
pub(crate) const PATH: &str = "/templates";

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route(PATH, get(list::page)).route("/templates/{id}", get(template::page))
}
