//! Errors of encryption and decryption.

use std::error::Error as StdError;
use std::fmt;

/// Error of encryption or decryption. Contains no part of a key or a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct EncryptionError(EncryptionErrorKind);

/// Kind of an [`EncryptionError`], in the order of the checks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum EncryptionErrorKind {
    /// The cipher does not accept keys of this length.
    Key,
    /// The MAC key is empty.
    MacKey,
    /// Cipher and MAC have the same key, which the API reference forbids.
    SameKey,
    /// Neither the action's agent nor the keys name an application.
    Application,
    /// The operating system returned no random bytes.
    Randomness,
    /// The response is not an encrypted one.
    Shape,
    /// A field is not Base64, or the initialization vector is not 16 bytes long.
    NotBase64,
    /// The signature is missing.
    Unsigned,
    /// The signature does not match the initialization vector, the text and the keys.
    SignatureMismatch,
    /// The signature is valid, but the text was encrypted with another key.
    Padding,
}

impl EncryptionError {
    /// Returns the kind of the error.
    pub fn kind(&self) -> EncryptionErrorKind {
        self.0
    }
}

impl From<EncryptionErrorKind> for EncryptionError {
    #[cold]
    fn from(kind: EncryptionErrorKind) -> Self {
        Self(kind)
    }
}

impl EncryptionErrorKind {
    const fn message(self) -> &'static str {
        match self {
            Self::Key => "an AES key must have 16, 24 or 32 bytes, an SM4 key 16",
            Self::MacKey => "the MAC key is empty",
            Self::SameKey => "cipher and MAC must have different keys",
            Self::Application => {
                "no application ID; set it in the action's agent or in the encryption keys"
            }
            Self::Randomness => "the operating system returned no random bytes",
            Self::Shape => "the content is not encrypted",
            Self::NotBase64 => "a field is not Base64, or the IV is not 16 bytes long",
            Self::Unsigned => "the encrypted content is not signed",
            Self::SignatureMismatch => {
                "the signature does not match: the content was changed or signed with other keys"
            }
            Self::Padding => {
                "the signature is valid, but the content is encrypted with another key"
            }
        }
    }
}

impl fmt::Display for EncryptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.message())
    }
}

impl StdError for EncryptionError {}
