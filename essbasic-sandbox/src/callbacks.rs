//! Callbacks: target and keys, and the events that are posted.

use std::sync::Arc;

use essbasic::callback::{CallbackError, CallbackKeys};
use essbasic::transport::{ReqwestTransport, Transport};
use essbasic::{Endpoint, Environment};
use serde_json::{Value, json};

use crate::state::{Delivery, State};

pub(crate) mod dispatcher;

/// Target of callbacks, with the keys to sign and encrypt them.
#[derive(Clone)]
pub struct Callback {
    url: String,
    key: Option<String>,
    token: Option<String>,
}

/// An event that was, or will be, posted to the callback.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// Event type, such as `FlowStatusChange`.
    pub kind: String,
    /// The whole event as JSON, before encryption. Contains personal data.
    pub json: String,
    /// Number of attempts to post it.
    pub attempts: u32,
    /// `true` once the target has responded with status 200.
    pub delivered: bool,
}

impl Callback {
    /// Creates a callback to an `http://` or `https://` URL. Without a [`key`](Self::key), events are posted in
    /// plain text.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), key: None, token: None }
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

    /// Validates URL, key and token. Returns the transport for the URL.
    pub(crate) fn transport(&self) -> Result<Arc<dyn Transport>, CallbackSettingError> {
        let url = CallbackSettingError::Url;
        let parsed: http::Uri = self.url.parse().map_err(|_| url)?;
        let (scheme, host) = parsed.scheme_str().zip(parsed.authority()).ok_or(url)?;
        let endpoint = Endpoint::plain_http(&format!("{scheme}://{host}")).map_err(|_| url)?;
        if self.key.is_some() && self.token.is_none() {
            return Err(CallbackSettingError::MissingToken);
        }
        if self.encode("{}").is_err() {
            return Err(CallbackSettingError::Malformed);
        }
        let environment = Environment::Custom { api: endpoint.clone(), file: endpoint };
        let transport = ReqwestTransport::new(&environment);
        Ok(Arc::new(transport.map_err(|_| CallbackSettingError::Tls)?))
    }

    /// Signs an event if there is a token, and encrypts it if there is a key.
    ///
    /// # Errors
    ///
    /// If token or key is invalid.
    fn encode(&self, event: &str) -> Result<EncodedEvent, CallbackError> {
        let keys = match (&self.token, &self.key) {
            (Some(token), Some(key)) => CallbackKeys::new(token, key)?,
            (Some(token), None) => CallbackKeys::plain(token)?,
            (None, _) => {
                return Ok(EncodedEvent { body: event.as_bytes().to_vec(), signature: None });
            }
        };
        let signed = keys.encrypt_text(event);
        Ok(EncodedEvent { body: signed.body, signature: Some(signed.signature) })
    }
}

/// Body of a callback, and the value of its `Content-Signature` header.
struct EncodedEvent {
    body: Vec<u8>,
    signature: Option<String>,
}

/// Shows neither keys nor URL, which may contain a secret.
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
}

impl std::fmt::Display for CallbackSettingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Url => "a callback's URL must start with http:// or https:// and name a host",
            Self::MissingToken => "an encrypted callback is signed too: set a token",
            Self::Malformed => {
                "a callback's key has 32 characters, and its token no spaces around it"
            }
            Self::Tls => "TLS cannot be set up on this system",
        })
    }
}

impl std::fmt::Debug for Callback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Callback(***)")
    }
}

impl std::fmt::Debug for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kind, attempts, delivered, .. } = self;
        let mut shown = f.debug_struct("Event");
        shown.field("kind", kind).field("attempts", attempts).field("delivered", delivered);
        shown.finish_non_exhaustive()
    }
}

impl Event {
    /// Returns the event as the control API lists it.
    pub(crate) fn json(&self) -> Value {
        let event: Value = serde_json::from_str(&self.json).unwrap_or_default();
        json!({
            "Kind": self.kind,
            "Event": event,
            "Attempts": self.attempts,
            "Delivered": self.delivered,
        })
    }
}

/// Returns the recorded events, oldest first.
pub(crate) fn events(state: &State) -> Vec<Event> {
    let event = |it: &Delivery| Event {
        kind: it.kind.clone(),
        json: it.event.clone(),
        attempts: it.attempts,
        delivered: it.delivered,
    };
    state.outbox.iter().map(|(_, it)| event(it)).collect()
}
