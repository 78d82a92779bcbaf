//! Default transport: reqwest.

use std::error::Error as StdError;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT_ENCODING, HOST};
use http::uri::{Authority, Scheme};
use http::{HeaderValue, Uri};
use reqwest::Url;
use serde::de::IgnoredAny;
use tokio::time::Instant;

use super::{
    Body, ChunkHandler, DownloadFuture, SendFuture, Transport, TransportError, TransportErrorKind,
};
use crate::clock::saturating_add;
use crate::environment::{Environment, is_same_url};
use crate::error::Error;
use crate::limits::MAX_RESPONSE_BYTES;
use crate::message::message;
use crate::proxy::{Proxy, ProxyConfig, ProxySelector, SelectedProxy};

mod body_start;
mod gzip;
mod pools;
mod resolver;
mod tls;
mod tunnel;

use body_start::BodyStart;
use pools::{Pools, Settings};

/// Default lifetime of idle connections. The service closes them after 60 seconds; no request should
/// meet one that is being closed.
pub(crate) const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Settings of the transport.
#[derive(Clone, Debug, Default)]
pub(crate) struct TransportConfig {
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) proxy: Proxy,
    /// PEM.
    pub(crate) root_certificates: Vec<Vec<u8>>,
    /// Addresses that names may resolve to. Default: all.
    pub(crate) allows: Option<AddressFilter>,
}

/// A function that returns whether a connection to an address is allowed.
pub(crate) type AddressFilter = fn(IpAddr) -> bool;

impl TransportConfig {
    /// Returns whether every setting has its default.
    pub(crate) fn is_default(&self) -> bool {
        self.connect_timeout.is_none()
            && self.read_timeout.is_none()
            && self.idle_timeout.is_none()
            && self.proxy.is_default()
            && self.root_certificates.is_empty()
    }
}

/// The default transport: reqwest, with one connection pool per Tokio runtime.
///
/// [`ClientBuilder`](crate::ClientBuilder) creates it with the builder's settings, and
/// [`wrap_transport`](crate::ClientBuilder::wrap_transport) puts another transport around it. Clones
/// share connections.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    pools: Pools,
    /// The proxy in use, for errors.
    proxy: Option<Arc<ProxySelector>>,
    /// The last URL, parsed; most requests go to the same.
    last_url: Arc<Mutex<Option<(Uri, Url)>>>,
}

impl ReqwestTransport {
    /// Creates a transport with its own connections and default settings: no read timeout, and the
    /// system's proxy and certificates. An environment on this machine is reached without a proxy.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) when the system's TLS or proxy
    /// settings cannot be used.
    pub fn new(environment: &Environment) -> Result<Self, Error> {
        Self::with_config(environment, &TransportConfig::default())
    }

    /// Creates a transport that connects to a name only if `allows` returns `true` for all its addresses.
    ///
    /// For URLs that come from others: a name is resolved again for each connection, and may then have another
    /// address than when the URL was checked. An address in a URL is not resolved, and not checked here. No proxy
    /// is used, because it would resolve names itself.
    ///
    /// # Errors
    ///
    /// The errors of [`new`](Self::new).
    pub fn restricted(
        environment: &Environment,
        allows: fn(IpAddr) -> bool,
    ) -> Result<Self, Error> {
        let config = TransportConfig {
            proxy: Proxy::none(),
            allows: Some(allows),
            ..TransportConfig::default()
        };
        Self::with_config(environment, &config)
    }

    /// Creates a transport with its own connections.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::error::ErrorKind::Configuration) when a root certificate
    /// cannot be read, the system's or a configured one.
    pub(crate) fn with_config(
        environment: &Environment,
        config: &TransportConfig,
    ) -> Result<Self, Error> {
        let mut config = config.clone();
        if environment.is_local() && matches!(config.proxy.0, ProxyConfig::System) {
            // The system's proxy cannot reach a sandbox on this machine.
            config.proxy = Proxy::none();
        }
        let plain_http = environment.is_plain_http();
        let proxy = ProxySelector::new(&config.proxy.0, plain_http)?;
        let tls = tls::client_config(&config.root_certificates, plain_http)?;
        Ok(Self::with(proxy, Pools::new(Settings { config, tls })?))
    }

