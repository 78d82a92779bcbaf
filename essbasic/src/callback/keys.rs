//! Callback tokens and keys: HMAC-SHA256 signatures, AES-256-CBC encryption.

use std::fmt;

use aes::Aes256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use essbasic_core::sign::HexDigest;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use super::error::{CallbackError, CallbackErrorKind};

/// Name of the header that holds the signature.
pub const CONTENT_SIGNATURE: &str = "Content-Signature";

const PREFIX: &str = "sha256=";
const BLOCK_BYTES: usize = 16;

/// Callback tokens and callback keys of an application, newest first.
///
/// Both are in the console's callback settings. While one is being rotated, keep accepting the
/// previous one with [`older_token`](Self::older_token) or [`older_key`](Self::older_key) until
/// callbacks in flight have arrived.
///
/// A token is required, although the console allows none: encryption does not authenticate the
/// sender, because the same text always encrypts to the same bytes and is not protected by a MAC.
///
/// ```
/// use essbasic::callback::{CallbackErrorKind, CallbackKeys};
///
/// let keys = CallbackKeys::new("the-new-token", "0123456789ABCDEF0123456789ABCDEF")?
///     .older_token("the-old-token")?;
/// assert_eq!(format!("{keys:?}"), "CallbackKeys { tokens: 2, keys: 1, plain: false }");
///
/// let error = CallbackKeys::new("the-new-token", "too short").unwrap_err();
/// assert_eq!(error.kind(), CallbackErrorKind::Key);
/// # Ok::<(), essbasic::callback::CallbackError>(())
/// ```
#[derive(Clone)]
pub struct CallbackKeys {
    /// HMAC states after each token, which are wiped when dropped.
    tokens: Vec<Hmac<Sha256>>,
    keys: Vec<CallbackKey>,
    plain: bool,
}

impl CallbackKeys {
    /// Creates keys from a token and a callback key. Unencrypted bodies are rejected.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Token`] and [`CallbackErrorKind::Key`].
    pub fn new(token: impl Into<String>, key: impl Into<String>) -> Result<Self, CallbackError> {
        let keys = Self { tokens: Vec::new(), keys: Vec::new(), plain: false };
        keys.older_token(token)?.older_key(key)
    }

    /// Creates keys from a token, for an application without a callback key. Bodies are not
    /// encrypted.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Token`].
    pub fn plain(token: impl Into<String>) -> Result<Self, CallbackError> {
        Self { tokens: Vec::new(), keys: Vec::new(), plain: true }.older_token(token)
    }

    /// Adds a previous token that is still accepted.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Token`].
    pub fn older_token(mut self, token: impl Into<String>) -> Result<Self, CallbackError> {
        let token = SecretString::from(token.into());
        let text = token.expose_secret();
        let mac = Hmac::new_from_slice(text.as_bytes()).ok();
        match mac.filter(|_| !text.is_empty() && text.trim() == text) {
            Some(mac) => self.tokens.push(mac),
            None => return Err(CallbackErrorKind::Token.into()),
        }
        Ok(self)
    }

    /// Adds a previous callback key that is still accepted.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Key`].
    pub fn older_key(mut self, key: impl Into<String>) -> Result<Self, CallbackError> {
        self.keys.push(CallbackKey::new(&SecretString::from(key.into()))?);
        Ok(self)
    }

    /// Accepts unencrypted bodies as well, while encryption is being switched on or off.
    #[must_use]
    pub fn allow_plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Verifies that `body` is signed with one of the tokens, in constant time.
    ///
    /// The signature is `sha256=` followed by the HMAC-SHA256 of the raw body in hexadecimal. The
    /// service writes lower case; upper case is accepted.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Unsigned`], [`CallbackErrorKind::MalformedSignature`] and
    /// [`CallbackErrorKind::SignatureMismatch`].
    pub fn verify(&self, signature: Option<&str>, body: &[u8]) -> Result<(), CallbackError> {
        let signature = signature.ok_or(CallbackErrorKind::Unsigned)?;
        let signature = parse_signature(signature).ok_or(CallbackErrorKind::MalformedSignature)?;
        let matches = |token| hmac(token, body).verify_slice(&signature).is_ok();
        if self.tokens.iter().any(matches) {
            Ok(())
        } else {
            Err(CallbackErrorKind::SignatureMismatch.into())
        }
    }

    /// Signs `body` with the newest token, as the service does. For tests and sandboxes.
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
        // There is always a token.
        let signature = self.tokens.first().map(|token| hmac(token, body).finalize());
        let signature = signature.map(|it| HexDigest::new(&it.into_bytes().into()));
        format!("{PREFIX}{}", signature.as_ref().map_or("", HexDigest::as_str))
    }

    /// Returns the callback keys, newest first.
    pub(super) fn keys(&self) -> &[CallbackKey] {
        &self.keys
    }

    /// Returns whether unencrypted bodies are accepted.
    pub(super) fn allows_plain(&self) -> bool {
        self.plain
    }
}

impl fmt::Debug for CallbackKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallbackKeys")
            .field("tokens", &self.tokens.len())
            .field("keys", &self.keys.len())
            .field("plain", &self.plain)
            .finish()
    }
}

fn hmac(token: &Hmac<Sha256>, body: &[u8]) -> Hmac<Sha256> {
    token.clone().chain_update(body)
}

/// Decodes the 32 bytes of a signature header.
fn parse_signature(header: &str) -> Option<[u8; 32]> {
    let digits = header.trim().strip_prefix(PREFIX)?.as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = 16 * digit(pair[0])? + digit(pair[1])?;
    }
    Some(bytes)
}

/// A 32-byte callback key, wiped when dropped. Its first half is also the initialization vector.
#[derive(Clone)]
pub(super) struct CallbackKey(Zeroizing<[u8; 32]>);

impl CallbackKey {
    fn new(key: &SecretString) -> Result<Self, CallbackError> {
        match key.expose_secret().as_bytes().try_into() {
            Ok(bytes) => Ok(Self(Zeroizing::new(bytes))),
            Err(_) => Err(CallbackErrorKind::Key.into()),
        }
    }

    /// Decrypts whole blocks with AES-256-CBC and PKCS#7 padding.
    pub(super) fn decrypt(&self, encrypted: &[u8]) -> Result<Vec<u8>, CallbackError> {
        cbc::Decryptor::<Aes256>::new((&*self.0).into(), &self.iv().into())
            .decrypt_padded_vec::<Pkcs7>(encrypted)
            .map_err(|_| CallbackErrorKind::Padding.into())
    }

    /// Encrypts `text` and encodes it in Base64, as the service does.
    pub(super) fn encrypt(&self, text: &[u8]) -> String {
        let encrypted = cbc::Encryptor::<Aes256>::new((&*self.0).into(), &self.iv().into())
            .encrypt_padded_vec::<Pkcs7>(text);
        STANDARD.encode(encrypted)
    }

    fn iv(&self) -> [u8; BLOCK_BYTES] {
        let mut iv = [0; BLOCK_BYTES];
        iv.copy_from_slice(&self.0[..BLOCK_BYTES]);
        iv
    }
}

/// Decodes Base64 text into whole cipher blocks.
pub(super) fn decode_blocks(encrypted: &str) -> Result<Vec<u8>, CallbackError> {
    let blocks = STANDARD.decode(encrypted).map_err(|_| CallbackErrorKind::NotBase64)?;
    if blocks.is_empty() || blocks.len() % BLOCK_BYTES != 0 {
        return Err(CallbackErrorKind::Truncated.into());
    }
    Ok(blocks)
}
