//! Transport of signed requests; the only part that touches the network.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::runtime::Handle;

use crate::error::{Error, ErrorKind, Hint};
use crate::message::{Message, message};

mod body;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
mod streamed;
#[cfg(feature = "tower")]
mod tower;

pub use body::Body;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
pub use streamed::BodySource;
#[cfg(feature = "tower")]
pub use tower::{RequestTimeout, TowerTransport, TransportService};

/// A transport of signed requests: sends one to its endpoint and returns the response.
///
/// A transport neither retries nor follows redirects: a signature is valid for one host, and the
/// action's effect decides about retries. The `Host` header, always that of the URL, is signed:
/// HTTP/1.1 sends it unchanged, HTTP/2 as `:authority` only, without a header of that name.
///
/// A transport whose HTTP client needs the whole body in memory collects it first:
///
/// ```
/// use std::time::Duration;
///
/// use bytes::Bytes;
/// use essbasic_core::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
///
/// #[derive(Debug)]
/// struct MyTransport;
///
/// impl Transport for MyTransport {
///     fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
///         Box::pin(async move {
///             let (head, body) = request.into_parts();
///             let body = body.collect().await;
///             let body = body.map_err(|e| TransportError::new(TransportErrorKind::NotConnected, e))?;
///             exchange(http::Request::from_parts(head, body), timeout).await
///         })
///     }
/// }
///
/// async fn exchange(
///     _request: http::Request<Bytes>,
///     _timeout: Duration,
/// ) -> Result<http::Response<Bytes>, TransportError> {
///     Ok(http::Response::new(Bytes::from_static(br#"{"Response":{"RequestId":"r-1"}}"#)))
/// }
/// ```
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request and receives the whole response within `timeout`.
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_>;

    /// Sends a request and passes each chunk of the response's body to `handler`, with the status,
    /// until the handler returns `false`. Default: receives the whole response first.
    fn download<'a>(
        &'a self,
        request: http::Request<Body>,
        timeout: Duration,
        handler: &'a mut ChunkHandler<'_>,
    ) -> DownloadFuture<'a> {
        Box::pin(async move {
            let (head, body) = self.send(request, timeout).await?.into_parts();
            if !body.is_empty() {
                handler(head.status, &body);
            }
            Ok(http::Response::from_parts(head, ()))
        })
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
        (**self).send(request, timeout)
    }

    fn download<'a>(
        &'a self,
        request: http::Request<Body>,
        timeout: Duration,
        handler: &'a mut ChunkHandler<'_>,
    ) -> DownloadFuture<'a> {
        (**self).download(request, timeout, handler)
    }
}

/// Handles a chunk of a response's body and returns `true` to continue the download.
pub type ChunkHandler<'a> = dyn FnMut(http::StatusCode, &[u8]) -> bool + Send + 'a;

/// Future returned by [`Transport::download`]; dropping it cancels the download.
pub type DownloadFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<()>, TransportError>> + Send + 'a>>;

/// Future returned by [`Transport::send`]; dropping it cancels the request.
pub type SendFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

/// Error returned by a [`Transport`].
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    proxy: Option<Message>,
    hint: Option<Hint>,
    source: Box<dyn StdError + Send + Sync>,
}

/// Kind of a [`TransportError`], by how far the request got.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was established; nothing was sent.
    NotConnected,
    /// The request may have arrived; the timeout expired.
    TimedOut,
    /// The request may have arrived; the connection was lost.
    Interrupted,
    /// The request arrived; the response exceeds the size limit.
    TooLarge,
}

impl TransportError {
    /// Creates an error from its kind and source.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { kind, proxy: None, hint: None, source: source.into() }
    }

    /// Adds the proxy that the request was sent through to the message.
    #[must_use]
    pub fn via_proxy(mut self, proxy: impl Into<Message>) -> Self {
        self.proxy = Some(proxy.into());
        self
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns the message of the error.
    pub fn message(&self) -> Message {
        use TransportErrorKind::{Interrupted, NotConnected, TimedOut, TooLarge};

        match (self.kind, self.proxy.clone()) {
            (NotConnected, None) => message!("could not connect; the request was not sent"),
            (NotConnected, Some(proxy)) => {
                message!(
                    "could not connect through {proxy}; the request was not sent",
                    proxy = proxy
                )
            }
            (TimedOut, None) => {
                message!("request sent; no complete response before the timeout")
            }
            (TimedOut, Some(proxy)) => message!(
                "request sent through {proxy}; no complete response before the timeout",
                proxy = proxy
            ),
            (Interrupted, None) => {
                message!("request sent; the connection was lost before the complete response")
            }
            (Interrupted, Some(proxy)) => message!(
                "request sent through {proxy}; the connection was lost before the complete response",
                proxy = proxy
            ),
            (TooLarge, None) => message!("request sent; the response exceeds the size limit"),
            (TooLarge, Some(proxy)) => message!(
                "request sent through {proxy}; the response exceeds the size limit",
                proxy = proxy
            ),
        }
    }
}

/// Rejects what is polled outside a Tokio runtime, where timers and connections would panic.
///
/// # Errors
///
/// [`ErrorKind::Configuration`].
#[doc(hidden)]
pub fn require_runtime() -> Result<(), Error> {
    match Handle::try_current() {
        Ok(_) => Ok(()),
        Err(source) => {
            let message = message!(
                "awaited outside a Tokio runtime: await it in one, or use the feature `blocking`"
            );
            Err(Error::new(ErrorKind::Configuration, message).with_source(source))
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind {
            TransportErrorKind::NotConnected => ErrorKind::Connect,
            TransportErrorKind::TimedOut => ErrorKind::Timeout,
            TransportErrorKind::Interrupted => ErrorKind::Interrupted,
            TransportErrorKind::TooLarge => ErrorKind::Decode,
        };
        let converted = Self::new(kind, error.message()).with_hint(error.hint);
        converted.with_source(error.source)
    }
}
