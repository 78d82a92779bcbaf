//! The signature of a callback: who sent it, and that nobody changed it.

use essbasic_core::sign::HexDigest;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{CallbackError, CallbackErrorKind, CallbackKeys};

/// The header that the signature stands in.
pub const CONTENT_SIGNATURE: &str = "Content-Signature";

const PREFIX: &str = "sha256=";

impl CallbackKeys {
    /// Checks that a body is signed with one of the tokens.
    ///
    /// The signature is `sha256=` and the HMAC-SHA256 of the body, byte by byte as it arrived, in
    /// hexadecimal. The service writes small letters; capitals are the same number and taken too.
    /// The comparison takes as long for a wrong signature as for the right one.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Unsigned`], [`CallbackErrorKind::MalformedSignature`] and
    /// [`CallbackErrorKind::SignatureMismatch`].
    pub fn verify(&self, signature: Option<&str>, body: &[u8]) -> Result<(), CallbackError> {
        let signature = signature.ok_or(CallbackError::new(CallbackErrorKind::Unsigned))?;
        let signature =
            read(signature).ok_or(CallbackError::new(CallbackErrorKind::MalformedSignature))?;
        let known = self
            .tokens()
            .filter_map(|token| keyed(token, body))
            .any(|mac| mac.verify_slice(&signature).is_ok());
        if known { Ok(()) } else { Err(CallbackError::new(CallbackErrorKind::SignatureMismatch)) }
    }

    /// Signs a body with the newest token, as the service does. For tests and sandboxes.
    ///
    /// ```
    /// use essbasic::callback::CallbackKeys;
    ///
    /// let keys = CallbackKeys::plain("secret-token")?;
    /// let signature = keys.sign(br#"{"encrypt":"abc"}"#);
    /// assert!(signature.starts_with("sha256=6383ae9c"));
    /// assert!(keys.verify(Some(&signature), br#"{"encrypt":"abc"}"#).is_ok());
    /// # Ok::<(), essbasic::callback::CallbackError>(())
    /// ```
    pub fn sign(&self, body: &[u8]) -> String {
        // There is a token, and HMAC takes keys of every length.
        let mac = self.tokens().next().and_then(|token| keyed(token, body));
        let signature = mac.map(|mac| HexDigest::new(&mac.finalize().into_bytes().into()));
        format!("{PREFIX}{}", signature.as_ref().map_or("", HexDigest::as_str))
    }
}

fn keyed(token: &[u8], body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::new_from_slice(token).ok()?;
    mac.update(body);
    Some(mac)
}

/// The 32 bytes of a header's value.
fn read(header: &str) -> Option<[u8; 32]> {
    let digits = header.trim().strip_prefix(PREFIX)?.as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = 16 * value(pair[0])? + value(pair[1])?;
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
