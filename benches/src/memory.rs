//! A transport that answers at once, without a network.

use std::time::Duration;

use bytes::Bytes;
use essbasic::transport::{Body, SendFuture, Transport};

/// Answers every request with the same bytes, whatever it carries.
#[derive(Clone, Debug)]
pub struct Memory(pub Bytes);

impl Transport for Memory {
    fn send(&self, _request: http::Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        let answer = self.0.clone();
        Box::pin(async { Ok(http::Response::new(answer)) })
    }
}
