//! Request bodies: bytes, or a source that is streamed anew for each attempt.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};

use super::streamed::{BodySource, BodyStream, StreamedBody};
use crate::sign::{self, HexDigest};

/// Body of a request.
///
/// Implements [`http_body::Body`] with a known length. Transports that take bytes use
/// [`collect`](Self::collect). A clone is the same body from its beginning, for another attempt.
#[derive(Debug)]
pub struct Body(Kind);

enum Kind {
    Bytes(Bytes),
    /// Not held in memory, except for the chunks being sent.
    Streamed(Arc<StreamedBody>),
    Streaming(BodyStream),
}

impl Body {
    /// Creates a streamed body; reads the source once to compute length and SHA-256.
    ///
    /// # Errors
    ///
    /// The errors of the source.
    pub async fn from_source(source: impl BodySource + 'static) -> io::Result<Self> {
        let body = StreamedBody::measure(Arc::new(source)).await?;
        Ok(Self(Kind::Streamed(Arc::new(body))))
    }

    /// Returns the number of bytes that have not been sent.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Kind::Bytes(bytes) => bytes.len() as u64,
            Kind::Streamed(body) => body.length,
            Kind::Streaming(stream) => stream.remaining(),
        }
    }

    /// Returns whether no bytes are left.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the bytes, if they are held in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Streamed(_) | Kind::Streaming(_) => None,
        }
    }

    /// Reads the whole body into memory. Bytes that are already held are not copied.
    ///
    /// # Errors
    ///
    /// The errors of the source, and an error when it changed after it was signed.
    pub async fn collect(mut self) -> io::Result<Bytes> {
        if let Kind::Bytes(bytes) = self.0 {
            return Ok(bytes);
        }
        let length = usize::try_from(self.len()).map_err(io::Error::other)?;
        let mut all = BytesMut::with_capacity(length);
        while let Some(chunk) = poll_fn(|context| self.poll_chunk(context)).await.transpose()? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }

    /// Returns the SHA-256 of the whole body, as it is signed.
    pub(crate) fn hash(&self) -> HexDigest {
        match &self.0 {
            Kind::Bytes(bytes) => sign::body_hash(bytes),
            Kind::Streamed(body) => body.hash,
            Kind::Streaming(stream) => stream.body().hash,
        }
    }

    /// Returns whether both are the same body from its beginning, not merely equal ones.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kind::Bytes(one), Kind::Bytes(other)) => {
                one.as_ptr() == other.as_ptr() && one.len() == other.len()
            }
            (Kind::Streamed(one), Kind::Streamed(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Returns why an attempt could not read the whole body, if that was so.
    pub(crate) fn failure(&self) -> Option<io::Error> {
        match &self.0 {
            Kind::Bytes(_) => None,
            Kind::Streamed(body) => body.failure(),
            Kind::Streaming(stream) => stream.body().failure(),
        }
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match &mut self.0 {
                Kind::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Kind::Bytes(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
                Kind::Streaming(stream) => return stream.poll_chunk(context),
                Kind::Streamed(body) => {
                    self.0 = Kind::Streaming(BodyStream::new(Arc::clone(body)));
                }
            }
        }
    }
}

impl Clone for Body {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Kind::Bytes(bytes) => Kind::Bytes(bytes.clone()),
            Kind::Streamed(body) => Kind::Streamed(Arc::clone(body)),
            Kind::Streaming(stream) => Kind::Streamed(Arc::clone(stream.body())),
        })
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.get_mut().poll_chunk(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.len())
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Kind::Bytes(bytes.into()))
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Streamed(body) => write!(f, "{} bytes, streamed", body.length),
            Self::Streaming(stream) => write!(f, "{} bytes left to stream", stream.remaining()),
        }
    }
}
