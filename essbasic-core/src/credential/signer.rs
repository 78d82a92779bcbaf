//! A credential at work: id, key and token of one set, and the day's signing key derived once.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::Credential;
use crate::sign::{Scope, SigningKey};

/// A refresh begins at most so long before the end.
const EARLIEST: Duration = Duration::from_secs(10 * 60);

/// A credential at work. Whoever holds one signs with a single consistent set.
pub(crate) struct CachedCredential {
    credential: Credential,
    /// When another should be got, and until when this one is good all the same.
    life: Option<Validity>,
    /// The key last derived.
    key: Mutex<Option<Derived>>,
}

/// A key, and for which day and service it is good.
struct Derived {
    date: String,
    service: String,
    key: SigningKey,
}

#[derive(Clone, Copy)]
struct Validity {
    refresh: Instant,
    end: Instant,
}

impl CachedCredential {
    /// A credential that was got just now.
    pub(crate) fn new(credential: Credential) -> Self {
        let life = credential.expiry().map(|expiry| {
            let left = expiry.duration_since(SystemTime::now()).unwrap_or_default();
            // The last tenth or fifth of its life, so that a fleet does not come all at once.
            let before = left.mul_f64(0.1 + 0.1 * fastrand::f64()).min(EARLIEST);
            let now = Instant::now();
            Validity { refresh: now + left.saturating_sub(before), end: now + left }
        });
        Self { credential, life, key: Mutex::default() }
    }

    /// Who signs.
    pub(crate) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Whether it is good, and will be for a while.
    pub(crate) fn is_fresh(&self) -> bool {
        self.life.is_none_or(|life| Instant::now() < life.refresh)
    }

    /// Whether it is good.
    pub(crate) fn is_valid(&self) -> bool {
        self.life.is_none_or(|life| Instant::now() < life.end)
    }

    /// The key of a scope, derived once a day for each service.
    pub(crate) fn key(&self, scope: &Scope<'_>) -> SigningKey {
        let mut cached = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        match &*cached {
            Some(last) if scope.matches_key(&last.date, &last.service) => last.key.clone(),
            _ => {
                let key = self.credential.signing_key(scope);
                let (date, service) = scope.key_parts();
                let (date, service) = (date.to_owned(), service.to_owned());
                *cached = Some(Derived { date, service, key: key.clone() });
                key
            }
        }
    }
}
