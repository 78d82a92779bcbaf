//! Cached credential of a client: fetched on first use and refreshed before it expires.

use std::fmt;
use std::sync::{Arc, Mutex as StdMutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::{Instant, timeout, timeout_at};
use tracing::Instrument;
use tracing::instrument::WithSubscriber;

use super::observer::{Interceptors, observe};
use crate::clock::{MAX_DURATION, saturating_add};
use crate::credential::{Credential, CredentialProvider, ProviderError};
use crate::error::Error;
use crate::interceptor::CredentialRefresh;
use crate::message::{Message, message};
use crate::sign::{Scope, SigningKey};
use crate::telemetry;

/// Maximum time before expiry at which a refresh starts.
const MAX_REFRESH_LEAD: Duration = Duration::from_secs(10 * 60);

/// Pause after a failed refresh while the cached credential is still valid.
const RETRY_PAUSE: Duration = Duration::from_secs(10);

/// Maximum time for which a call waits for a refresh while the cached credential is still valid.
const REFRESH_WAIT: Duration = Duration::from_secs(5);

/// Maximum time of such a refresh.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(60);

/// A credential with its signing key, derived once per day and service.
pub(crate) struct CachedCredential {
    credential: Credential,
    validity: Option<Validity>,
    key: StdMutex<Option<CachedKey>>,
}

/// A derived key, and the day and service that it signs for.
struct CachedKey {
    date: String,
    service: String,
    key: SigningKey,
}

/// Validity of a temporary credential.
#[derive(Clone, Copy)]
struct Validity {
    refresh: Instant,
    end: Instant,
}

impl CachedCredential {
    /// Wraps a credential, and schedules its refresh if it expires.
    pub(crate) fn new(credential: Credential) -> Self {
        let validity = credential.expiry().map(|expiry| {
            let remaining = expiry.duration_since(SystemTime::now()).unwrap_or_default();
            let remaining = remaining.min(MAX_DURATION);
            // Randomly 10% to 20% of the lifetime, so that replicas do not refresh together.
            let lead = remaining.mul_f64(0.1 + 0.1 * fastrand::f64()).min(MAX_REFRESH_LEAD);
            let now = Instant::now();
            let refresh = saturating_add(now, remaining.saturating_sub(lead));
            Validity { refresh, end: saturating_add(now, remaining) }
        });
        Self { credential, validity, key: StdMutex::default() }
    }

    pub(crate) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Returns whether the credential is valid and needs no refresh yet.
    fn is_fresh(&self) -> bool {
        self.validity.is_none_or(|validity| Instant::now() < validity.refresh)
    }

    fn is_valid(&self) -> bool {
        self.validity.is_none_or(|validity| Instant::now() < validity.end)
    }

    /// Returns the signing key of a scope, from the cache if day and service are the same.
    pub(crate) fn signing_key(&self, scope: &Scope<'_>) -> SigningKey {
        let mut cached = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        match &*cached {
            Some(last) if scope.matches_key(&last.date, &last.service) => last.key.clone(),
            _ => {
                let key = self.credential.signing_key(scope);
                let (date, service) = scope.key_parts();
                let (date, service) = (date.to_owned(), service.to_owned());
                *cached = Some(CachedKey { date, service, key: key.clone() });
                key
            }
        }
    }
}

/// A cache of the credential that the calls of a client share.
pub(crate) struct CredentialCache(Arc<Shared>);

struct Shared {
    provider: Arc<dyn CredentialProvider>,
    interceptors: Interceptors,
    cached: RwLock<Option<Arc<CachedCredential>>>,
    /// Locked while the provider is asked; contains its last failure.
    refresh: Arc<Mutex<Option<RefreshFailure>>>,
}

/// The right to ask the provider, and its last failure.
type RefreshLock = OwnedMutexGuard<Option<RefreshFailure>>;

#[derive(Clone)]
struct RefreshFailure {
    at: Instant,
    error: Arc<ProviderError>,
}

impl RefreshFailure {
    fn to_error(&self) -> Error {
        Error::from(&*self.error)
    }
}

impl CredentialCache {
    /// Creates a cache over a provider. A fixed credential is checked here and never refreshed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`](crate::ErrorKind::Credential) when a fixed credential is malformed.
    pub(crate) fn new(
        provider: Arc<dyn CredentialProvider>,
        interceptors: Interceptors,
    ) -> Result<Self, Error> {
        let cached = match provider.fixed() {
            Some(credential) => {
                credential.check()?;
                Some(Arc::new(CachedCredential::new(credential.clone())))
            }
            None => None,
        };
        let cached = RwLock::new(cached);
        Ok(Self(Arc::new(Shared { provider, interceptors, cached, refresh: Arc::default() })))
    }

    /// Returns the cached credential if it needs no refresh.
    pub(crate) fn fresh(&self) -> Option<Arc<CachedCredential>> {
        self.0.cached().filter(|cached| cached.is_fresh())
    }

    /// Returns a valid credential, from the cache or from the provider.
    ///
    /// While the cached credential is valid, one call refreshes it and the others use it, and so does
    /// that call if the provider takes longer than [`REFRESH_WAIT`] or half of the time until
    /// `deadline`; a failed refresh is repeated after [`RETRY_PAUSE`]. Without a valid credential all
    /// calls wait for the same fetch and share its failure.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`](crate::ErrorKind::Credential) with the provider's error.
    pub(crate) async fn get(&self, deadline: Instant) -> Result<Arc<CachedCredential>, Error> {
        let (shared, started) = (&self.0, Instant::now());
        let refresh = Arc::clone(&shared.refresh);
        match shared.cached() {
            Some(cached) if cached.is_fresh() => Ok(cached),
            Some(cached) if cached.is_valid() => {
                let Ok(last_failure) = refresh.try_lock_owned() else { return Ok(cached) };
                let paused =
                    last_failure.as_ref().is_some_and(|failure| failure.at.elapsed() < RETRY_PAUSE);
                if paused {
                    return Ok(cached);
                }
                // In a task, so that it goes on when this call does.
                let shared = Arc::clone(shared);
                let task = async move { shared.refresh(last_failure, REFRESH_TIMEOUT).await };
                let task = tokio::spawn(task.in_current_span().with_current_subscriber());
                let wait = (deadline.saturating_duration_since(started) / 2).min(REFRESH_WAIT);
                match timeout_at(saturating_add(started, wait), task).await {
                    Ok(Ok(Ok(refreshed))) => Ok(refreshed),
                    _ => Ok(cached),
                }
            }
            _ => {
                let last_failure = refresh.lock_owned().await;
                if let Some(cached) = shared.cached().filter(|cached| cached.is_valid()) {
                    return Ok(cached);
                }
                match &*last_failure {
                    Some(failure) if failure.at > started => Err(failure.to_error()),
                    _ => shared.refresh(last_failure, MAX_DURATION).await,
                }
            }
        }
    }

    /// Drops a credential that the service rejected. Returns whether another one may be fetched.
    pub(crate) fn invalidate(&self, rejected: &Arc<CachedCredential>) -> bool {
        if self.0.provider.fixed().is_some() {
            return false;
        }
        let mut cached = self.0.cached.write().unwrap_or_else(PoisonError::into_inner);
        if cached.as_ref().is_some_and(|cached| Arc::ptr_eq(cached, rejected)) {
            *cached = None;
        }
        true
    }
}

impl Shared {
    fn cached(&self) -> Option<Arc<CachedCredential>> {
        self.cached.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Fetches from the provider within a time limit, unless another call has refreshed the cache
    /// meanwhile.
    async fn refresh(
        &self,
        mut last_failure: RefreshLock,
        limit: Duration,
    ) -> Result<Arc<CachedCredential>, Error> {
        if let Some(cached) = self.cached().filter(|cached| cached.is_fresh()) {
            return Ok(cached);
        }
        let started = Instant::now();
        let fetched = match timeout(limit, self.provider.fetch()).await {
            Ok(fetched) => fetched.and_then(validate),
            Err(_) => Err(ProviderError::new(false, timed_out())),
        };
        let refresh =
            CredentialRefresh { error: fetched.as_ref().err(), duration: started.elapsed() };
        for interceptor in self.interceptors.iter() {
            observe(|| interceptor.after_credential_refresh(&refresh));
        }
        match fetched {
            Ok(credential) => {
                let fetched = Arc::new(CachedCredential::new(credential));
                let mut cached = self.cached.write().unwrap_or_else(PoisonError::into_inner);
                *cached = Some(Arc::clone(&fetched));
                *last_failure = None;
                Ok(fetched)
            }
            Err(error) => {
                telemetry::credential_refresh_failed(&self.provider, &error);
                let failure = RefreshFailure { at: Instant::now(), error: Arc::new(error) };
                let error = failure.to_error();
                *last_failure = Some(failure);
                Err(error)
            }
        }
    }
}

/// Returns the message about a provider that takes too long.
pub(crate) fn timed_out() -> Message {
    message!("the credential provider timed out")
}

/// Rejects a fetched credential that is malformed or already expired.
fn validate(credential: Credential) -> Result<Credential, ProviderError> {
    credential.check_from(message!("the provider's credential"))?;
    if credential.expiry().is_some_and(|expiry| expiry <= SystemTime::now()) {
        let message =
            message!("the provider returned an expired credential; check the system clock");
        return Err(ProviderError::new(false, message));
    }
    Ok(credential)
}

impl fmt::Debug for CredentialCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.provider.fmt(f)
    }
}
