//! Streamable HTTP, for clients on this machine that know the token.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use essbasic_sandbox::csrf;
use http::{Method, StatusCode, header};
use rmcp::transport::streamable_http_server::session::local::{LocalSessionManager, SessionConfig};
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use subtle::ConstantTimeEq;
use tokio_util::sync::CancellationToken;

use crate::handler::Handler;
use crate::limits;

/// Header with the ID of a client's session.
const SESSION: &str = "mcp-session-id";

/// Token and sessions against which every request is checked.
#[derive(Clone)]
struct Guard {
    token: Arc<str>,
    sessions: Arc<LocalSessionManager>,
}

/// Serves `/mcp` until `stop` completes.
pub(crate) async fn serve(
    handler: Handler,
    listener: std::net::TcpListener,
    token: String,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut sessions = LocalSessionManager::default();
    // A question that waits for its answer does not end its session.
    let idle = handler.shared.confirmation_timeout + limits::SESSION_MARGIN;
    sessions.session_config.keep_alive = Some(idle.max(SessionConfig::DEFAULT_KEEP_ALIVE));
    let sessions = Arc::new(sessions);
    let stopped = CancellationToken::new();
    let config = StreamableHttpServerConfig::default()
        .with_sse_keep_alive(Some(Duration::from_secs(15)))
        .with_cancellation_token(stopped.clone())
        // `check` rejects other hosts and origins; the list of the library lacks addresses such as 127.0.0.2.
        .disable_allowed_hosts()
        .with_max_request_body_bytes(limits::MESSAGE_BYTES);
    let service =
        StreamableHttpService::new(move || Ok(handler.clone()), Arc::clone(&sessions), config);
    let guard = Guard { token: token.into(), sessions };
    let router =
        Router::new().route_service("/mcp", service).layer(from_fn_with_state(guard, check));
    let stop = async move {
        stop.await;
        stopped.cancel();
    };
    essbasic_sandbox::serve(listener, router, stop).await;
    Ok(())
}

/// Rejects requests that come from other sites, lack the token, or exceed the maximum number of sessions.
async fn check(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !csrf::has_local_host(headers) || csrf::is_cross_site(request.method(), headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let sent = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    // The name of the scheme has no case.
    let sent = sent.and_then(|it| it.split_once(' '));
    let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"));
    let sent = sent.map_or("", |(_, token)| token.trim_start_matches(' '));
    if !bool::from(sent.as_bytes().ct_eq(guard.token.as_bytes())) {
        let challenge = [(header::WWW_AUTHENTICATE, "Bearer")];
        return (StatusCode::UNAUTHORIZED, challenge).into_response();
    }
    let is_new = request.method() == Method::POST && !headers.contains_key(SESSION);
    if is_new && guard.sessions.sessions.read().await.len() >= limits::SESSIONS {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    next.run(request).await
}
