//! Why something could not be encrypted, or was not decrypted.

use std::error::Error as StdError;
use std::fmt;

/// Why something could not be encrypted, or was not decrypted.
///
/// It holds nothing of a key or a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct EncryptionError(EncryptionErrorKind);

/// Where it went wrong. Listed in the order of the checks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum EncryptionErrorKind {
    /// The key is of a length that the cipher does not take.
    Key,
    /// The signature's key is empty.
    MacKey,
    /// One key was given for both, which the manual forbids.
    SameKey,
    /// Neither the action's agent nor the keys name the application.
    Application,
    /// The system gave no random bytes.
    Randomness,
    /// The answer lacks the members of an encrypted one.
    Shape,
    /// A member is not in Base64, or the vector is not of 16 bytes.
    NotBase64,
    /// There is no signature.
    Unsigned,
    /// The signature is none that these keys make of this vector and this text.
    SignatureMismatch,
    /// The signature is right, and yet the text was not encrypted with this key.
    Padding,
}

impl EncryptionError {
    #[cold]
    pub(super) fn new(kind: EncryptionErrorKind) -> Self {
        Self(kind)
    }

    /// Where it went wrong.
    pub fn kind(&self) -> EncryptionErrorKind {
        self.0
    }
}

impl EncryptionErrorKind {
    const fn sentence(self) -> &'static str {
        match self {
            Self::Key => "the key has 16, 24 or 32 bytes for AES, and 16 for SM4",
            Self::MacKey => "the signature's key is empty",
            Self::SameKey => "encryption and signature must have keys of their own",
            Self::Application => {
                "no application: name it in the action's agent, or in the encryption keys"
            }
            Self::Randomness => "the system gave no random bytes",
            Self::Shape => "it is not an encrypted one",
            Self::NotBase64 => "a member is not in Base64, or the IV is not of 16 bytes",
            Self::Unsigned => "it is encrypted, and not signed",
            Self::SignatureMismatch => {
                "its signature is wrong: it was changed, or signed with other keys"
            }
            Self::Padding => "it is signed as agreed upon, and encrypted with another key",
        }
    }
}

impl fmt::Display for EncryptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.sentence())
    }
}

impl StdError for EncryptionError {}
