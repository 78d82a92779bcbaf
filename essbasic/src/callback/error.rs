//! Why a callback was refused.

use std::error::Error as StdError;
use std::fmt;

mod kind;

pub use kind::CallbackErrorKind;

/// Why a callback was refused, or its keys.
///
/// Neither `Display` nor `Debug` shows anything of a key or a body.
pub struct CallbackError(Box<Inner>);

struct Inner {
    kind: CallbackErrorKind,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl CallbackError {
    #[cold]
    pub(super) fn new(kind: CallbackErrorKind) -> Self {
        Self(Box::new(Inner { kind, source: None }))
    }

    /// Says that the memory of handled messages failed, for those who write a
    /// [`DedupStore`](super::DedupStore) of their own.
    pub fn dedup_store(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(Box::new(Inner { kind: CallbackErrorKind::DedupStore, source: Some(source.into()) }))
    }

    /// Where it went wrong.
    pub fn kind(&self) -> CallbackErrorKind {
        self.0.kind
    }

    /// The HTTP status to answer with, never 200: the service is to send again.
    pub fn status(&self) -> u16 {
        self.0.kind.status()
    }
}

impl fmt::Display for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.kind.sentence())
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
    const fn shareable<T: Send + Sync + 'static>() {}
    shareable::<CallbackError>();
};
