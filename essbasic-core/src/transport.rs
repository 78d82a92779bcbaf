//! The only door to the network, and its default: reqwest.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

mod body;
#[cfg(feature = "reqwest")]
mod reqwest;

pub use body::{Body, BodySource};

#[cfg(feature = "reqwest")]
pub(crate) use self::reqwest::{IDLE_TIMEOUT, Reqwest, TransportConfig};

/// Carries one signed request to its host and the answer back.
///
/// A transport neither repeats nor redirects: a signature is good for one host, and what may be
/// repeated is decided by who knows the action. The `Host` header is signed, so it must be sent
/// as it stands.
///
/// One that only knows bytes begins with them; a source that fails is told apart by whoever calls:
///
/// ```
/// use std::time::Duration;
///
/// use bytes::Bytes;
/// use essbasic_core::transport::{Body, TransportErrorKind, SendFuture, Transport, TransportError};
///
/// #[derive(Debug)]
/// struct Mine;
///
/// impl Transport for Mine {
///     fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
///         Box::pin(async move {
///             let (head, body) = request.into_parts();
///             let body = body.collect().await;
///             let body = body.map_err(|error| TransportError::new(TransportErrorKind::NotConnected, error))?;
///             carry(http::Request::from_parts(head, body), timeout).await
///         })
///     }
/// }
///
/// /// Plays back the same answer, whatever is asked.
/// async fn carry(
///     _request: http::Request<Bytes>,
///     _timeout: Duration,
/// ) -> Result<http::Response<Bytes>, TransportError> {
///     Ok(http::Response::new(Bytes::from_static(br#"{"Response":{"RequestId":"r-1"}}"#)))
/// }
/// ```
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request and waits, as long as is given, for the whole answer.
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_>;

    /// Sends a request and hands what is answered to `take` as it comes, piece by piece with the
    /// status, until that says that it has enough. Unless written, the answer is taken whole.
    fn download<'a>(
        &'a self,
        request: http::Request<Body>,
        timeout: Duration,
        take: &'a mut ChunkHandler<'_>,
    ) -> DownloadFuture<'a> {
        Box::pin(async move {
            let (head, body) = self.send(request, timeout).await?.into_parts();
            if !body.is_empty() {
                take(head.status, &body);
            }
            Ok(http::Response::from_parts(head, ()))
        })
    }
}

/// Takes a piece of an answer's body, and says whether it wants more.
pub type ChunkHandler<'a> = dyn FnMut(http::StatusCode, &[u8]) -> bool + Send + 'a;

/// What a transport does while it fetches; dropping it stops it.
pub type DownloadFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<()>, TransportError>> + Send + 'a>>;

/// What a transport does while it sends; dropping it stops it.
pub type SendFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

/// Why no whole answer arrived, and how far the request came.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) reached: TransportErrorKind,
    /// What stood between, in a word.
    through: Option<String>,
    pub(crate) source: Box<dyn StdError + Send + Sync>,
}

/// How far a request came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection; not a byte was sent.
    NotConnected,
    /// It may have arrived; the time given ran out.
    TimedOut,
    /// It may have arrived; the connection broke.
    Interrupted,
    /// It arrived, and the answer is larger than any answer of the service.
    TooLarge,
}

impl TransportError {
    /// An error of a transport, with how far the request came.
    pub fn new(
        reached: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { reached, through: None, source: source.into() }
    }

    /// Names what the request went through.
    #[must_use]
    pub fn via_proxy(mut self, proxy: impl Into<String>) -> Self {
        self.through = Some(proxy.into());
        self
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let through = match &self.through {
            Some(proxy) => format!(" through {proxy}"),
            None => String::new(),
        };
        match self.reached {
            TransportErrorKind::NotConnected => {
                write!(f, "no connection to the service{through}; nothing was sent")
            }
            TransportErrorKind::TimedOut => {
                write!(f, "sent{through}, but no whole answer within the time given")
            }
            TransportErrorKind::Interrupted => {
                write!(f, "sent{through}, but the connection broke before the whole answer")
            }
            TransportErrorKind::TooLarge => {
                f.write_str("sent, but the answer is larger than any of the service's")
            }
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
