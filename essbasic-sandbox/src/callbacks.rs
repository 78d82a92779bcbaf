//! Callbacks: target and keys, and the requests that are posted.

use std::fmt;
use std::sync::Arc;

use essbasic::callback::{CallbackError, CallbackKeys};
use essbasic::transport::{ReqwestTransport, Transport};
use essbasic::{Client, Endpoint, Environment};

use crate::limits;

pub(crate) mod active;
mod dispatcher;
pub(crate) mod events;
pub(crate) mod settings;

/// Target of callbacks, with the keys to sign and encrypt them.
#[derive(Clone)]
pub struct Callback {
    url: String,
    key: Option<String>,
    token: Option<String>,
    root_certificates: Vec<Vec<u8>>,
}

impl Callback {
    /// Creates a callback to an `http://` or `https://` URL. Without a [`key`](Self::key), events are posted in
    /// plain text.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), key: None, token: None, root_certificates: Vec::new() }
    }

    /// Sets the encryption key: 32 characters, as the console shows it. Requires a
    /// [`token`](Self::token).
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Sets the token that events are signed with.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Trusts a certificate, in PEM, that an `https://` URL may have been issued by. Default: those of the
    /// system only.
    #[must_use]
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Validates URL, key, token and certificates. Returns the transport for the URL.
    pub(crate) fn transport(&self) -> Result<Arc<dyn Transport>, CallbackSettingError> {
        let url = CallbackSettingError::Url;
        let parsed: http::Uri = self.url.parse().map_err(|_| url)?;
        let (scheme, host) = parsed.scheme_str().zip(parsed.authority()).ok_or(url)?;
        let endpoint = Endpoint::plain_http(&format!("{scheme}://{host}")).map_err(|_| url)?;
        let texts = [Some(&self.url), self.token.as_ref(), self.key.as_ref()];
        if texts.into_iter().flatten().any(|text| text.len() > limits::CALLBACK_BYTES) {
            return Err(CallbackSettingError::TooLong);
        }
        if self.key.is_some() && self.token.is_none() {
            return Err(CallbackSettingError::MissingToken);
        }
        if self.encode("{}").is_err() {
            return Err(CallbackSettingError::Malformed);
        }
        let environment = Environment::Custom { api: endpoint.clone(), file: endpoint };
        if self.root_certificates.is_empty() {
            let transport = ReqwestTransport::new(&environment);
            return Ok(Arc::new(transport.map_err(|_| CallbackSettingError::Tls)?));
        }
        let mut builder = Client::builder().environment(environment).allow_plain_http();
        for pem in &self.root_certificates {
            builder = builder.root_certificate(pem.as_slice());
        }
        builder.build_transport().map_err(|_| CallbackSettingError::Certificate)
    }

    /// Signs an event if there is a token, and encrypts it if there is a key.
    ///
    /// # Errors
    ///
    /// If token or key is invalid.
    pub(crate) fn encode(&self, event: &str) -> Result<CallbackRequest, CallbackError> {
        let url = self.url.clone();
        let keys = match (&self.token, &self.key) {
            (Some(token), Some(key)) => CallbackKeys::new(token, key)?,
            (Some(token), None) => CallbackKeys::plain(token)?,
            (None, _) => {
                return Ok(CallbackRequest {
                    url,
                    signature: None,
                    body: event.as_bytes().to_vec(),
                });
            }
        };
        let signed = keys.encrypt_text(event);
        Ok(CallbackRequest { url, signature: Some(signed.signature), body: signed.body })
    }

    /// Returns the URL.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// Validates the callbacks that a sandbox starts with.
pub(crate) fn check(callbacks: &[Callback]) -> Result<(), CallbackSettingError> {
    if callbacks.len() > limits::CALLBACKS {
        return Err(CallbackSettingError::TooMany);
    }
    for (index, callback) in callbacks.iter().enumerate() {
        if callbacks[..index].iter().any(|it| it.url == callback.url) {
            return Err(CallbackSettingError::Repeated);
        }
        callback.transport()?;
    }
    Ok(())
}

/// A request to a callback, as it is posted.
#[derive(Clone)]
#[non_exhaustive]
pub struct CallbackRequest {
    /// URL of the callback. May contain a secret.
    pub url: String,
    /// Value of the header `Content-Signature`; `None` without a token.
    pub signature: Option<String>,
    /// Body: encrypted if the callback has a key. Otherwise it contains personal data.
    pub body: Vec<u8>,
}

/// Reason why callbacks cannot be posted with their settings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CallbackSettingError {
    /// The URL is not HTTP or names no host.
    Url,
    /// There is a key and no token.
    MissingToken,
    /// Key or token is malformed.
    Malformed,
    /// TLS cannot be set up.
    Tls,
    /// A root certificate is not PEM.
    Certificate,
    /// There are more than 10 callbacks.
    TooMany,
    /// Two callbacks have the same URL.
    Repeated,
    /// URL, token or key is longer than 2,000 bytes.
    TooLong,
    /// No callback has this ID, or the sandbox is stopped.
    NotFound,
}

impl fmt::Display for CallbackSettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Url => "a callback's URL must start with http:// or https:// and name a host",
            Self::MissingToken => "an encrypted callback is signed too: set a token",
            Self::Malformed => {
                "a callback's key has 32 characters, and its token no spaces around it"
            }
            Self::Tls => "TLS cannot be set up on this system",
            Self::Certificate => "a root certificate of a callback is not PEM",
            Self::TooMany => "a sandbox has at most 10 callbacks",
            Self::Repeated => "two callbacks have the same URL",
            Self::TooLong => "a callback's URL, token and key have at most 2,000 bytes",
            Self::NotFound => "the sandbox has no such callback",
        })
    }
}

/// Shows neither keys nor URL, which may contain a secret.
impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Callback(***)")
    }
}

/// Shows neither URL nor body, which may contain secrets.
impl fmt::Debug for CallbackRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("CallbackRequest");
        shown.field("body_length", &self.body.len()).finish_non_exhaustive()
    }
}
