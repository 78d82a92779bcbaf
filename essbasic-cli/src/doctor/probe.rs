//! A transport that looks at the clock on the way.

use std::fs;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use chrono::DateTime;
use essbasic::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use crate::failure::Failure;
use crate::settings::{Place, Settings};

/// Longer nobody waits for a doctor.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was seen of an answer besides what it says.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) took_ms: u64,
    /// How many seconds this machine's clock is behind the service's; to the second, which is all
    /// that a `Date` says.
    pub(super) behind_s: Option<i64>,
}

/// Sends over the network, and keeps what was seen.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    client: reqwest::Client,
    seen: Arc<Mutex<Option<Seen>>>,
}

impl Probe {
    /// A probe on the way that the settings describe.
    pub(super) fn new(settings: &Settings) -> Result<Self, Failure> {
        let unusable = |error: &dyn std::fmt::Display| {
            Failure::usage(format!("the network cannot be set up: {error}"))
        };
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(settings)?)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE);
        let local = match &settings.place {
            Place::Endpoint(url) => {
                ["//127.", "//localhost", "//[::1]"].iter().any(|it| url.contains(it))
            }
            Place::Environment(_) => false,
        };
        let builder = match settings.proxy.as_deref() {
            None if local => builder.no_proxy(),
            None => builder,
            Some("none") => builder.no_proxy(),
            Some(url) => {
                // The address may hold a password.
                let proxy =
                    reqwest::Proxy::all(url).map_err(|_| unusable(&"the proxy is no address"))?;
                builder.proxy(proxy)
            }
        };
        let client = builder.build().map_err(|error| unusable(&error))?;
        Ok(Self { client, seen: Arc::default() })
    }

    /// What was seen, if anything answered.
    pub(super) fn take(&self) -> Option<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Transport for Probe {
    fn send(&self, request: http::Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await;
            let body =
                body.map_err(|error| TransportError::new(TransportErrorKind::NotConnected, error))?;
            let request = http::Request::from_parts(parts, body);
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let began = now();
            let mut response = self.client.execute(request).await.map_err(failed)?;
            let ended = now();
            let date = response.headers().get(http::header::DATE);
            let date = date.and_then(|date| DateTime::parse_from_rfc2822(date.to_str().ok()?).ok());
            let middle = i64::try_from(u64::midpoint(began.as_secs(), ended.as_secs()));
            let seen = Seen {
                took_ms: u64::try_from(ended.saturating_sub(began).as_millis()).unwrap_or(u64::MAX),
                behind_s: date.and_then(|date| date.timestamp().checked_sub(middle.ok()?)),
            };
            *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
            let mut answer = http::Response::new(Bytes::new());
            *answer.status_mut() = response.status();
            *answer.headers_mut() = std::mem::take(response.headers_mut());
            *answer.body_mut() = response.bytes().await.map_err(failed)?;
            Ok(answer)
        })
    }
}

fn failed(error: reqwest::Error) -> TransportError {
    let reached = match &error {
        error if error.is_connect() || error.is_builder() => TransportErrorKind::NotConnected,
        error if error.is_timeout() => TransportErrorKind::TimedOut,
        _ => TransportErrorKind::Interrupted,
    };
    TransportError::new(reached, error.without_url())
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// rustls, with the system's certificates and those of a file.
fn tls(settings: &Settings) -> Result<rustls::ClientConfig, Failure> {
    let unusable = |error: rustls::Error| Failure::usage(format!("TLS cannot be set up: {error}"));
    let mut roots = Vec::new();
    if let Some(path) = &settings.ca_file {
        let refuse = |why: String| Failure::usage(format!("--ca-file {}: {why}", path.display()));
        let pem = fs::read(path).map_err(|error| refuse(error.to_string()))?;
        for certificate in CertificateDer::pem_slice_iter(&pem) {
            roots.push(certificate.map_err(|_| refuse("it is not PEM".to_owned()))?);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier =
        Verifier::new_with_extra_roots(roots, Arc::clone(&provider)).map_err(unusable)?;
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(config)
}
