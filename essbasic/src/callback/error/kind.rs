//! Where a callback went wrong.

/// Where a callback went wrong. Listed in the order of the checks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum CallbackErrorKind {
    /// A token is empty, or has white space around it.
    Token,
    /// A callback key is not 32 bytes long.
    Key,
    /// The body is larger than [`MAX_BODY_BYTES`](crate::callback::MAX_BODY_BYTES).
    TooLarge,
    /// There is no signature.
    Unsigned,
    /// The signature is not `sha256=` and 64 hexadecimal digits.
    MalformedSignature,
    /// The signature is none that a known token makes of this body.
    SignatureMismatch,
    /// The body, or what it holds encrypted, is no JSON.
    NotJson,
    /// The body is in the clear, and plain ones were not allowed.
    NotEncrypted,
    /// The body is encrypted, and no callback key is known.
    NoKey,
    /// What is encrypted is not in Base64.
    NotBase64,
    /// What is encrypted is not a number of whole blocks.
    Truncated,
    /// What is encrypted was not padded with a known key, so it is of another key.
    Padding,
    /// What was decrypted is not text, so it is of another key.
    NotText,
    /// It is JSON, and neither an event nor a probe.
    NotAnEvent,
    /// The memory of handled messages failed.
    DedupStore,
}

impl CallbackErrorKind {
    /// The kind in one word, for logs and for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Key => "key",
            Self::TooLarge => "too_large",
            Self::Unsigned => "unsigned",
            Self::MalformedSignature => "malformed_signature",
            Self::SignatureMismatch => "signature_mismatch",
            Self::NotJson => "not_json",
            Self::NotEncrypted => "not_encrypted",
            Self::NoKey => "no_key",
            Self::NotBase64 => "not_base64",
            Self::Truncated => "truncated",
            Self::Padding => "padding",
            Self::NotText => "not_text",
            Self::NotAnEvent => "not_an_event",
            Self::DedupStore => "dedup_store",
        }
    }

    pub(super) const fn status(self) -> u16 {
        match self {
            Self::TooLarge => 413,
            Self::Unsigned | Self::MalformedSignature | Self::SignatureMismatch => 401,
            Self::Token | Self::Key => 500,
            Self::DedupStore => 503,
            _ => 400,
        }
    }

    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Token => {
                "a callback token is empty or has white space around it: was it copied with some?"
            }
            Self::Key => "a callback key is not 32 bytes long",
            Self::TooLarge => "the callback's body is too large",
            Self::Unsigned => {
                "the callback has no Content-Signature: is a token set in the console?"
            }
            Self::MalformedSignature => {
                "the callback's Content-Signature is not `sha256=` and 64 hexadecimal digits"
            }
            Self::SignatureMismatch => {
                "the callback's Content-Signature is not of a known token, or not of this body"
            }
            Self::NotJson => {
                "the callback is not JSON; if it was encrypted, perhaps with another key"
            }
            Self::NotEncrypted => "the callback is not encrypted, and plain ones are not allowed",
            Self::NoKey => "the callback is encrypted, and no callback key is known",
            Self::NotBase64 => "what the callback holds encrypted is not in Base64",
            Self::Truncated => "what the callback holds encrypted is not a number of whole blocks",
            Self::Padding => {
                "the callback is encrypted with another key: the one of the other environment?"
            }
            Self::NotText => {
                "the callback does not decrypt to text: is the key the one of the other environment?"
            }
            Self::NotAnEvent => "the callback is JSON, and no event",
            Self::DedupStore => "whether the callback was handled before cannot be told",
        }
    }
}
