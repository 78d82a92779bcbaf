//! Organizations of the sandbox, with their employees, roles, seals and services.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;
use crate::paths::ORGANIZATIONS_PATH;

mod list;
mod organization;
mod seal_image;

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(ORGANIZATIONS_PATH, get(list::page))
        .route("/organizations/{application}/{id}", get(organization::page))
        .route("/images/seals/{id}", get(seal_image::image))
}
