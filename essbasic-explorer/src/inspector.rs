//! The inspector: every call that reached the sandbox, as it comes.

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::said;
use crate::site::Site;
use crate::watched::Watched;

mod call;
mod filter;
mod har;
mod list;
mod live;
mod messages;
mod replay;
mod rows;

/// Where it stands among the pages.
const AT: &str = "/inspector";

/// The addresses of these pages.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route(AT, get(list::page))
        .route("/inspector/live", get(live::stream))
        .route("/inspector/har", get(har::export))
        .route("/inspector/clear", post(clear))
        .route("/inspector/{id}", get(call::page))
        .route("/inspector/{id}/raw/{which}", get(messages::raw))
        .route("/inspector/{id}/replay", post(replay))
}

async fn clear(watched: Watched) -> Response {
    watched.inside.clear_calls();
    Redirect::to(&said::at(AT, "cleared")).into_response()
}

async fn replay(watched: Watched, Path(id): Path<String>) -> Response {
    let Some(call) = watched.inside.call(&id) else { return watched.nothing(AT) };
    Redirect::to(&replay::address_after(&watched.site, &call).await).into_response()
}
