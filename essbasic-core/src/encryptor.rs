//! End-to-end encryption: an action sent inside an outer action.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt;

use serde::de::IgnoredAny;

use crate::action::Descriptor;
use crate::error::{Error, ErrorKind};
use crate::json::JsonObject;
use crate::message::message;
use crate::response::decode_json;

/// An encryptor of requests into an outer action, for [`Call::encrypted`].
///
/// The outer action decides host, signature and rate limit; the inner one validation, retries,
/// redaction and decoding.
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

/// Returns the error of a request that cannot be encrypted.
pub(crate) fn encryption_error(source: EncryptorError) -> Error {
    Error::new(ErrorKind::Invalid, message!("could not encrypt the request")).with_source(source)
}

/// Returns the error of a response that cannot be decrypted. The outcome is unknown, because it is part
/// of the encrypted response.
pub(crate) fn decryption_error(source: EncryptorError) -> Error {
    Error::new(ErrorKind::Decode, message!("could not decrypt the response")).with_source(source)
}

/// Wraps a decrypted response in an envelope unless it has one, the older included. A response without a
/// request ID gets the outer action's.
pub(crate) fn wrap_response(response: Vec<u8>, request_id: &str) -> Vec<u8> {
    let names = decode_json::<BTreeMap<String, Option<IgnoredAny>>>(&response);
    let Ok(names) = names else { return response };
    let fields = response.trim_ascii().strip_prefix(b"{").and_then(|it| it.strip_suffix(b"}"));
    let Some(fields) = fields else { return response };
    let has_envelope = ["Response", "codeDesc"].iter().any(|name| names.contains_key(*name));
    let (start, end) = if has_envelope { ("{", "}") } else { (r#"{"Response":{"#, "}}") };
    let request_id = serde_json::Value::from(request_id);
    // If the response has a request ID of its own, that one comes last and counts.
    let mut out = format!(r#"{start}"RequestId":{request_id}"#).into_bytes();
    if !names.is_empty() {
        out.push(b',');
    }
    out.extend_from_slice(fields);
    out.extend_from_slice(end.as_bytes());
    out
}
