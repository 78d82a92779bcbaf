//! The form in which an event is posted: signed where there is a token, and encrypted where there
//! is a key too.

use essbasic::callback::{CallbackError, CallbackKeys};

use super::Callback;

/// A body, and what `Content-Signature` says of it.
pub(super) struct Sealed {
    pub(super) body: Vec<u8>,
    pub(super) signature: Option<String>,
}

/// Seals an event.
///
/// # Errors
///
/// When the token or the key could not be one.
pub(super) fn seal(event: &str, callback: &Callback) -> Result<Sealed, CallbackError> {
    let keys = match (&callback.token, &callback.key) {
        (Some(token), Some(key)) => CallbackKeys::new(token, key)?,
        (Some(token), None) => CallbackKeys::plain(token)?,
        (None, _) => return Ok(Sealed { body: event.as_bytes().to_vec(), signature: None }),
    };
    let sealed = keys.encrypt_text(event);
    Ok(Sealed { body: sealed.body, signature: Some(sealed.signature) })
}
