//! A transport that carries nothing: it keeps what it was given.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use essbasic::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use essbasic::{ClientBuilder, Error, RetryPolicy};
use serde_json::{Map, Value};

use super::SampleAction;

/// The very request that a client set up like this would send, signed now; nothing is sent.
///
/// # Errors
///
/// Whatever keeps the client from sending it.
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
    // It always ends in an error, since nothing is carried.
    let ended = call.await;
    match (capture.take(), ended) {
        (Some(request), _) => Ok(request),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => {
            let nothing = TransportError::new(TransportErrorKind::NotConnected, "nothing was sent");
            Err(Error::from(nothing))
        }
    }
}

/// Keeps the last request that it was given.
#[derive(Clone, Debug, Default)]
struct Capture(Arc<Mutex<Option<http::Request<Bytes>>>>);

impl Capture {
    /// The request, if there was one.
    fn take(&self) -> Option<http::Request<Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Transport for Capture {
    fn send(&self, request: http::Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        // What is typed is held in memory, and never a stream.
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        Box::pin(async {
            Err(TransportError::new(TransportErrorKind::NotConnected, "nothing is to be sent"))
        })
    }
}
