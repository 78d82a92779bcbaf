//! Credentials, and the trait of what provides them.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, ErrorKind};
use crate::message::{Message, OneLine, message};
use crate::sign::{DerivedKeys, Scope, SigningKey};

/// A secret ID and its secret key, with a session token if the pair is temporary.
///
/// Cheap to clone. `Debug` never shows key or token, and both are wiped from memory when dropped.
#[derive(Clone)]
pub struct Credential {
    secret_id: String,
    secret_key: SecretString,
    token: Option<SecretString>,
    expires: Option<SystemTime>,
}

impl Credential {
    /// Creates a credential from a pair as the console issues it.
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<String>) -> Self {
        let secret_key = SecretString::from(secret_key.into());
        Self { secret_id: secret_id.into(), secret_key, token: None, expires: None }
    }

    /// Sets the session token of a temporary pair.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(SecretString::from(token.into()));
        self
    }

    /// Sets when a temporary pair expires. Default: never. A client asks its
    /// [provider](crate::provider) for another before that.
    #[must_use]
    pub fn expires(mut self, at: SystemTime) -> Self {
        self.expires = Some(at);
        self
    }

    /// Returns when it expires, if it does.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires
    }

    /// Returns the secret ID, which is public.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// Derives the key that signs for a scope's day and service.
    pub fn signing_key(&self, scope: &Scope<'_>) -> SigningKey {
        SigningKey::derive(self.secret_key.expose_secret(), scope)
    }

    /// Derives that key together with the intermediate keys.
    pub fn derived_keys(&self, scope: &Scope<'_>) -> DerivedKeys {
        DerivedKeys::derive(self.secret_key.expose_secret(), scope)
    }

    pub(crate) fn session_token(&self) -> Option<&str> {
        self.token.as_ref().map(ExposeSecret::expose_secret)
    }

    /// Rejects credentials that were copied incorrectly, with a clearer message than the service's.
    /// Every client does this first.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when a part is empty, or contains quotation marks, white space or
    /// other characters that no credential has.
    pub fn check(&self) -> Result<(), Error> {
        let key = self.secret_key.expose_secret();
        let token = self.session_token().map(|token| (message!("session token"), token, ""));
        // The ID is part of a header whose parts these characters separate.
        let parts =
            [(message!("secret ID"), self.secret_id(), "/,=:"), (message!("secret key"), key, "")];
        for (name, text, separators) in parts.into_iter().chain(token) {
            let problem = match text {
                "" => message!("the {name} is empty", name = name),
                text if text.contains(['"', '\'', '`']) => {
                    message!("the {name} contains quotation marks: remove them", name = name)
                }
                text if text.trim() != text => {
                    message!("the {name} has leading or trailing white space", name = name)
                }
                text if text.bytes().any(|b| !b.is_ascii_graphic()) => message!(
                    "the {name} contains white space, a line break or non-ASCII characters",
                    name = name
                ),
                text if text.contains(|c| separators.contains(c)) => message!(
                    "the {name} contains a character that no secret ID has: `/`, `,`, `=` or `:`",
                    name = name
                ),
                _ => continue,
            };
            return Err(Error::new(ErrorKind::Credential, problem));
        }
        Ok(())
    }

    /// Does the same for credentials of a provider, and names where they come from.
    pub(crate) fn check_from(&self, origin: Message) -> Result<(), ProviderError> {
        self.check().map_err(|error| {
            let problem = error.message_parts().clone();
            let message = message!("in {origin}, {problem}", origin = origin, problem = problem);
            ProviderError::new(false, message)
        })
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("secret_id", &self.secret_id)
            .field("secret_key", &format_args!("***"))
            .field("token", &self.token.as_ref().map(|_| format_args!("***")))
            .field("expires", &self.expires)
            .finish()
    }
}

/// A source of credentials for a client.
///
/// A client asks its provider when it first needs a credential, and again before that one expires.
///
/// ```
/// use essbasic_core::Credential;
/// use essbasic_core::provider::{CredentialFuture, CredentialProvider, ProviderError};
///
/// #[derive(Debug)]
/// struct Vault;
///
/// impl CredentialProvider for Vault {
///     fn fetch(&self) -> CredentialFuture<'_> {
///         Box::pin(async { Err(ProviderError::failed("the vault is locked")) })
///     }
/// }
/// ```
pub trait CredentialProvider: fmt::Debug + Send + Sync {
    /// Fetches a credential, with its expiry if it has one. A client runs one fetch at a time.
    fn fetch(&self) -> CredentialFuture<'_>;

    /// Returns the account whose rate limits apply, if the provider knows a name for it that stays
    /// the same while credentials change, such as a role's ARN. Default: `None`.
    ///
    /// [`ClientBuilder::account`](crate::ClientBuilder::account) overrides it.
    fn account(&self) -> Option<&str> {
        None
    }

    /// Returns the credential if it never changes; it is then checked when the client is built.
    /// Default: `None`.
    fn fixed(&self) -> Option<&Credential> {
        None
    }
}

/// Future returned by [`CredentialProvider::fetch`]; dropping it cancels the fetch.
pub type CredentialFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credential, ProviderError>> + Send + 'a>>;

/// An error of a credential provider.
#[derive(Debug)]
pub struct ProviderError {
    absent: bool,
    message: Message,
    /// Shared by all calls that end with this error.
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl ProviderError {
    /// Creates an error that says this source has no credential; a chain asks the next provider.
    pub fn absent(message: impl Into<String>) -> Self {
        Self::new(true, Message::verbatim(message))
    }

    /// Creates an error that says this source should have had a credential; a chain stops here, so
    /// that no broken source is hidden by another account's credential.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::new(false, Message::verbatim(message))
    }

    pub(crate) fn new(absent: bool, message: Message) -> Self {
        Self { absent, message, source: None }
    }

    /// Sets the underlying error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Returns the message.
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// Returns whether the source simply has no credential.
    pub fn is_absent(&self) -> bool {
        self.absent
    }
}

/// Escapes control characters.
impl fmt::Display for ProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        OneLine(self.message.as_str()).fmt(f)
    }
}

impl StdError for ProviderError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl From<ProviderError> for Error {
    fn from(error: ProviderError) -> Self {
        Self::from(&error)
    }
}

impl From<&ProviderError> for Error {
    fn from(error: &ProviderError) -> Self {
        let converted = Self::new(ErrorKind::Credential, error.message.clone());
        match &error.source {
            Some(source) => converted.with_source(Arc::clone(source)),
            None => converted,
        }
    }
}

impl CredentialProvider for Credential {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }

    fn account(&self) -> Option<&str> {
        Some(self.secret_id())
    }

    fn fixed(&self) -> Option<&Credential> {
        Some(self)
    }
}

impl<P: CredentialProvider + ?Sized> CredentialProvider for Arc<P> {
    fn fetch(&self) -> CredentialFuture<'_> {
        (**self).fetch()
    }

    fn account(&self) -> Option<&str> {
        (**self).account()
    }

    fn fixed(&self) -> Option<&Credential> {
        (**self).fixed()
    }
}
