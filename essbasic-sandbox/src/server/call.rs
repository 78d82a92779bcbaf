//! API calls: read the body, inject faults, answer through the gateway, record.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header};
use hyper::body::Frame;

use super::body;
use super::language::Language;
use super::messages;
use crate::body_memory::{BodyError, HeldMemory};
use crate::context::Context;
use crate::faults::FaultKind;
use crate::gateway::{Gateway, GatewayResponse};
use crate::records::Recording;

/// Answers an API call, or passes the request of a browser on to the pages.
pub(super) async fn call_or_page(
    State(context): State<Arc<Context>>,
    request: Request,
    next: Next,
) -> Response {
    if is_call(&request) {
        return call(context, request).await;
    }
    let language = Language::from_headers(request.headers());
    let response = next.run(request).await;
    let is_empty = response.body().size_hint().exact() == Some(0);
    if response.status() == StatusCode::NOT_FOUND && is_empty {
        return messages::nothing_here(language);
    }
    response
}

/// Returns whether a request is an API call: anything at `/` that does not ask for a page.
fn is_call(request: &Request) -> bool {
    let headers = request.headers();
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|it| it.to_str().ok());
    let accepts_page = values.flat_map(|it| it.split(',')).any(|it| {
        let kind = it.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("text/html-fragment")
    });
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_signed = headers.contains_key(header::AUTHORIZATION)
        || headers.contains_key("x-tc-action")
        || request.uri().query().is_some_and(|it| it.contains("Signature="));
    request.uri().path() == "/" && !(is_read && accepts_page && !is_signed)
}

/// Answers an API call and records it.
async fn call(context: Arc<Context>, request: Request) -> Response {
    let mut recording = Recording::start(&context.call_log, &request);
    let (parts, body) = request.into_parts();
    if let Some(rejected) = context.gateway.precheck(&parts) {
        let body = body::read_short(&context.call_memory, body, &parts.headers).await;
        recording.rejected_body(&parts, &body);
        return recording.answered(rejected).map(Body::from);
    }
    let max_bytes = Gateway::max_body_bytes(&parts.headers);
    let read = body::read(&context.call_memory, body, &parts.headers, max_bytes).await;
    let (body, held) = match read {
        Ok(read) => read,
        Err(BodyError::TooLarge) => {
            let rejected = Gateway::reject_too_large(&parts.headers);
            return recording.answered(rejected).map(Body::from);
        }
        Err(BodyError::Busy) => {
            let rejected = Gateway::reject_rate_limited(&parts.headers);
            return recording.answered(rejected).map(Body::from);
        }
        Err(_) => return empty(StatusCode::REQUEST_TIMEOUT),
    };
    recording.body(&body);
    let action = parts.headers.get("x-tc-action").and_then(|name| name.to_str().ok());
    let fault = context.faults.inject(action.unwrap_or_default());
    recording.fault(fault);
    if !fault.delay.is_zero() {
        tokio::time::sleep(fault.delay).await;
    }
    let request: http::Request<Bytes> = http::Request::from_parts(parts, body);
    match fault.failure {
        Some(FaultKind::Reset) => {
            recording.response_cut();
            cut(Bytes::new(), 1)
        }
        Some(FaultKind::Status(code)) => {
            let code = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            recording.http_status(code);
            empty(code)
        }
        Some(FaultKind::Throttle) => {
            recording.answered(Gateway::reject_rate_limited(request.headers())).map(Body::from)
        }
        Some(FaultKind::Reject(code)) => {
            let rejected = Gateway::reject_with(request.headers(), code.as_str());
            recording.answered(rejected).map(Body::from)
        }
        Some(FaultKind::Cut) => {
            let answer = respond(&context, request, held).await;
            let response = recording.answered(answer).into_body();
            recording.response_cut();
            let length = response.len();
            cut(response.slice(..length / 2), length)
        }
        _ => recording.answered(respond(&context, request, held).await).map(Body::from),
    }
}

/// Answers a call through the gateway; one with a large body away from the threads that serve
/// connections, and few at once.
async fn respond(
    context: &Arc<Context>,
    request: http::Request<Bytes>,
    held: HeldMemory,
) -> GatewayResponse {
    let length = request.body().len();
    let Some(permit) = context.call_memory.large_call(length).await else {
        return context.gateway.respond(&request).await;
    };
    let (shared, runtime) = (Arc::clone(context), tokio::runtime::Handle::current());
    let answer = tokio::task::spawn_blocking(move || {
        let _held = (held, permit);
        runtime.block_on(shared.gateway.respond(&request))
    });
    answer.await.unwrap_or_else(|_| Gateway::reject_internal())
}

/// Creates a response without an envelope, after which the connection closes.
fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Creates a response that announces `length` bytes and closes the connection after `part`.
fn cut(part: Bytes, length: usize) -> Response {
    let mut response = Response::new(Body::new(CutBody { part: Some(part), is_sent: false }));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    response
}

/// A body that fails after its first part was sent.
struct CutBody {
    part: Option<Bytes>,
    is_sent: bool,
}

impl HttpBody for CutBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(part) = self.part.take().filter(|part| !part.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        if !self.is_sent {
            // hyper discards what it has not written when a body fails: let it write first.
            self.is_sent = true;
            task.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
    }
}
