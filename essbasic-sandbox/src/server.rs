//! The door: HTTP in, HTTP out, and nothing that knows an action.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use http::StatusCode;
use tokio::net::TcpListener;

use crate::gateway::{Gateway, LARGEST_BODY};
use crate::state::Status;

/// Serves until the task is dropped.
pub(crate) async fn serve(listener: TcpListener, gateway: Arc<Gateway>) -> io::Result<()> {
    let router = Router::new()
        .route("/", post(call))
        .route("/qr-codes/{id}", get(qr_code))
        .with_state(gateway);
    axum::serve(listener, router).await
}

/// An action's call.
async fn call(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    // No chunk beyond the limit is held: what is too large is refused without being read.
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return Gateway::answer_too_large(&parts.headers).map(Body::from);
    };
    let request: http::Request<Bytes> = http::Request::from_parts(parts, body);
    gateway.answer(&request).map(Body::from)
}

/// A code's page: what the links of a code lead to.
async fn qr_code(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>) -> Response {
    let state = gateway.state();
    let Some(code) = state.qr_code(&id) else {
        return (StatusCode::NOT_FOUND, "There is no such code.\n").into_response();
    };
    let status = match code.status(state.now()) {
        Status::Active => "This code can be scanned.\n",
        Status::Expired => "This code has expired.\n",
        Status::Exhausted => "This code has started all of its contracts.\n",
        Status::Cancelled => "This code was cancelled.\n",
    };
    status.into_response()
}
