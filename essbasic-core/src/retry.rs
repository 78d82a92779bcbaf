//! Retries: effects of actions, retry policy and retry budget.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::DateTime;
use http::{HeaderMap, header};

use crate::clock::{self, MAX_DURATION};
use crate::error::{Error, ErrorKind, Outcome};

/// Effect of executing an action, which determines whether a call may be retried.
///
/// The API has no idempotency key: repeating a [`Create`](Self::Create) creates a second contract. A call
/// that could not connect or was throttled is retried with any effect; after other errors the effect
/// decides.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Effect {
    /// Reads only.
    Read,
    /// Creates another link or code; earlier ones stay valid.
    Link,
    /// Sets a state. The codes are returned when the state was already set.
    Idempotent(&'static [&'static str]),
    /// Creates something. Never retried if the request may have been executed.
    Create,
    /// Costs money or notifies people. Never retried if the request may have been executed.
    Charge,
}

impl Effect {
    /// Returns the name in `#[tc_action(effect = …)]`: `read`, `link`, `idempotent`, `create` or `charge`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Link => "link",
            Self::Idempotent(_) => "idempotent",
            Self::Create => "create",
            Self::Charge => "charge",
        }
    }

    /// Returns the error codes that mean the action has already taken effect.
    pub const fn already_done_codes(self) -> &'static [&'static str] {
        match self {
            Self::Idempotent(codes) => codes,
            _ => &[],
        }
    }

    /// Returns whether a call with this effect may be sent again after `error`.
    ///
    /// | error | read, link | idempotent | create, charge |
    /// |---|---|---|---|
    /// | not connected, rate limited by the service | yes | yes | yes |
    /// | timeout, connection lost, HTTP 5xx | yes | yes | no |
    /// | `InternalError…`, `ServiceUnavailable` | yes | no | no |
    /// | any other | no | no | no |
    pub fn is_retryable(self, error: &Error) -> bool {
        let repeatable = matches!(self, Self::Read | Self::Link);
        let idempotent = repeatable || matches!(self, Self::Idempotent(_));
        match (error.kind(), error.code()) {
            (ErrorKind::Connect, _) => true,
            (ErrorKind::Service, Some(code)) => {
                code.is_throttling() || repeatable && code.is_server_fault()
            }
            (ErrorKind::Timeout | ErrorKind::Interrupted, _) => idempotent,
            (ErrorKind::Gateway, _) => idempotent && error.http_status() >= Some(500),
            _ => false,
        }
    }

    /// Returns whether `error` says that the action has already taken effect.
    pub(crate) fn is_already_done(self, error: &Error) -> bool {
        let code = error.code().filter(|_| error.outcome() == Outcome::Refused);
        code.is_some_and(|code| self.already_done_codes().contains(&code.as_str()))
    }
}

/// A retry policy: exponential backoff with full jitter, limited by attempts and the call's timeout.
///
/// Default: 4 attempts, delays of up to 0.2, 0.4 and 0.8 seconds. All calls of a client also share a retry
/// budget, so that a client does not multiply its load while the service fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RetryPolicy {
    max_attempts: u32,
    min_delay: Duration,
    max_delay: Duration,
}

impl RetryPolicy {
    /// Creates a policy that never retries.
    pub const fn none() -> Self {
        Self { max_attempts: 1, ..Self::new() }
    }

    /// Creates the default policy.
    pub const fn new() -> Self {
        Self {
            max_attempts: 4,
            min_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
        }
    }

    /// Sets the maximum number of attempts, the first included. Default: 4. 0 counts as 1.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Sets the bounds of the delays. Default: 0.2 and 20 seconds.
    ///
    /// Each delay is random between zero and its bound: `min` for the first retry, doubled for each
    /// further one, at most `max`.
    #[must_use]
    pub const fn backoff(mut self, min: Duration, max: Duration) -> Self {
        self.min_delay = min;
        self.max_delay = max;
        self
    }

    /// Returns the delay before the next attempt, or `None` if `attempts` has reached the maximum.
    ///
    /// The delay is at least `retry_after`, if the service sent one.
    pub(crate) fn next_delay(
        &self,
        attempts: u32,
        retry_after: Option<Duration>,
    ) -> Option<Duration> {
        if attempts >= self.max_attempts {
            return None;
        }
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let bound = self.min_delay.saturating_mul(doubled).min(self.max_delay).min(MAX_DURATION);
        Some(bound.mul_f64(fastrand::f64()).max(retry_after.unwrap_or_default()))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns the delay in `Retry-After`, given in seconds or as a date.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?.timestamp();
    let now = clock::date(headers).unwrap_or_else(clock::system_now);
    u64::try_from(until.saturating_sub(now)).ok().map(Duration::from_secs)
}

/// A token bucket that limits the retries of a client.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl RetryBudget {
    const CAPACITY: u32 = 500;
    const RETRY_COST: u32 = 5;

    /// Takes the cost of one retry. Returns `false` if the budget is exhausted.
    pub(crate) fn withdraw(&self) -> bool {
        let take = |tokens: u32| tokens.checked_sub(Self::RETRY_COST);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Returns one token after a successful attempt.
    pub(crate) fn deposit(&self) {
        let add = |tokens: u32| (tokens < Self::CAPACITY).then_some(tokens + 1);
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self(AtomicU32::new(Self::CAPACITY))
    }
}
