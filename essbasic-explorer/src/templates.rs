//! Templates of the sandbox, each with its recipients and its fields to scale.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;
use crate::paths::TEMPLATES_PATH;

mod list;
mod template;

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(TEMPLATES_PATH, get(list::page))
        .route("/templates/{id}", get(template::page))
}
