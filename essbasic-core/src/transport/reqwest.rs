//! Default transport: reqwest over rustls with ring and the system's root certificates.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::Uri;
use reqwest::Url;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use super::{
    Body, ChunkHandler, DownloadFuture, SendFuture, Transport, TransportError, TransportErrorKind,
};
use crate::clock::LONGEST;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};
use crate::proxy::{Proxy, ProxyConfig};

/// Default timeout for establishing a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Default lifetime of idle connections. The service closes them after 60 seconds; no request should
/// meet one that is being closed.
pub(crate) const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Size limit of a response. The largest contain a few videos in base64.
const MAX_RESPONSE: usize = 64 << 20;

/// Settings of the transport.
#[derive(Clone, Debug, Default)]
pub(crate) struct TransportConfig {
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) proxy: Proxy,
    /// PEM.
    pub(crate) root_certificates: Vec<Vec<u8>>,
}

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

/// A connection pool of reqwest.
#[derive(Clone, Debug)]
pub(crate) struct Reqwest {
    client: reqwest::Client,
    /// Description of the proxy, for errors.
    proxy: Option<String>,
    /// The last URL, parsed; most requests go to the same.
    last_url: Arc<Mutex<Option<(Uri, Url)>>>,
}

impl Reqwest {
    /// Creates a transport with its own connection pool.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when a root certificate cannot be read, the system's or a configured
    /// one.
    pub(crate) fn new(environment: &Environment, config: &TransportConfig) -> Result<Self, Error> {
        let proxy = match &config.proxy.0 {
            // The system's proxy cannot reach a sandbox on this machine.
            ProxyConfig::System if environment.is_local() => &ProxyConfig::Direct,
            proxy => proxy,
        };
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(&config.root_certificates)?)
            .redirect(reqwest::redirect::Policy::none())
            // Retries are signed anew, and the action's effect decides about them.
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(config.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
            .pool_idle_timeout(config.idle_timeout.unwrap_or(IDLE_TIMEOUT))
            .user_agent(concat!("essbasic-rust/", env!("CARGO_PKG_VERSION")));
        // reqwest panics on a read timeout that overflows its clock.
        let builder = match config.read_timeout {
            Some(timeout) => builder.read_timeout(timeout.min(LONGEST)),
            None => builder,
        };
        let builder = match proxy {
            ProxyConfig::System => builder,
            ProxyConfig::Direct => builder.no_proxy(),
            ProxyConfig::Url(url) => builder.proxy(reqwest::Proxy::all(url).map_err(|_| {
                Error::new(ErrorKind::Configuration, "the proxy's URL cannot be used")
            })?),
        };
        let client = builder.build().map_err(|source| tls_error(source.into()))?;
        Ok(Self { client, proxy: proxy.describe(), last_url: Arc::default() })
    }

    /// Creates a transport without a proxy, for addresses of the local network.
    ///
    /// # Errors
    ///
    /// The errors of [`new`](Self::new).
    pub(crate) fn without_proxy() -> Result<Self, Error> {
        let config = TransportConfig { proxy: Proxy::none(), ..TransportConfig::default() };
        Self::new(&Environment::Production, &config)
    }
}

impl From<reqwest::Client> for Reqwest {
    fn from(client: reqwest::Client) -> Self {
        Self { client, proxy: None, last_url: Arc::default() }
    }
}

/// Configures rustls with the system's root certificates and additional ones, and HTTP/2 by ALPN.
fn tls(additional_roots: &[Vec<u8>]) -> Result<rustls::ClientConfig, Error> {
    let mut roots = Vec::new();
    for pem in additional_roots {
        let parsed = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        match parsed {
            Ok(parsed) if !parsed.is_empty() => roots.extend(parsed),
            _ => {
                let message =
                    "a root certificate is not PEM: expected `-----BEGIN CERTIFICATE-----`";
                return Err(Error::new(ErrorKind::Configuration, message));
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider))
        .map_err(|source| tls_error(source.into()))?;
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|source| tls_error(source.into()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn tls_error(source: Box<dyn StdError + Send + Sync>) -> Error {
    Error::new(ErrorKind::Configuration, "could not configure TLS on this system")
        .with_source(source)
}

impl Reqwest {
    /// Converts a URI into a URL, from the cache if it is the same as before.
    fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        let mut last = self.last_url.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, url)) = last.as_ref().filter(|(known, _)| known == uri) {
            return Ok(url.clone());
        }
        let url = Url::parse(&uri.to_string());
        let url =
            url.map_err(|error| TransportError::new(TransportErrorKind::NotConnected, error))?;
        *last = Some((uri.clone(), url.clone()));
        Ok(url)
    }

    /// Returns a future that sends a request and resolves to the response's head.
    ///
    /// The request is moved before anything is awaited, so that the future does not hold it twice.
    fn execute(
        &self,
        request: http::Request<Body>,
        timeout: Duration,
    ) -> impl Future<Output = Result<reqwest::Response, TransportError>> + Send + use<'_> {
        let (head, body) = request.into_parts();
        let sent = self.url(&head.uri).map(|url| {
            let mut request = reqwest::Request::new(head.method, url);
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(match body.as_bytes() {
                Some(bytes) => bytes.clone().into(),
                None => reqwest::Body::wrap(body),
            });
            *request.timeout_mut() = Some(timeout);
            self.client.execute(request)
        });
        async move { sent?.await.map_err(|source| self.error(source)) }
    }

    fn error(&self, source: reqwest::Error) -> TransportError {
        transport_error(source, self.proxy.as_deref())
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
        let sent = self.execute(request, timeout);
        Box::pin(async move {
            let mut response = sent.await?;

            // Most responses are a single chunk, which is not copied.
            let mut body = Bytes::new();
            while let Some(chunk) = response.chunk().await.map_err(|it| self.error(it))? {
                if body.len() + chunk.len() > MAX_RESPONSE {
                    let source = format!("more than {MAX_RESPONSE} bytes");
                    return Err(TransportError::new(TransportErrorKind::TooLarge, source));
                }
                body = if body.is_empty() { chunk } else { append(body, &chunk) };
            }
            let mut received = http::Response::new(body);
            *received.status_mut() = response.status();
            *received.headers_mut() = std::mem::take(response.headers_mut());
            Ok(received)
        })
    }

    fn download<'a>(
        &'a self,
        request: http::Request<Body>,
        timeout: Duration,
        handler: &'a mut ChunkHandler<'_>,
    ) -> DownloadFuture<'a> {
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

/// Appends a chunk; copies the body only if its buffer has no capacity left.
fn append(body: Bytes, chunk: &[u8]) -> Bytes {
    let mut all = BytesMut::from(body);
    all.extend_from_slice(chunk);
    all.freeze()
}

fn transport_error(source: reqwest::Error, proxy: Option<&str>) -> TransportError {
    let kind = if source.is_connect() || source.is_builder() || is_unprocessed(&source) {
        TransportErrorKind::NotConnected
    } else if source.is_timeout() {
        TransportErrorKind::TimedOut
    } else {
        TransportErrorKind::Interrupted
    };
    let error = TransportError::new(kind, source.without_url());
    match proxy {
        Some(proxy) => error.via_proxy(proxy),
        None => error,
    }
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
