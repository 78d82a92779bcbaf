//! What a request carries: bytes, or a stream that is made again for each attempt.

use std::fmt;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};

use crate::sign::{self, HexDigest};

mod pass;
mod streaming;

use pass::{StreamedBody, VerifiedReader, on_a_thread_that_may_wait};
use streaming::BodyStream;

/// What a request carries.
///
/// It is an [`http_body::Body`] of known length, which a transport may pass on as it is. One that
/// only knows bytes takes them with [`collect`](Self::collect).
#[derive(Debug)]
pub struct Body(Kind);

enum Kind {
    Bytes(Bytes),
    /// Nothing of it is held, besides what is on its way.
    Streamed(Arc<StreamedBody>),
    /// One that has been begun.
    Streaming(BodyStream),
}

/// Where a body comes from that is too large to be held.
///
/// It is read once before it is signed, and once more for each attempt. Whatever differs then is
/// found before the service has a whole request: the attempt fails, and there is no other.
pub trait BodySource: fmt::Debug + Send + Sync {
    /// All of it from its beginning, on a thread that may wait.
    ///
    /// # Errors
    ///
    /// When it cannot be read any more.
    fn open(&self) -> io::Result<Box<dyn Read + Send>>;
}

impl Body {
    /// Reads a source through, for its length and its hash.
    ///
    /// # Errors
    ///
    /// Those of the source.
    pub async fn of(source: impl BodySource + 'static) -> io::Result<Self> {
        let source: Arc<dyn BodySource> = Arc::new(source);
        let measured = on_a_thread_that_may_wait(move || StreamedBody::measure(source)).await?;
        Ok(Self(Kind::Streamed(Arc::new(measured))))
    }

    /// How many bytes it has, or has left.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Kind::Bytes(bytes) => bytes.len() as u64,
            Kind::Streamed(streamed) => streamed.length,
            Kind::Streaming(streaming) => streaming.left(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes, where they are held.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Streamed(_) | Kind::Streaming(_) => None,
        }
    }

    /// All of it, held; what is held already is not copied.
    ///
    /// # Errors
    ///
    /// Those of the source, and one that says how it differs from what was signed.
    pub async fn collect(mut self) -> io::Result<Bytes> {
        if let Kind::Bytes(bytes) = self.0 {
            return Ok(bytes);
        }
        let length = usize::try_from(self.len()).map_err(io::Error::other)?;
        let mut all = BytesMut::with_capacity(length);
        while let Some(bytes) =
            std::future::poll_fn(|context| self.poll_bytes(context)).await.transpose()?
        {
            all.extend_from_slice(&bytes);
        }
        Ok(all.freeze())
    }

    /// The hash of all of it, as it is signed.
    pub(crate) fn hash(&self) -> HexDigest {
        match &self.0 {
            Kind::Bytes(bytes) => sign::body_hash(bytes),
            Kind::Streamed(streamed) => streamed.hash,
            Kind::Streaming(streaming) => streaming.hash(),
        }
    }

    /// Why an attempt could not have all of it, where that was so.
    pub(crate) fn failure(&self) -> Option<io::Error> {
        match &self.0 {
            Kind::Bytes(_) => None,
            Kind::Streamed(streamed) => streamed.failure(),
            Kind::Streaming(streaming) => streaming.whole().failure(),
        }
    }

    fn poll_bytes(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match &mut self.0 {
                Kind::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Kind::Bytes(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
                Kind::Streaming(streaming) => return streaming.poll_bytes(context),
                Kind::Streamed(streamed) => {
                    self.0 =
                        Kind::Streaming(BodyStream::new(VerifiedReader::new(Arc::clone(streamed))));
                }
            }
        }
    }
}

/// The same from its beginning, for another attempt.
impl Clone for Body {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Kind::Bytes(bytes) => Kind::Bytes(bytes.clone()),
            Kind::Streamed(streamed) => Kind::Streamed(Arc::clone(streamed)),
            Kind::Streaming(streaming) => Kind::Streamed(streaming.whole()),
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
        self.get_mut().poll_bytes(context).map(|bytes| bytes.map(|bytes| bytes.map(Frame::data)))
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
            Self::Streamed(streamed) => write!(f, "{} bytes, streamed", streamed.length),
            Self::Streaming(streaming) => write!(f, "{} bytes left to stream", streaming.left()),
        }
    }
}
