//! End-to-end encryption: an action sent inside an outer action.

use std::error::Error as StdError;
use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::action::Descriptor;
use crate::error::{Error, ErrorKind};
use crate::json::JsonObject;

/// Encrypts requests into an outer action, for [`Call::encrypted`].
///
/// The outer action is what the service sees: it is addressed, signed and rate limited. The inner
/// action decides everything else: validation, retries, redaction and decoding.
///
/// [`Call::encrypted`]: crate::Call::encrypted
pub trait Encryptor: fmt::Debug + Send + Sync {
    /// Returns the outer action.
    fn outer_action(&self) -> &'static Descriptor;

    /// Encrypts the body of `action` and returns the body of the outer action. Called for each
    /// attempt, so that nonces are never repeated.
    ///
    /// # Errors
    ///
    /// When the body cannot be encrypted; nothing is sent.
    fn encrypt(&self, action: &str, body: &[u8]) -> Result<Vec<u8>, EncryptorError>;

    /// Decrypts the outer action's response and returns the inner one, with or without an envelope.
    ///
    /// # Errors
    ///
    /// When the response is not authentic; nothing of it is used.
    fn decrypt(&self, response: &JsonObject) -> Result<Vec<u8>, EncryptorError>;
}

/// An error of an [`Encryptor`]. Neither it nor its sources may contain keys or data.
pub type EncryptorError = Box<dyn StdError + Send + Sync>;

pub(crate) fn encryption_error(source: EncryptorError) -> Error {
    Error::new(ErrorKind::Invalid, "could not encrypt the request").with_source(source)
}

/// The outcome stays unknown: it is part of the encrypted response.
pub(crate) fn decryption_error(source: EncryptorError) -> Error {
    Error::new(ErrorKind::Decode, "could not decrypt the response").with_source(source)
}

/// The parts of a response that tell whether it has an envelope.
#[derive(Default, Deserialize)]
struct Inner {
    #[serde(rename = "Response")]
    response: Option<IgnoredAny>,
    #[serde(rename = "RequestId")]
    request_id: Option<IgnoredAny>,
}

/// Wraps a decrypted response in an envelope unless it has one. A response without a request ID gets
/// the outer action's.
pub(crate) fn wrap_response(response: Vec<u8>, request_id: &str) -> Vec<u8> {
    let Ok(inner) = serde_json::from_slice::<Inner>(&response) else { return response };
    let fields = response.trim_ascii().strip_prefix(b"{").and_then(|it| it.strip_suffix(b"}"));
    let Some(fields) = fields.filter(|_| inner.response.is_none()) else { return response };
    let mut out = br#"{"Response":{"#.to_vec();
    if inner.request_id.is_none() {
        let request_id = serde_json::Value::from(request_id);
        out.extend_from_slice(format!(r#""RequestId":{request_id}"#).as_bytes());
        if !fields.trim_ascii().is_empty() {
            out.push(b',');
        }
    }
    out.extend_from_slice(fields);
    out.extend_from_slice(b"}}");
    out
}
