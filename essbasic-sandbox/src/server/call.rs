//! An action's call: read, befallen by faults, answered by the gateway.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};

use super::{Context, body};
use crate::faults::FaultKind;
use crate::gateway::Gateway;
use crate::records::Recording;

/// Answers a call, and remembers it.
pub(super) async fn answer(State(context): State<Arc<Context>>, request: Request) -> Response {
    let mut recording = Recording::of(&context.records, &request);
    let (parts, body) = request.into_parts();
    if let Some(refused) = context.gateway.admit(&parts.headers) {
        return recording.answered(refused).map(Body::from);
    }
    let largest = Gateway::largest_body(&parts.headers);
    let body = match body::read(body, &parts.headers, largest).await {
        Ok(body) => body,
        Err(body::Unread::TooLarge) => {
            let refused = Gateway::answer_too_large(&parts.headers);
            return recording.answered(refused).map(Body::from);
        }
        Err(body::Unread::Broken) => return status(StatusCode::REQUEST_TIMEOUT),
    };
    recording.body(&body);
    let action = parts.headers.get("x-tc-action").and_then(|name| name.to_str().ok());
    let fate = context.faults.inject(action.unwrap_or_default());
    recording.fate(fate);
    if !fate.delay.is_zero() {
        tokio::time::sleep(fate.delay).await;
    }
    let request: http::Request<Bytes> = http::Request::from_parts(parts, body);
    match fate.end {
        Some(FaultKind::Reset) => {
            recording.broken_off();
            broken_off(Bytes::new(), 1)
        }
        Some(FaultKind::Status(code)) => {
            let code = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            recording.status(code);
            status(code)
        }
        Some(FaultKind::Throttle) => {
            recording.answered(Gateway::answer_too_many(request.headers())).map(Body::from)
        }
        Some(FaultKind::Cut) => {
            let answer = recording.answered(context.gateway.answer(&request).await).into_body();
            recording.broken_off();
            let whole = answer.len();
            broken_off(answer.slice(..whole / 2), whole)
        }
        _ => recording.answered(context.gateway.answer(&request).await).map(Body::from),
    }
}

/// An answer without an envelope, after which the connection is closed.
fn status(code: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = code;
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// An answer that announces more than comes before the connection is closed.
fn broken_off(part: Bytes, whole: usize) -> Response {
    let mut response = Response::new(Body::new(Broken { part: Some(part) }));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(whole));
    response
}

/// A body that fails after its first part.
struct Broken {
    part: Option<Bytes>,
}

impl axum::body::HttpBody for Broken {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
        let part = self.part.take().filter(|part| !part.is_empty());
        let frame = match part {
            Some(part) => Ok(hyper::body::Frame::data(part)),
            None => Err(std::io::ErrorKind::ConnectionReset.into()),
        };
        std::task::Poll::Ready(Some(frame))
    }
}
