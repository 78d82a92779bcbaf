//! A transport without a network.

use std::time::Duration;

use bytes::Bytes;
use essbasic::transport::{Body, SendFuture, Transport};

/// A transport that returns the same response body to every request.
#[derive(Clone, Debug)]
pub struct InMemoryTransport(pub Bytes);

impl Transport for InMemoryTransport {
    fn send(&self, _request: http::Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        let body = self.0.clone();
        Box::pin(async { Ok(http::Response::new(body)) })
    }
}
