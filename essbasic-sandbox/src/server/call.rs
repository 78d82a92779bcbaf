//! API calls: read the body, inject faults, answer through the gateway, record.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use hyper::body::Frame;

use super::body::{self, BodyError};
use crate::context::Context;
use crate::faults::FaultKind;
use crate::gateway::Gateway;
use crate::records::Recording;

/// Answers an API call and records it.
pub(super) async fn call(State(context): State<Arc<Context>>, request: Request) -> Response {
    let mut recording = Recording::start(&context.call_log, &request);
    let (parts, body) = request.into_parts();
    if let Some(rejected) = context.gateway.precheck(&parts.headers) {
        return recording.answered(rejected).map(Body::from);
    }
    let max_bytes = Gateway::max_body_bytes(&parts.headers);
    let body = match body::read(body, &parts.headers, max_bytes).await {
        Ok(body) => body,
        Err(BodyError::TooLarge) => {
            let rejected = Gateway::reject_too_large(&parts.headers);
            return recording.answered(rejected).map(Body::from);
        }
        Err(BodyError::Incomplete) => return empty(StatusCode::REQUEST_TIMEOUT),
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
        Some(FaultKind::Cut) => {
            let response = recording.answered(context.gateway.respond(&request).await).into_body();
            recording.response_cut();
            let length = response.len();
            cut(response.slice(..length / 2), length)
        }
        _ => recording.answered(context.gateway.respond(&request).await).map(Body::from),
    }
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
    let mut response = Response::new(Body::new(CutBody { part: Some(part) }));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    response
}

/// A body that fails after its first part.
struct CutBody {
    part: Option<Bytes>,
}

impl HttpBody for CutBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let part = self.part.take().filter(|part| !part.is_empty());
        let frame = match part {
            Some(part) => Ok(Frame::data(part)),
            None => Err(io::ErrorKind::ConnectionReset.into()),
        };
        Poll::Ready(Some(frame))
    }
}
