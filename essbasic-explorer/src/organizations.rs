//! Organizations of the sandbox, with their employees, roles, seals and services.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;

mod list;
mod organization;
mod seal_image;

/// Path of this section.
pub(crate) const PATH: &str = "/organizations";

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(PATH, get(list::page))
        .route("/organizations/{application}/{id}", get(organization::page))
        .route("/images/seals/{id}", get(seal_image::image))
}