    /// Creates a transport over plain HTTP without a proxy, for addresses of the local network.
    ///
    /// # Errors
    ///
    /// The errors of [`with_config`](Self::with_config).
    pub(crate) fn plain_http() -> Result<Self, Error> {
        let config = TransportConfig { proxy: Proxy::none(), ..TransportConfig::default() };
        let tls = tls::client_config(&[], true)?;
        Ok(Self::with(None, Pools::new(Settings { config, tls })?))
    }

    fn with(proxy: Option<ProxySelector>, pools: Pools) -> Self {
        Self { pools, proxy: proxy.map(Arc::new), last_url: Arc::default() }
    }
}

impl From<reqwest::Client> for ReqwestTransport {
    /// Uses a client as [`ClientBuilder::http_client`](crate::ClientBuilder::http_client) does.
    fn from(client: reqwest::Client) -> Self {
        Self::with(None, Pools::Shared(client))
    }
}

impl ReqwestTransport {
    /// Converts a URI into a URL, from the cache if it is the same as before.
    fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        let mut last = self.last_url.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, url)) = last.as_ref().filter(|(known, _)| is_same_url(known, uri)) {
            return Ok(url.clone());
        }
        let url = Url::parse(&uri.to_string());
        let url =
            url.map_err(|error| TransportError::new(TransportErrorKind::NotConnected, error))?;
        *last = Some((uri.clone(), url.clone()));
        Ok(url)
    }

    /// Returns whether a connection may negotiate HTTP/2, or be set up for it by the application.
    fn may_use_http2(&self, uri: &Uri) -> bool {
        matches!(self.pools, Pools::Shared(_)) || uri.scheme() != Some(&Scheme::HTTP)
    }

    /// Returns a future that sends a request and resolves to the response's head.
    ///
    /// The request is moved before anything is awaited, so that the future does not hold it twice.
    fn execute(
        &self,
        request: http::Request<Body>,
        timeout: Duration,
    ) -> impl Future<Output = Result<reqwest::Response, TransportError>> + Send + use<'_> {
        let end = saturating_add(Instant::now(), timeout);
        let (mut head, body) = request.into_parts();
        // Derived from the URL: HTTP/2 sends `:authority` only, and servers reject a host beside it.
        let authority = head.uri.authority().map_or("", Authority::as_str);
        if self.may_use_http2(&head.uri) && head.headers.get(HOST).is_some_and(|it| it == authority)
        {
            head.headers.remove(HOST);
        }
        let start = BodyStart::default();
        let sent = self.url(&head.uri).and_then(|url| {
            let mut request = reqwest::Request::new(head.method, url);
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(start.watch(body));
            *request.timeout_mut() = Some(timeout);
            let pool = self.pools.current();
            let pool =
                pool.map_err(|e| TransportError::new(TransportErrorKind::NotConnected, e))?;
            Ok(pool.execute(request))
        });
        async move {
            match sent?.await {
                Ok(response) => Ok(response),
                Err(source) => Err(Box::pin(self.explain(source, end, &start)).await),
            }
        }
    }

    /// Converts an error. Adds the status with which a proxy refused the request, if it says so by `end`; a
    /// timeout before the transmission began says that nothing was sent.
    async fn explain(
        &self,
        source: reqwest::Error,
        end: Instant,
        start: &BodyStart,
    ) -> TransportError {
        let (url, refused) = (request_url(&source), is_refused_by_proxy(&source));
        let mut error = self.error(source);
        if error.kind == TransportErrorKind::TimedOut && start.prevent() {
            error.kind = TransportErrorKind::NotConnected;
        }
        let Some((proxy, url)) = self.select_proxy(url).filter(|_| refused) else { return error };
        match tunnel::refusal(&proxy, &url, end).await {
            Some(status) => error.via_proxy(message!(
                "{proxy}, which responded with HTTP status {status}",
                proxy = proxy.description,
                status = status
            )),
            None => error,
        }
    }

    fn error(&self, source: reqwest::Error) -> TransportError {
        let proxy = self.select_proxy(request_url(&source));
        let error = transport_error(source);
        match proxy {
            Some((proxy, _)) => error.via_proxy(proxy.description),
            None => error,
        }
    }

    fn select_proxy(&self, url: Option<Uri>) -> Option<(SelectedProxy, Uri)> {
        let (proxy, url) = (self.proxy.as_ref()?, url?);
        Some((proxy.select(&url)?, url))
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
        let sent = self.execute(request, timeout);
        Box::pin(async move {
            let mut response = sent.await?;

            // Most responses are a single chunk, which is not copied.
            let mut body = Bytes::new();
            let lost = loop {
                match response.chunk().await {
                    Ok(Some(chunk)) if body.len() + chunk.len() > MAX_RESPONSE_BYTES => {
                        return Err(too_large());
                    }
                    Ok(Some(chunk)) => {
                        body = if body.is_empty() { chunk } else { append(body, &chunk) };
                    }
                    Ok(None) => break None,
                    Err(error) => break Some(self.error(error)),
                }
            };
            let (status, mut headers) = (response.status(), std::mem::take(response.headers_mut()));
            let decoded = gzip::decode(&mut headers, body, MAX_RESPONSE_BYTES);
            let body = match (decoded, lost) {
                (Ok(body), None) => body,
                // The end of the message is missing, and nothing of the response.
                (Ok(body), Some(_)) if is_whole(&body) => body,
                (_, Some(error)) => return Err(error),
                (Err(it), None) => {
                    return Err(TransportError::new(TransportErrorKind::Interrupted, it));
                }
            };
            if body.len() > MAX_RESPONSE_BYTES {
                return Err(too_large());
            }
            let mut received = http::Response::new(body);
            *received.status_mut() = status;
            *received.headers_mut() = headers;
            Ok(received)
        })
    }

    fn download<'a>(
        &'a self,
        mut request: http::Request<Body>,
        timeout: Duration,
        handler: &'a mut ChunkHandler<'_>,
    ) -> DownloadFuture<'a> {
        // Files are passed on as they arrive.
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let sent = self.execute(request, timeout);
        Box::pin(async move {
            let mut response = sent.await?;
            let status = response.status();
            while let Some(chunk) = response.chunk().await.map_err(|it| self.error(it))? {
                if !handler(status, &chunk) {
                    break;
                }
            }
            let mut received = http::Response::new(());
            *received.status_mut() = status;
            *received.headers_mut() = std::mem::take(response.headers_mut());
            Ok(received)
        })
    }
}

