//! A transport that carries nothing: it keeps what it was given.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use essbasic::transport::{Body, Reached, Sending, Transport, TransportError};

/// Keeps the last request that it was given.
#[derive(Clone, Debug, Default)]
pub(super) struct Capture(Arc<Mutex<Option<http::Request<Bytes>>>>);

impl Capture {
    /// The request, if there was one.
    pub(super) fn take(&self) -> Option<http::Request<Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Transport for Capture {
    fn send(&self, request: http::Request<Body>, _timeout: Duration) -> Sending<'_> {
        // What is typed is held in memory, and never a stream.
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        Box::pin(async { Err(TransportError::new(Reached::Nothing, "nothing is to be sent")) })
    }
}
