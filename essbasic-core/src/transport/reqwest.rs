//! The default transport: reqwest over rustls and ring, trusting whom the system trusts.

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
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};
use crate::proxy::{Proxy, ProxyConfig};

/// How long a connection may take, unless said otherwise, within the time given for the whole.
const CONNECT: Duration = Duration::from_secs(10);

/// The service closes idle connections after 60 seconds; ours are gone before that, so that no
/// request meets a connection that is just being closed.
pub(crate) const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// More than any answer of the service: the largest carry a few base64 videos.
const LARGEST_ANSWER: usize = 64 << 20;

/// What can be said of the way to the network.
#[derive(Clone, Debug, Default)]
pub(crate) struct TransportConfig {
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) proxy: Proxy,
    /// In PEM.
    pub(crate) root_certificates: Vec<Vec<u8>>,
}

impl TransportConfig {
    /// Whether anything was said.
    pub(crate) fn is_default(&self) -> bool {
        self.connect_timeout.is_none()
            && self.read_timeout.is_none()
            && self.idle_timeout.is_none()
            && matches!(self.proxy.0, ProxyConfig::Environment)
            && self.root_certificates.is_empty()
    }
}

/// A connection pool; nothing about it is global.
#[derive(Clone, Debug)]
pub(crate) struct Reqwest {
    client: reqwest::Client,
    /// What requests go through, in a word for errors.
    through: Option<String>,
    /// The address last sent to, as the library reads it.
    address: Arc<Mutex<Option<(Uri, Url)>>>,
}

impl Reqwest {
    /// A transport with a connection pool of its own.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when a certificate cannot be read, the system's or one's own.
    pub(crate) fn new(environment: &Environment, network: &TransportConfig) -> Result<Self, Error> {
        let through = match &network.proxy.0 {
            // No proxy of the system's knows a sandbox on this machine.
            ProxyConfig::Environment if environment.is_local() => &ProxyConfig::None,
            through => through,
        };
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(&network.root_certificates)?)
            .redirect(reqwest::redirect::Policy::none())
            // What may be repeated is not for the transport to say, and is signed anew.
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(network.connect_timeout.unwrap_or(CONNECT))
            .pool_idle_timeout(network.idle_timeout.unwrap_or(IDLE_TIMEOUT))
            .user_agent(concat!("essbasic-rust/", env!("CARGO_PKG_VERSION")));
        let builder = match network.read_timeout {
            Some(silence) => builder.read_timeout(silence),
            None => builder,
        };
        let builder = match through {
            ProxyConfig::Environment => builder,
            ProxyConfig::None => builder.no_proxy(),
            ProxyConfig::At(url) => builder.proxy(reqwest::Proxy::all(url).map_err(|_| {
                Error::new(ErrorKind::Configuration, "the proxy's address cannot be used")
            })?),
        };
        let client = builder.build().map_err(|source| unusable(source.into()))?;
        Ok(Self { client, through: through.describe(), address: Arc::default() })
    }

    /// A transport that no proxy comes into, for what only this machine's own network knows.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub(crate) fn within_the_machine() -> Result<Self, Error> {
        let network = TransportConfig { proxy: Proxy::none(), ..TransportConfig::default() };
        Self::new(&Environment::Production, &network)
    }
}

impl From<reqwest::Client> for Reqwest {
    fn from(client: reqwest::Client) -> Self {
        Self { client, through: None, address: Arc::default() }
    }
}

