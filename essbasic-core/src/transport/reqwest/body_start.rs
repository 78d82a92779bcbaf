//! The beginning of a body's transmission, which a timeout before it prevents.
//!
//! Until a connection takes the first bytes of the body, the service cannot have received the request: its
//! length is announced and its hash is signed. A call that ends before that was not sent.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::transport::Body;

/// The beginning of one body's transmission: it happens or is prevented, whichever comes first.
#[derive(Clone, Default)]
pub(super) struct BodyStart(Arc<OnceLock<bool>>);

impl BodyStart {
    /// Returns the body, whose transmission begins when a connection takes its first bytes. An empty one has
    /// no such moment and counts as begun.
    pub(super) fn watch(&self, body: Body) -> reqwest::Body {
        match body.as_bytes() {
            Some(bytes) if bytes.is_empty() && self.begin() => bytes.clone().into(),
            _ => reqwest::Body::wrap(WatchedBody { body, start: self.clone() }),
        }
    }

    /// Begins the transmission. Returns `false` if it was prevented.
    fn begin(&self) -> bool {
        *self.0.get_or_init(|| true)
    }

    /// Prevents the transmission. Returns `false` if it has begun.
    pub(super) fn prevent(&self) -> bool {
        !*self.0.get_or_init(|| false)
    }
}

/// A body that reports the beginning of its transmission.
struct WatchedBody {
    body: Body,
    start: BodyStart,
}

impl http_body::Body for WatchedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if !self.start.begin() {
            return Poll::Ready(Some(Err(io::ErrorKind::TimedOut.into())));
        }
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
