//! The credential in force: got from its provider when it is first needed, and again in time.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};
use tokio::time::Instant;

use super::{CachedCredential, Credential};
use crate::error::Error;
use crate::provider::{CredentialProvider, ProviderError};
use crate::telemetry;

/// How long a provider that failed is left alone while its last credential is still good.
const PAUSE: Duration = Duration::from_secs(10);

/// The credential in force, for all calls of a client together.
pub(crate) struct CredentialCache {
    provider: Arc<dyn CredentialProvider>,
    held: RwLock<Option<Arc<CachedCredential>>>,
    /// Held by the one who asks the provider; all others go on or wait.
    turn: Mutex<Option<Failure>>,
}

/// The provider's last failure.
#[derive(Clone)]
struct Failure {
    at: Instant,
    why: Arc<ProviderError>,
}

impl CredentialCache {
    /// What a provider gives. What is fixed is checked here, and never asked for again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`](crate::ErrorKind::Credential) when what is fixed could not be a
    /// credential.
    pub(crate) fn of(provider: Arc<dyn CredentialProvider>) -> Result<Self, Error> {
        let held = match provider.fixed() {
            Some(credential) => {
                credential.check()?;
                Some(Arc::new(CachedCredential::new(credential.clone())))
            }
            None => None,
        };
        Ok(Self { provider, held: RwLock::new(held), turn: Mutex::default() })
    }

    /// Under which name calls are counted.
    pub(crate) fn account(&self) -> &str {
        self.provider.account()
    }

    /// The credential in force, where nobody need be asked for another.
    pub(crate) fn fresh(&self) -> Option<Arc<CachedCredential>> {
        self.held().filter(|signer| signer.is_fresh())
    }

    /// A credential that is good now.
    ///
    /// While the last one is still good, whoever comes first gets the next, and nobody waits for
    /// it; a provider that fails then is asked again a little later. Once it is not, all wait for
    /// one, and share its failure: who comes after that asks anew.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`](crate::ErrorKind::Credential) with what the provider said.
    pub(crate) async fn signer(&self) -> Result<Arc<CachedCredential>, Error> {
        let asked = Instant::now();
        let held = self.held();
        match held {
            Some(signer) if signer.is_fresh() => Ok(signer),
            Some(signer) if signer.is_valid() => {
                let Ok(turn) = self.turn.try_lock() else { return Ok(signer) };
                if turn.as_ref().is_some_and(|failure| failure.at.elapsed() < PAUSE) {
                    return Ok(signer);
                }
                Ok(self.next(turn).await.unwrap_or(signer))
            }
            _ => {
                let turn = self.turn.lock().await;
                if let Some(signer) = self.held().filter(|signer| signer.is_valid()) {
                    return Ok(signer);
                }
                match &*turn {
                    Some(failure) if failure.at > asked => Err(failure.error()),
                    _ => self.next(turn).await,
                }
            }
        }
    }

    /// Gives up a credential that the service does not take any more, unless it is fixed or was
    /// replaced already; whether another may be had.
    pub(crate) fn invalidate(&self, refused: &Arc<CachedCredential>) -> bool {
        if self.provider.fixed().is_some() {
            return false;
        }
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        if held.as_ref().is_some_and(|held| Arc::ptr_eq(held, refused)) {
            *held = None;
        }
        true
    }

    fn held(&self) -> Option<Arc<CachedCredential>> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks the provider, unless somebody just did.
    async fn next(
        &self,
        mut turn: MutexGuard<'_, Option<Failure>>,
    ) -> Result<Arc<CachedCredential>, Error> {
        if let Some(signer) = self.held().filter(|signer| signer.is_fresh()) {
            return Ok(signer);
        }
        match self.provider.fetch().await.and_then(usable) {
            Ok(credential) => {
                let signer = Arc::new(CachedCredential::new(credential));
                let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
                *held = Some(Arc::clone(&signer));
                *turn = None;
                Ok(signer)
            }
            Err(why) => {
                telemetry::not_refreshed(self.account(), &why);
                let failure = Failure { at: Instant::now(), why: Arc::new(why) };
                let error = failure.error();
                *turn = Some(failure);
                Err(error)
            }
        }
    }
}

/// Refuses what a provider should not have given.
fn usable(credential: Credential) -> Result<Credential, ProviderError> {
    credential.check().map_err(|error| ProviderError::failed(error.message().to_owned()))?;
    let expired = credential.expiry().is_some_and(|expiry| expiry <= std::time::SystemTime::now());
    if expired {
        let message = "the credential that came back has expired already: is the clock set?";
        return Err(ProviderError::failed(message));
    }
    Ok(credential)
}

impl Failure {
    fn error(&self) -> Error {
        Error::from(Arc::clone(&self.why))
    }
}

impl fmt::Debug for CredentialCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.provider.fmt(f)
    }
}
