//! Diagnosis of a captured callback: its content, or the reason why it is not genuine.

use std::fmt;

use essbasic::callback::{
    CallbackError, CallbackErrorKind, CallbackKeys, MAX_BODY_BYTES, Message, Payload,
};

mod capture;
mod cause;
mod event_summary;
mod original_body;

pub use capture::{CaptureError, CapturedCallback};
pub use cause::CallbackCause;
pub use event_summary::{stage_title, summary};

/// Token in place of an unknown one, whose signature is not checked.
const NO_TOKEN: &str = "not-checked";

/// Token and key of callbacks, each optional.
#[derive(Clone, Default)]
pub struct CallbackSecrets {
    token: Option<String>,
    key: Option<String>,
}

/// Result of a diagnosis.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallbackDiagnosis {
    /// Result of the check of the signature.
    pub signature: SignatureCheck,
    /// `true` if the body is encrypted.
    pub encrypted: bool,
    /// Content, if it could be read.
    pub payload: Option<Payload>,
    /// Reason why the callback is not genuine or could not be read.
    pub cause: Option<CallbackCause>,
}

/// Result of the check of a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignatureCheck {
    /// The token produces this signature for this body.
    Valid,
    /// The token produces another signature.
    Invalid,
    /// No token is known.
    NotChecked,
    /// A probe, which needs no signature.
    NotNeeded,
}

impl SignatureCheck {
    /// Returns the result in snake_case, for machine-readable output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::NotChecked => "not_checked",
            Self::NotNeeded => "not_needed",
        }
    }
}

impl CallbackSecrets {
    /// Checks token and key for mistakes in their configuration.
    ///
    /// # Errors
    ///
    /// [`CallbackCause::TokenInvalid`], [`CallbackCause::TokenQuoted`], [`CallbackCause::KeyQuoted`],
    /// [`CallbackCause::KeyLength`], also if the two seem swapped, and [`CallbackCause::TokenIsKey`].
    pub fn new(token: Option<String>, key: Option<String>) -> Result<Self, CallbackCause> {
        let length = |text: &Option<String>| text.as_ref().map(String::len);
        let is_quoted = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            text.len() > 1
                && ['"', '\''].iter().any(|it| text.starts_with(*it) && text.ends_with(*it))
        };
        if is_quoted(&token) {
            return Err(CallbackCause::TokenQuoted);
        }
        if is_quoted(&key) {
            return Err(CallbackCause::KeyQuoted);
        }
        if token.is_some() && token == key {
            return Err(CallbackCause::TokenIsKey);
        }
        if let Some(bytes) = length(&key).filter(|bytes| *bytes != 32) {
            let swapped = length(&token) == Some(32);
            return Err(CallbackCause::KeyLength { bytes, swapped });
        }
        if token.as_ref().is_some_and(|it| CallbackKeys::plain(it.as_str()).is_err()) {
            return Err(CallbackCause::TokenInvalid);
        }
        Ok(Self { token, key })
    }

    /// Returns whether there is a token.
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// Returns whether there is a key.
    pub fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// Returns the keys of a receiver or a sender; `None` without a token.
    ///
    /// Without a key, callbacks are not encrypted.
    pub fn keys(&self) -> Option<CallbackKeys> {
        self.token.as_deref().and_then(|token| self.keys_with(token))
    }

    fn keys_with(&self, token: &str) -> Option<CallbackKeys> {
        let keys = match &self.key {
            Some(key) => CallbackKeys::new(token, key.as_str()).map(CallbackKeys::allow_plain),
            None => CallbackKeys::plain(token),
        };
        // `new` has checked both.
        keys.ok()
    }
}

impl fmt::Debug for CallbackSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("CallbackSecrets");
        debug.field("token", &self.has_token()).field("key", &self.has_key()).finish()
    }
}

