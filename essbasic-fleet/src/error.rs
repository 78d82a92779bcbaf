//! Errors of servers that replicas share.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Error of a server that replicas share.
///
/// Neither `Display` nor `Debug` shows a password.
#[derive(Clone)]
pub struct FleetError(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: FleetErrorKind,
    message: String,
    hint: &'static str,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// Kind of a [`FleetError`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum FleetErrorKind {
    /// An address or a setting cannot be used.
    Configuration,
    /// The server cannot be reached, or does not respond in time.
    Unavailable,
    /// The server rejected user or password.
    Authentication,
    /// The user may not do what is needed.
    Permission,
    /// The server accepts no writes.
    ReadOnly,
    /// The server is too old.
    Version,
    /// The tables are of another version than this crate's.
    Schema,
    /// No permit becomes available within the longest wait.
    Busy,
    /// A [`Journal`](crate::Journal) of the application failed; the source says why.
    #[cfg(feature = "batch")]
    Other,
}

impl FleetError {
    #[cold]
    pub(crate) fn new(
        kind: FleetErrorKind,
        message: impl Into<String>,
        hint: &'static str,
    ) -> Self {
        Self(Box::new(Inner { kind, message: message.into(), hint, source: None }))
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into().into());
        self
    }

    /// Creates the error of a [`Journal`](crate::Journal) of the application.
    #[cfg(feature = "batch")]
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = source.into();
        let hint = "check the place where the journal stores its lines";
        Self::new(FleetErrorKind::Other, source.to_string(), hint).with_source(source)
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> FleetErrorKind {
        self.0.kind
    }

    /// Returns what to do about the error, in one sentence.
    pub fn hint(&self) -> &'static str {
        self.0.hint
    }
}

impl fmt::Display for FleetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for FleetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("FleetError");
        out.field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("hint", &self.0.hint);
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        out.finish()
    }
}

#[cfg(feature = "postgres")]
impl From<FleetError> for essbasic::callback::CallbackError {
    /// Converts to an error whose status is 503, so that the callback is sent again.
    fn from(error: FleetError) -> Self {
        Self::dedup_store(error)
    }
}

impl StdError for FleetError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync + 'static>() {}
    assert_send_sync::<FleetError>();
};
