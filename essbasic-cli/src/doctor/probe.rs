//! Transport that measures the response time and reads the service's clock.

use std::fs;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use chrono::DateTime;
use essbasic::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use crate::error::CliError;
use crate::settings::Settings;

const TIMEOUT: Duration = Duration::from_secs(10);

/// Measurements of one request.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    pub(super) duration_ms: u64,
    /// Seconds by which this machine's clock is behind the service's, from the `Date` header.
    pub(super) clock_behind_s: Option<i64>,
}

/// Transport that keeps the measurements of its last request.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    client: reqwest::Client,
    exchange: Arc<Mutex<Option<Exchange>>>,
}

impl Probe {
    /// Creates a transport with the network settings.
    pub(super) fn new(settings: &Settings) -> Result<Self, CliError> {
        let unusable = |error: &dyn std::fmt::Display| {
            CliError::usage(format!("could not set up the network: {error}"))
        };
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(settings)?)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(TIMEOUT)
            .timeout(TIMEOUT);
        let builder = match settings.proxy.as_deref() {
            None if settings.destination.is_loopback() => builder.no_proxy(),
            None => builder,
            Some("none") => builder.no_proxy(),
            Some(url) => {
                // The URL may contain a password.
                let proxy =
                    reqwest::Proxy::all(url).map_err(|_| unusable(&"invalid URL of the proxy"))?;
                builder.proxy(proxy)
            }
        };
        let client = builder.build().map_err(|error| unusable(&error))?;
        Ok(Self { client, exchange: Arc::default() })
    }

    /// Takes the measurements, if there was a response.
    pub(super) fn take(&self) -> Option<Exchange> {
        self.exchange.lock().unwrap_or_else(PoisonError::into_inner).take()
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
            let request = reqwest::Request::try_from(request).map_err(transport_error)?;
            let start = now();
            let mut response = self.client.execute(request).await.map_err(transport_error)?;
            let end = now();
            let date = response.headers().get(http::header::DATE);
            let date = date.and_then(|date| DateTime::parse_from_rfc2822(date.to_str().ok()?).ok());
            let middle = i64::try_from(u64::midpoint(start.as_secs(), end.as_secs()));
            let exchange = Exchange {
                duration_ms: u64::try_from(end.saturating_sub(start).as_millis())
                    .unwrap_or(u64::MAX),
                clock_behind_s: date.and_then(|date| date.timestamp().checked_sub(middle.ok()?)),
            };
            *self.exchange.lock().unwrap_or_else(PoisonError::into_inner) = Some(exchange);
            let mut received = http::Response::new(Bytes::new());
            *received.status_mut() = response.status();
            *received.headers_mut() = std::mem::take(response.headers_mut());
            *received.body_mut() = response.bytes().await.map_err(transport_error)?;
            Ok(received)
        })
    }
}

fn transport_error(error: reqwest::Error) -> TransportError {
    let kind = match &error {
        error if error.is_connect() || error.is_builder() => TransportErrorKind::NotConnected,
        error if error.is_timeout() => TransportErrorKind::TimedOut,
        _ => TransportErrorKind::Interrupted,
    };
    TransportError::new(kind, error.without_url())
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// Returns a TLS configuration with the system's certificates and those of `--ca-file`.
fn tls(settings: &Settings) -> Result<rustls::ClientConfig, CliError> {
    let unusable = |error: rustls::Error| CliError::usage(format!("could not set up TLS: {error}"));
    let mut roots = Vec::new();
    if let Some(path) = &settings.ca_file {
        let failed =
            |problem: String| CliError::usage(format!("--ca-file {}: {problem}", path.display()));
        let pem = fs::read(path).map_err(|error| failed(error.to_string()))?;
        for certificate in CertificateDer::pem_slice_iter(&pem) {
            roots.push(certificate.map_err(|_| failed("not PEM".to_owned()))?);
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