impl CallbackDiagnosis {
    /// Checks the signature of a callback and opens it.
    pub fn new(captured: &CapturedCallback, secrets: &CallbackSecrets) -> Self {
        let body = captured.body.as_slice();
        let mut diagnosis = Self {
            signature: SignatureCheck::NotChecked,
            encrypted: original_body::encrypted_text(body).is_some(),
            payload: None,
            cause: None,
        };
        if body.len() > MAX_BODY_BYTES {
            diagnosis.cause = Some(CallbackCause::TooLarge);
            return diagnosis;
        }
        let Some(reader) = secrets.keys_with(NO_TOKEN) else { return diagnosis };
        let opened = reader.receive(Some(&reader.sign(body)), body);
        if matches!(opened, Ok(Payload::Probe)) && !diagnosis.encrypted {
            diagnosis.signature = SignatureCheck::NotNeeded;
            diagnosis.payload = Some(Payload::Probe);
            return diagnosis;
        }
        if let Some(keys) = secrets.keys() {
            diagnosis.signature = SignatureCheck::Valid;
            if let Err(error) = keys.verify(captured.signature.as_deref(), body) {
                diagnosis.signature = SignatureCheck::Invalid;
                diagnosis.cause = Some(signature_cause(&error, captured, secrets, &keys));
            }
        }
        match opened {
            Ok(payload) => diagnosis.payload = Some(payload),
            // Without a key, the signature alone can be checked.
            Err(error) if error.kind() == CallbackErrorKind::NoKey => {}
            Err(error) => {
                diagnosis.cause.get_or_insert_with(|| content_cause(&error, body, secrets));
            }
        }
        diagnosis
    }

    /// Returns whether the callback comes from the holder of the token, and no cause was found.
    pub fn is_genuine(&self) -> bool {
        matches!(self.signature, SignatureCheck::Valid | SignatureCheck::NotNeeded)
            && self.cause.is_none()
    }

    /// Returns the message, unless it is a probe or could not be read.
    pub fn message(&self) -> Option<&Message> {
        match &self.payload {
            Some(Payload::Message(message)) => Some(message),
            _ => None,
        }
    }
}

/// Returns whether a key decrypts a body.
fn key_decrypts(key: &str, body: &[u8]) -> bool {
    let keys = CallbackKeys::new(NO_TOKEN, key);
    keys.is_ok_and(|keys| keys.receive(Some(&keys.sign(body)), body).is_ok())
}

/// Finds the reason why a signature is invalid.
fn signature_cause(
    error: &CallbackError,
    captured: &CapturedCallback,
    secrets: &CallbackSecrets,
    keys: &CallbackKeys,
) -> CallbackCause {
    let signature = captured.signature.as_deref();
    match error.kind() {
        CallbackErrorKind::Unsigned => return CallbackCause::Unsigned,
        CallbackErrorKind::MalformedSignature => return CallbackCause::SignatureCut,
        _ => {}
    }
    let body = captured.body.as_slice();
    let is_swapped = |key: &String| {
        CallbackKeys::plain(key.as_str()).is_ok_and(|keys| keys.verify(signature, body).is_ok())
    };
    if secrets.key.as_ref().is_some_and(is_swapped)
        || secrets.token.as_ref().is_some_and(|token| key_decrypts(token, body))
    {
        return CallbackCause::Swapped;
    }
    let is_original = |body: &[u8]| keys.verify(signature, body).is_ok();
    if let Some(cause) = original_body::find(body, is_original) {
        return cause;
    }
    match &secrets.key {
        Some(key) if key_decrypts(key, body) => CallbackCause::OtherToken,
        Some(_) => CallbackCause::OtherEnvironment,
        None => CallbackCause::OtherTokenOrBody,
    }
}

/// Finds the reason why a body cannot be read.
fn content_cause(error: &CallbackError, body: &[u8], secrets: &CallbackSecrets) -> CallbackCause {
    if secrets.token.as_ref().is_some_and(|token| key_decrypts(token, body)) {
        return CallbackCause::Swapped;
    }
    let encrypted = original_body::encrypted_text(body);
    let has_white_space = encrypted.as_ref().is_some_and(|it| it.contains(char::is_whitespace));
    match error.kind() {
        CallbackErrorKind::NotBase64 if has_white_space => CallbackCause::Base64Lines,
        CallbackErrorKind::NotBase64 | CallbackErrorKind::Truncated => CallbackCause::BodyCut,
        CallbackErrorKind::Padding => CallbackCause::OtherKey,
        _ if encrypted.is_some() => CallbackCause::OtherKey,
        _ => CallbackCause::NotACallback,
    }
}