/// rustls, with the system's certificates and some of one's own, and HTTP/2 where it is offered.
fn tls(own: &[Vec<u8>]) -> Result<rustls::ClientConfig, Error> {
    let mut roots = Vec::new();
    for pem in own {
        let read = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        match read {
            Ok(read) if !read.is_empty() => roots.extend(read),
            _ => {
                let message = "a root certificate is not in PEM: it begins with `-----BEGIN CERTIFICATE-----`";
                return Err(Error::new(ErrorKind::Configuration, message));
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider))
        .map_err(|source| unusable(source.into()))?;
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|source| unusable(source.into()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn unusable(source: Box<dyn StdError + Send + Sync>) -> Error {
    Error::new(ErrorKind::Configuration, "TLS cannot be set up on this system").with_source(source)
}

impl Reqwest {
    /// An address as the library reads it; most requests go where the one before went.
    fn address(&self, uri: &Uri) -> Result<Url, TransportError> {
        let mut last = self.address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, url)) = last.as_ref().filter(|(known, _)| known == uri) {
            return Ok(url.clone());
        }
        let url = Url::parse(&uri.to_string());
        let url =
            url.map_err(|error| TransportError::new(TransportErrorKind::NotConnected, error))?;
        *last = Some((uri.clone(), url.clone()));
        Ok(url)
    }

    /// Sends a request once that is awaited; the answer's head.
    ///
    /// It is handed over before anything is awaited, so that nobody holds it twice.
    fn execute(
        &self,
        request: http::Request<Body>,
        timeout: Duration,
    ) -> impl Future<Output = Result<reqwest::Response, TransportError>> + Send + use<'_> {
        let (head, body) = request.into_parts();
        let sent = self.address(&head.uri).map(|url| {
            let mut request = reqwest::Request::new(head.method, url);
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(match body.as_bytes() {
                Some(bytes) => bytes.clone().into(),
                None => reqwest::Body::wrap(body),
            });
            *request.timeout_mut() = Some(timeout);
            self.client.execute(request)
        });
        async move { sent?.await.map_err(|source| self.failed(source)) }
    }

    fn failed(&self, source: reqwest::Error) -> TransportError {
        failed(source, self.through.as_deref())
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
        let sent = self.execute(request, timeout);
        Box::pin(async move {
            let mut response = sent.await?;

            // Most answers come in one piece, which is not copied.
            let mut body = Bytes::new();
            while let Some(chunk) = response.chunk().await.map_err(|it| self.failed(it))? {
                if body.len() + chunk.len() > LARGEST_ANSWER {
                    let source = format!("more than {LARGEST_ANSWER} bytes");
                    return Err(TransportError::new(TransportErrorKind::TooLarge, source));
                }
                body = if body.is_empty() { chunk } else { joined(body, &chunk) };
            }
            let mut answer = http::Response::new(body);
            *answer.status_mut() = response.status();
            *answer.headers_mut() = std::mem::take(response.headers_mut());
            Ok(answer)
        })
    }

    fn download<'a>(
        &'a self,
        request: http::Request<Body>,
        timeout: Duration,
        take: &'a mut ChunkHandler<'_>,
    ) -> DownloadFuture<'a> {
        let sent = self.execute(request, timeout);
        Box::pin(async move {
            let mut response = sent.await?;
            let status = response.status();
            while let Some(chunk) = response.chunk().await.map_err(|it| self.failed(it))? {
                if !take(status, &chunk) {
                    break;
                }
            }
            let mut answer = http::Response::new(());
            *answer.status_mut() = status;
            *answer.headers_mut() = std::mem::take(response.headers_mut());
            Ok(answer)
        })
    }
}

/// A piece behind what is there; that moves only where there is no room behind it.
fn joined(body: Bytes, chunk: &[u8]) -> Bytes {
    let mut all = BytesMut::from(body);
    all.extend_from_slice(chunk);
    all.freeze()
}

fn failed(source: reqwest::Error, through: Option<&str>) -> TransportError {
    let reached = if source.is_connect() || source.is_builder() || was_declined(&source) {
        TransportErrorKind::NotConnected
    } else if source.is_timeout() {
        TransportErrorKind::TimedOut
    } else {
        TransportErrorKind::Interrupted
    };
    // The address holds no secret, but it is ours to name, not the transport's.
    let failure = TransportError::new(reached, source.without_url());
    match through {
        Some(proxy) => failure.via_proxy(proxy),
        None => failure,
    }
}

/// Whether a server of HTTP/2 said that it did not look at the request.
fn was_declined(error: &reqwest::Error) -> bool {
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
