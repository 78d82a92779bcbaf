//! The secrets that a callback is verified and opened with.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::cipher::CallbackKey;
use super::{CallbackError, CallbackErrorKind};

/// The tokens that sign and the callback keys that encrypt, the newest first.
///
/// Both stand in the console's callback settings. While one is being changed the older is still
/// used for messages on their way: add it with [`older_token`](Self::older_token) or
/// [`older_key`](Self::older_key) until they have arrived.
///
/// A token is required, although the console can do without: encryption alone does not tell who
/// sends, since the same text always encrypts to the same bytes and nothing vouches for those.
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
    tokens: Vec<SecretString>,
    keys: Vec<CallbackKey>,
    plain: bool,
}

impl CallbackKeys {
    /// A token and a callback key. Bodies in the clear are refused.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Token`] and [`CallbackErrorKind::Key`].
    pub fn new(token: impl Into<String>, key: impl Into<String>) -> Result<Self, CallbackError> {
        let signed = Self { tokens: Vec::new(), keys: Vec::new(), plain: false };
        signed.older_token(token)?.older_key(key)
    }

    /// A token alone, for an application without a callback key: bodies come in the clear.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Token`].
    pub fn plain(token: impl Into<String>) -> Result<Self, CallbackError> {
        Self { tokens: Vec::new(), keys: Vec::new(), plain: true }.older_token(token)
    }

    /// Adds a token that is still in use; those given before are newer.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Token`].
    pub fn older_token(mut self, token: impl Into<String>) -> Result<Self, CallbackError> {
        let token = SecretString::from(token.into());
        let text = token.expose_secret();
        if text.is_empty() || text.trim() != text {
            return Err(CallbackError::new(CallbackErrorKind::Token));
        }
        self.tokens.push(token);
        Ok(self)
    }

    /// Adds a callback key that is still in use; those given before are newer.
    ///
    /// # Errors
    ///
    /// [`CallbackErrorKind::Key`].
    pub fn older_key(mut self, key: impl Into<String>) -> Result<Self, CallbackError> {
        self.keys.push(CallbackKey::new(&SecretString::from(key.into()))?);
        Ok(self)
    }

    /// Allows bodies in the clear beside encrypted ones, while encryption is switched on or off.
    #[must_use]
    pub fn allow_plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// The tokens, the newest first.
    pub(super) fn tokens(&self) -> impl Iterator<Item = &[u8]> {
        self.tokens.iter().map(|token| token.expose_secret().as_bytes())
    }

    /// The callback keys, the newest first.
    pub(super) fn keys(&self) -> &[CallbackKey] {
        &self.keys
    }

    /// Whether bodies in the clear are allowed.
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
