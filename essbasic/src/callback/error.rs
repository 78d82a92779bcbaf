//! Errors of callbacks.

use std::error::Error as StdError;
use std::fmt;

/// Error of a callback or of its keys.
///
/// Neither `Display` nor `Debug` shows any part of a key or a body.
pub struct CallbackError(Box<Inner>);

struct Inner {
    kind: CallbackErrorKind,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Kind of a [`CallbackError`], in the order of the checks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum CallbackErrorKind {
    /// A token is empty or has leading or trailing white space.
    Token,
    /// A callback key is not 32 bytes long.
    Key,
    /// The body is larger than [`MAX_BODY_BYTES`](crate::callback::MAX_BODY_BYTES).
    TooLarge,
    /// The signature header is missing.
    Unsigned,
    /// The signature is not `sha256=` and 64 hexadecimal digits.
    MalformedSignature,
    /// No known token produces this signature for this body.
    SignatureMismatch,
    /// The body or the decrypted text is not JSON.
    NotJson,
    /// The body is not encrypted, and unencrypted bodies are not allowed.
    NotEncrypted,
    /// The body is encrypted, and no callback key is known.
    NoKey,
    /// The encrypted text is not Base64.
    NotBase64,
    /// The encrypted text is not a whole number of cipher blocks.
    Truncated,
    /// The padding is invalid: the body was encrypted with another key.
    Padding,
    /// The body or the decrypted bytes are neither JSON nor text: the body may have been encrypted with
    /// another key.
    NotText,
    /// The JSON is neither an event nor a probe.
    NotAnEvent,
    /// The [`DedupStore`](crate::callback::DedupStore) failed.
    DedupStore,
}

impl CallbackError {
    /// Creates the error of a [`DedupStore`](crate::callback::DedupStore) that failed.
    pub fn dedup_store(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(Box::new(Inner { kind: CallbackErrorKind::DedupStore, source: Some(source.into()) }))
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> CallbackErrorKind {
        self.0.kind
    }

    /// Returns the HTTP status to respond with. Never 200, so that the service sends the callback
    /// again.
    pub fn status(&self) -> u16 {
        match self.0.kind {
            CallbackErrorKind::TooLarge => 413,
            CallbackErrorKind::Unsigned
            | CallbackErrorKind::MalformedSignature
            | CallbackErrorKind::SignatureMismatch => 401,
            CallbackErrorKind::Token | CallbackErrorKind::Key => 500,
            CallbackErrorKind::DedupStore => 503,
            _ => 400,
        }
    }
}

impl From<CallbackErrorKind> for CallbackError {
    #[cold]
    fn from(kind: CallbackErrorKind) -> Self {
        Self(Box::new(Inner { kind, source: None }))
    }
}

impl CallbackErrorKind {
    /// Returns the kind in snake_case, for logs and machine-readable output.
    pub const fn as_str(self) -> &'static str {
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

    const fn message(self) -> &'static str {
        match self {
            Self::Token => "the callback token is empty or has leading or trailing white space",
            Self::Key => "the callback key is not 32 bytes long",
            Self::TooLarge => "the callback body is larger than 10 MiB",
            Self::Unsigned => {
                "the callback has no Content-Signature header; set a token in the console"
            }
            Self::MalformedSignature => {
                "the callback's Content-Signature is not `sha256=` and 64 hexadecimal digits"
            }
            Self::SignatureMismatch => {
                "the callback's signature does not match its body and any known token"
            }
            Self::NotJson => "the callback is not JSON; it may be encrypted with another key",
            Self::NotEncrypted => {
                "the callback is not encrypted, and unencrypted callbacks are not allowed"
            }
            Self::NoKey => "the callback is encrypted, and no callback key is known",
            Self::NotBase64 => "the callback's encrypted text is not Base64",
            Self::Truncated => "the callback's encrypted text is not a whole number of blocks",
            Self::Padding => {
                "the callback is encrypted with another key; check that the key is of this \
                 environment"
            }
            Self::NotText => {
                "the callback is not text; check that the callback key is of this environment"
            }
            Self::NotAnEvent => "the callback is JSON but not an event",
            Self::DedupStore => "the deduplication store failed",
        }
    }
}

impl fmt::Display for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.kind.message())
    }
}

impl fmt::Debug for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("CallbackError");
        out.field("kind", &self.0.kind);
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl StdError for CallbackError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync + 'static>() {}
    assert_send_sync::<CallbackError>();
};