/// Returns whether a body is an object of JSON from its first to its last bracket, so that nothing can follow.
fn is_whole(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(body).is_ok()
}

fn too_large() -> TransportError {
    let source = message!("more than {bytes} bytes", bytes = MAX_RESPONSE_BYTES);
    TransportError::new(TransportErrorKind::TooLarge, source)
}

/// Appends a chunk; copies the body only if its buffer has no capacity left.
fn append(body: Bytes, chunk: &[u8]) -> Bytes {
    let mut all = BytesMut::from(body);
    all.extend_from_slice(chunk);
    all.freeze()
}

fn transport_error(source: reqwest::Error) -> TransportError {
    let kind = if source.is_connect() || source.is_builder() || is_unprocessed(&source) {
        TransportErrorKind::NotConnected
    } else if source.is_timeout() {
        TransportErrorKind::TimedOut
    } else {
        TransportErrorKind::Interrupted
    };
    let hint = tls::hint_of(&source);
    TransportError { hint, ..TransportError::new(kind, source.without_url()) }
}

fn request_url(error: &reqwest::Error) -> Option<Uri> {
    error.url()?.as_str().parse().ok()
}

/// Returns whether a proxy refused to connect. The connector's error has no public type.
fn is_refused_by_proxy(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if error.to_string().starts_with("tunnel error: ") {
            return error.source().is_none();
        }
        source = error.source();
    }
    false
}

/// Returns whether an HTTP/2 server reported that it has not processed the request.
fn is_unprocessed(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            let closing = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
            let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
            return error.is_remote() && (closing || refused);
        }
        source = error.source();
    }
    false
}
