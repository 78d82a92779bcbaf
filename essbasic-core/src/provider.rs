//! Where credentials come from: fixed ones, a file, the role of a machine, another account's.
//!
//! A client asks its provider when it first needs a credential, and again before that one
//! expires; see [`Client::from_env`](crate::Client::from_env) for the order in which the usual
//! sources are tried.
//!
//! | provider | source |
//! |---|---|
//! | [`Credential`] | itself |
//! | [`EnvProvider`] | `TENCENTCLOUD_SECRET_ID`, `…_SECRET_KEY` and `…_TOKEN` |
//! | [`FileProvider`] | a profile of `~/.tencentcloud/credentials` |
//! | [`WebIdentityProvider`] | the identity of a pod, exchanged for a role at STS |
//! | [`CvmRoleProvider`] | the role of the virtual machine that the program runs on |
//! | [`AssumeRoleProvider`] | a role of this account or another's, taken on at STS |
//! | [`ProviderChain`] | the first of several that has one |

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use crate::credential::Credential;
use crate::error::{Error, ErrorKind};

mod assumed_role;
mod chain;
mod cvm_role;
mod file;
mod sts;
mod tke_oidc;
mod variables;

pub use assumed_role::AssumeRoleProvider;
pub use chain::ProviderChain;
pub use cvm_role::CvmRoleProvider;
pub use file::FileProvider;
pub use tke_oidc::WebIdentityProvider;
pub use variables::EnvProvider;
pub(crate) use variables::variable;

/// Gets credentials from somewhere.
///
/// ```
/// use essbasic_core::Credential;
/// use essbasic_core::provider::{CredentialProvider, CredentialFuture, ProviderError};
///
/// /// A vault of one's own.
/// #[derive(Debug)]
/// struct Vault;
///
/// impl CredentialProvider for Vault {
///     fn account(&self) -> &str {
///         "vault"
///     }
///
///     fn fetch(&self) -> CredentialFuture<'_> {
///         Box::pin(async { Err(ProviderError::failed("the vault is locked")) })
///     }
/// }
/// ```
pub trait CredentialProvider: fmt::Debug + Send + Sync {
    /// The name under which calls are counted: the quota belongs to an account, and the ids of
    /// temporary credentials come and go.
    fn account(&self) -> &str;

    /// Gets a credential, with its expiry where it has one. At most one fetch of a client runs
    /// at a time.
    fn fetch(&self) -> CredentialFuture<'_>;

    /// The credential, where it is always the same: it is then checked when the client is built.
    fn fixed(&self) -> Option<&Credential> {
        None
    }
}

/// A credential being got; dropping it gives up.
pub type CredentialFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credential, ProviderError>> + Send + 'a>>;

/// Why a provider gave no credential.
#[derive(Debug)]
pub struct ProviderError {
    absent: bool,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl ProviderError {
    /// There is none at this place, and nothing is wrong with that: another may be asked.
    pub fn absent(message: impl Into<String>) -> Self {
        Self { absent: true, message: message.into(), source: None }
    }

    /// There should have been one. Nobody else is asked, so that nothing is hidden.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { absent: false, message: message.into(), source: None }
    }

    /// What lies beneath.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether there is simply none at this place.
    pub fn is_absent(&self) -> bool {
        self.absent
    }
}

impl fmt::Display for ProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for ProviderError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl From<ProviderError> for Error {
    fn from(failure: ProviderError) -> Self {
        let error = Self::new(ErrorKind::Credential, failure.message);
        match failure.source {
            Some(source) => error.with_source(source),
            None => error,
        }
    }
}

impl From<Arc<ProviderError>> for Error {
    fn from(failure: Arc<ProviderError>) -> Self {
        let error = Self::new(ErrorKind::Credential, failure.message.clone());
        if failure.source.is_some() { error.with_source(Shared(failure)) } else { error }
    }
}

/// What lies beneath a failure that several calls share.
#[derive(Debug)]
struct Shared(Arc<ProviderError>);

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.source {
            Some(source) => source.fmt(f),
            None => self.0.fmt(f),
        }
    }
}

impl StdError for Shared {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().and_then(StdError::source)
    }
}

impl CredentialProvider for Credential {
    fn account(&self) -> &str {
        self.secret_id()
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }

    fn fixed(&self) -> Option<&Credential> {
        Some(self)
    }
}

impl<P: CredentialProvider + ?Sized> CredentialProvider for Arc<P> {
    fn account(&self) -> &str {
        (**self).account()
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        (**self).fetch()
    }

    fn fixed(&self) -> Option<&Credential> {
        (**self).fixed()
    }
}
