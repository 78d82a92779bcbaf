//! Requests that a mock received.

use std::collections::VecDeque;
use std::fmt;

use bytes::Bytes;
use http::HeaderMap;

use super::incoming::{Incoming, Target};
use crate::request::Request;
use crate::{Action, Error};

/// Maximum number of requests that are kept.
const MAX_REQUESTS: usize = 1000;

/// Maximum size of all bodies that are kept: 16 MiB.
const MAX_BYTES: usize = 16 << 20;

/// A request that a [`MockTransport`](super::MockTransport) received.
#[derive(Clone)]
pub struct RecordedRequest(Incoming);

impl RecordedRequest {
    /// Returns the name of the action, or `download`.
    pub fn action(&self) -> &str {
        self.0.target.name()
    }

    /// Returns the link, if the request is a download.
    pub fn link(&self) -> Option<&str> {
        match &self.0.target {
            Target::Link(link) => Some(link),
            Target::Action(..) => None,
        }
    }

    /// Returns the headers, the signature included.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Returns the body.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// Decodes the request.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) if it is a request of another action.
    pub fn decode<A: Action>(&self) -> Result<A, Error> {
        Request::read(&self.0.body)
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest")
            .field("action", &self.action())
            .field("body", &format_args!("{} bytes", self.0.body.len()))
            .finish_non_exhaustive()
    }
}

/// The last requests, at most [`MAX_REQUESTS`] and [`MAX_BYTES`].
#[derive(Default)]
pub(super) struct RecordedRequests {
    requests: VecDeque<RecordedRequest>,
    bytes: usize,
    /// Number of requests received, including those that were dropped.
    count: usize,
}

impl RecordedRequests {
    pub(super) fn push(&mut self, incoming: Incoming) {
        self.bytes += incoming.body.len();
        self.count += 1;
        self.requests.push_back(RecordedRequest(incoming));
        while self.requests.len() > MAX_REQUESTS || self.bytes > MAX_BYTES {
            let Some(RecordedRequest(oldest)) = self.requests.pop_front() else { break };
            self.bytes -= oldest.body.len();
        }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &RecordedRequest> {
        self.requests.iter()
    }
}
