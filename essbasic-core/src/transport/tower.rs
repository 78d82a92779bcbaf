//! Adapters between transports and `tower::Service`.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::time::{Instant, timeout_at};
use tower_service::Service;

use super::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use crate::clock::saturating_add;

/// Timeout of a [`TransportService`] whose requests have none: 60 seconds.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Time that a request may take, in its extensions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RequestTimeout(pub Duration);

/// A transport that sends through a `tower::Service`. Requires the feature `tower`.
///
/// Layers go around the default transport, or replace it by another HTTP client:
///
/// ```no_run
/// use essbasic_core::transport::{Body, TowerTransport, TransportService};
/// use essbasic_core::{Client, Credential};
/// use tower::ServiceBuilder;
///
/// # fn main() -> Result<(), essbasic_core::Error> {
/// let client = Client::builder()
///     .credential(Credential::new("AKIDexample", "example-key"))
///     .wrap_transport(|inner| {
///         let service = ServiceBuilder::new()
///             .map_request(|request: http::Request<Body>| request)
///             .service(TransportService::new(inner));
///         TowerTransport::new(service)
///     })
///     .build()?;
/// # Ok(())
/// # }
/// ```
///
/// An error before the service is called, of `poll_ready`, says that nothing was sent. A later one says
/// that the outcome is unknown, unless it is a [`TransportError`]. Layers must not retry: the client
/// knows what may be repeated. Downloads are received whole before they are written.
#[derive(Clone)]
pub struct TowerTransport<S>(S);

impl<S> TowerTransport<S> {
    /// Sends through a service, which is cloned for each request.
    pub fn new(service: S) -> Self {
        Self(service)
    }
}

impl<S> Transport for TowerTransport<S>
where
    S: Service<Request<Body>, Response = Response<Bytes>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn send(&self, mut request: Request<Body>, timeout: Duration) -> SendFuture<'_> {
        let mut service = self.0.clone();
        let end = saturating_add(Instant::now(), timeout);
        Box::pin(async move {
            use TransportErrorKind::{Interrupted, NotConnected, TimedOut};

            match timeout_at(end, poll_fn(|context| service.poll_ready(context))).await {
                Ok(ready) => ready.map_err(|error| convert(NotConnected, error))?,
                Err(elapsed) => return Err(TransportError::new(NotConnected, elapsed)),
            }
            request.extensions_mut().insert(RequestTimeout(end.duration_since(Instant::now())));
            match timeout_at(end, service.call(request)).await {
                Ok(response) => response.map_err(|error| convert(Interrupted, error)),
                Err(elapsed) => Err(TransportError::new(TimedOut, elapsed)),
            }
        })
    }
}

/// Keeps a transport's own error.
fn convert(
    kind: TransportErrorKind,
    error: impl Into<Box<dyn StdError + Send + Sync>>,
) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(kind, error),
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}

/// A transport as a `tower::Service`, for layers; see [`TowerTransport`]. Requires the feature `tower`.
///
/// The timeout of a request is the [`RequestTimeout`] in its extensions. Default: 60 seconds.
#[derive(Clone, Debug)]
pub struct TransportService(Arc<dyn Transport>);

impl TransportService {
    /// Makes a service of a transport.
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self(Arc::new(transport))
    }
}

impl Service<Request<Body>> for TransportService {
    type Response = Response<Bytes>;
    type Error = TransportError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Bytes>, TransportError>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let transport = Arc::clone(&self.0);
        let timeout = request.extensions().get().map_or(TIMEOUT, |RequestTimeout(time)| *time);
        Box::pin(async move { transport.send(request, timeout).await })
    }
}
