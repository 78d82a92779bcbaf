//! Captures the signed request of a call without sending it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use essbasic::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use essbasic::{ClientBuilder, Error, RetryPolicy};
use serde_json::{Map, Value};

use super::SampleAction;

/// Returns the signed request that a client would send now. Nothing is sent.
///
/// # Errors
///
/// If the client would not send the request: it is invalid, or credentials are missing.
pub async fn signed_request(
    client: ClientBuilder,
    action: &SampleAction<'_>,
    members: &Map<String, Value>,
    unchecked: bool,
) -> Result<http::Request<Bytes>, Error> {
    let capture = Capture::default();
    let client = client.retry(RetryPolicy::none()).transport(capture.clone()).build()?;
    let call = match action {
        SampleAction::Catalogue(entry) => client.call_json(entry.descriptor(), members),
        SampleAction::Raw { .. } => client.call_raw(&action.raw(), members),
    };
    let call = if unchecked { call.unchecked() } else { call };
    // The transport always fails.
    let result = call.await;
    match (capture.take(), result) {
        (Some(request), _) => Ok(request),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => {
            let nothing =
                TransportError::new(TransportErrorKind::NotConnected, "the request was captured");
            Err(Error::from(nothing))
        }
    }
}

/// A transport that stores the last request.
#[derive(Clone, Debug, Default)]
struct Capture(Arc<Mutex<Option<http::Request<Bytes>>>>);

impl Capture {
    /// Takes the stored request.
    fn take(&self) -> Option<http::Request<Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Transport for Capture {
    fn send(&self, request: http::Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        // Requests of tools are never streamed.
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        Box::pin(async {
            Err(TransportError::new(TransportErrorKind::NotConnected, "the request was captured"))
        })
    }
}
