//! HTTP server: API calls, links and their documents, pages for people, control API.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use crate::context::Context;
use crate::limits;

mod body;
mod call;
mod control;
mod documents;
#[cfg(feature = "pages")]
mod frame;
mod language;
mod links;
mod messages;
#[cfg(feature = "pages")]
mod pages;
mod response;

/// Availability of the control API.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ControlApi {
    Disabled,
    /// Only for requests that name this machine: the default of a loopback listener.
    LocalHost,
    /// For every request: enabled explicitly.
    AnyHost,
}

/// Creates the routes of a sandbox, with additional pages.
pub(crate) fn router(context: Arc<Context>, control_api: ControlApi, more: Router) -> Router {
    let mut router = Router::new()
        .route("/links/{token}", get(links::open))
        .route("/links/{token}/contracts/{index}", get(links::contract));
    #[cfg(feature = "pages")]
    {
        router = router.merge(pages::routes());
    }
    if control_api != ControlApi::Disabled {
        router = router.nest("/sandbox", control::routes(control_api == ControlApi::AnyHost));
    }
    router
        .layer(DefaultBodyLimit::max(limits::FORM_BYTES))
        .with_state(Arc::clone(&context))
        .merge(more)
        .layer(from_fn_with_state(context, call::call_or_page))
}
