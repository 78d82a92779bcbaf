//! HTTP server: API calls, links and their documents, pages for people, control API.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit};
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

use crate::context::Context;

mod body;
mod call;
mod control;
mod documents;
mod links;
#[cfg(feature = "pages")]
mod pages;
mod response;

/// Time limit for the head of a request, and for idle connections.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);

/// Largest form or JSON body of pages and control API.
const MAX_FORM_BYTES: usize = 64 << 10;

/// Availability of the control API.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ControlApi {
    Disabled,
    /// Only for requests that name this machine: the default of a loopback listener.
    LocalHost,
    /// For every request: enabled explicitly.
    AnyHost,
}

/// Creates the routes of a sandbox.
pub(crate) fn router(context: Arc<Context>, control_api: ControlApi) -> Router {
    let mut router = Router::new()
        .route("/", post(call::call))
        .route("/links/{token}", get(links::open))
        .route("/links/{token}/contracts/{index}", get(links::contract));
    #[cfg(feature = "pages")]
    {
        router = router.merge(pages::routes());
    }
    if control_api != ControlApi::Disabled {
        router = router.nest("/sandbox", control::routes(control_api == ControlApi::AnyHost));
    }
    router.layer(DefaultBodyLimit::max(MAX_FORM_BYTES)).with_state(context)
}

/// Serves connections until the task is dropped.
pub(crate) async fn serve(listener: TcpListener, router: Router) -> io::Result<()> {
    let mut connections = tokio::task::JoinSet::new();
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            // Usually too many open files: wait for connections to end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Only latency depends on it, so a failure is ignored.
        let _ = stream.set_nodelay(true);
        let router = TowerToHyperService::new(router.clone());
        let service = service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.call(request)
        });
        connections.spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
            // The client notices a broken connection itself.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
        while connections.try_join_next().is_some() {}
    }
}
