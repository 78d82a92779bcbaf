//! Carrying an action sealed inside another, and opening what comes back.

use std::error::Error as StdError;
use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::action::Descriptor;
use crate::error::{Error, ErrorKind};
use crate::json::JsonObject;

/// A way of carrying any action sealed inside another one, which [`Call::encrypted`] takes.
///
/// The carrier is what the service sees: it is addressed, signed and counted. What is inside
/// decides all else: what is checked, what may be repeated, what must not be shown, and how the
/// answer is read.
///
/// [`Call::encrypted`]: crate::Call::encrypted
pub trait Encryptor: fmt::Debug + Send + Sync {
    /// The action that carries.
    fn outer_action(&self) -> &'static Descriptor;

    /// Writes the carrier's body around an action's; done anew for each attempt, so that nothing
    /// that must be fresh is ever sent twice.
    ///
    /// # Errors
    ///
    /// When it cannot be sealed; nothing is sent then.
    fn encrypt(&self, action: &str, body: &[u8]) -> Result<Vec<u8>, EncryptorError>;

    /// Opens the carrier's answer: what the action inside answers, with or without an envelope.
    ///
    /// # Errors
    ///
    /// When it is not what the service sealed. Nothing of it is used then.
    fn decrypt(&self, answer: &JsonObject) -> Result<Vec<u8>, EncryptorError>;
}

/// Why something could not be sealed or opened. Like its source, it holds no key and no data.
pub type EncryptorError = Box<dyn StdError + Send + Sync>;

/// A request that could not be sealed.
pub(crate) fn not_sealed(source: EncryptorError) -> Error {
    Error::new(ErrorKind::Invalid, "the request could not be sealed").with_source(source)
}

/// An answer that could not be opened: whether the service acted stands in it unread.
pub(crate) fn not_opened(source: EncryptorError) -> Error {
    Error::new(ErrorKind::Decode, "the sealed answer could not be opened").with_source(source)
}

/// As much of an opened answer as tells whether it is in an envelope.
#[derive(Default, Deserialize)]
struct Opened {
    #[serde(rename = "Response")]
    response: Option<IgnoredAny>,
    #[serde(rename = "RequestId")]
    request_id: Option<IgnoredAny>,
}

/// An opened answer in an envelope: bare members are put into one, with the request id of what
/// carried them where they have none of their own.
pub(crate) fn wrap_response(answer: Vec<u8>, request_id: &str) -> Vec<u8> {
    let Ok(opened) = serde_json::from_slice::<Opened>(&answer) else { return answer };
    let members = answer.trim_ascii().strip_prefix(b"{").and_then(|it| it.strip_suffix(b"}"));
    let Some(members) = members.filter(|_| opened.response.is_none()) else { return answer };
    let mut out = br#"{"Response":{"#.to_vec();
    if opened.request_id.is_none() {
        let request_id = serde_json::Value::from(request_id);
        out.extend_from_slice(format!(r#""RequestId":{request_id}"#).as_bytes());
        if !members.trim_ascii().is_empty() {
            out.push(b',');
        }
    }
    out.extend_from_slice(members);
    out.extend_from_slice(b"}}");
    out
}
