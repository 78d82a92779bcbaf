//! The default transport.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use rustls_platform_verifier::BuilderVerifierExt;

use super::{Reached, Sending, Transport, TransportError};
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};

/// How long a connection may take, within the time given for the whole.
const CONNECT: Duration = Duration::from_secs(10);

/// The service closes idle connections after 60 seconds; ours are gone before that, so that no
/// request meets a connection that is just being closed.
const IDLE: Duration = Duration::from_secs(30);

/// More than any answer of the service: the largest carry a few base64 videos.
const LARGEST_ANSWER: usize = 64 << 20;

/// reqwest over rustls and ring, trusting whom the system trusts.
#[derive(Clone, Debug)]
pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    /// A transport with a connection pool of its own; nothing about it is global.
    ///
    /// The system's proxy is used, except for what stays on this machine: no proxy knows a
    /// sandbox.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the system's certificates cannot be read.
    pub(crate) fn new(environment: &Environment) -> Result<Self, Error> {
        let unusable = |source: Box<dyn std::error::Error + Send + Sync>| {
            Error::new(ErrorKind::Configuration, "TLS cannot be set up on this system")
                .because(source)
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(|source| unusable(source.into()))?
            .with_no_client_auth();
        let builder = reqwest::Client::builder();
        let builder = if environment.is_local() { builder.no_proxy() } else { builder };
        builder
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(CONNECT)
            .pool_idle_timeout(IDLE)
            .user_agent(concat!("essbasic-rust/", env!("CARGO_PKG_VERSION")))
            .build()
            .map(Self)
            .map_err(|source| unusable(source.into()))
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Bytes>, timeout: Duration) -> Sending<'_> {
        Box::pin(async move {
            let mut request = reqwest::Request::try_from(request).map_err(failed)?;
            *request.timeout_mut() = Some(timeout);
            let mut response = self.0.execute(request).await.map_err(failed)?;

            let mut body = BytesMut::new();
            while let Some(chunk) = response.chunk().await.map_err(failed)? {
                if body.len() + chunk.len() > LARGEST_ANSWER {
                    let source = format!("more than {LARGEST_ANSWER} bytes");
                    return Err(TransportError::new(Reached::TooLarge, source));
                }
                body.extend_from_slice(&chunk);
            }
            let mut answer = http::Response::new(body.freeze());
            *answer.status_mut() = response.status();
            *answer.headers_mut() = std::mem::take(response.headers_mut());
            Ok(answer)
        })
    }
}

fn failed(source: reqwest::Error) -> TransportError {
    let reached = if source.is_connect() || source.is_builder() {
        Reached::Nothing
    } else if source.is_timeout() {
        Reached::TimedOut
    } else {
        Reached::Interrupted
    };
    // The address holds no secret, but it is ours to name, not the transport's.
    TransportError::new(reached, source.without_url())
}
