//! What repeating an action does, and so what may be repeated, when and how often.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::error::{Error, ErrorKind, Outcome};

/// What happens when the service carries an action out twice.
///
/// Until bytes were sent anything may be tried again. After that only the class knows: there is
/// no idempotency key in this API, so a repeated `create` is a second contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Effect {
    /// Nothing: it only looks.
    Read,
    /// Another link or code is made, and the first stays as good.
    Link,
    /// The same state is set again; these codes say that it was set already.
    Idempotent(&'static [&'static str]),
    /// A second thing is made. Never repeated once it may have arrived.
    Create,
    /// Money is spent or people are notified again. Never repeated once it may have arrived.
    Charge,
}

impl Effect {
    /// The class in one word, as `#[tc_action(effect = …)]` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Link => "link",
            Self::Idempotent(_) => "idempotent",
            Self::Create => "create",
            Self::Charge => "charge",
        }
    }

    /// The codes that say it was done already.
    pub const fn already_done_codes(self) -> &'static [&'static str] {
        match self {
            Self::Idempotent(codes) => codes,
            _ => &[],
        }
    }

    /// Whether an action of this class may be sent again after a failure.
    ///
    /// | failure | read, mint | settle | create, charge |
    /// |---|---|---|---|
    /// | no connection, or called too often | yes | yes | yes |
    /// | timeout, broken connection, a gateway's 5xx | yes | yes | no |
    /// | `InternalError…`, `ServiceUnavailable` | yes | no | no |
    /// | anything else | no | no | no |
    pub fn is_retryable(self, failure: &Error) -> bool {
        let looks = matches!(self, Self::Read | Self::Link);
        match (failure.kind(), failure.code()) {
            (ErrorKind::Connect, _) => true,
            (ErrorKind::Service, Some(code)) => {
                let broken = matches!(code.class(), "InternalError" | "ServiceUnavailable");
                code.is_throttling() || looks && broken
            }
            (ErrorKind::Timeout | ErrorKind::Interrupted, _) => looks || self.is_idempotent(),
            (ErrorKind::Gateway, _) => {
                let broken = failure.http_status().is_some_and(|status| status >= 500);
                broken && (looks || self.is_idempotent())
            }
            _ => false,
        }
    }

    /// Whether a refusal means that an earlier attempt, of which nothing was heard, did it.
    pub(crate) fn is_already_done(self, failure: &Error, unheard: bool) -> bool {
        let code = failure.code().filter(|_| unheard && failure.outcome() == Outcome::Refused);
        code.is_some_and(|code| self.already_done_codes().contains(&code.as_str()))
    }

    fn is_idempotent(self) -> bool {
        matches!(self, Self::Idempotent(_))
    }
}

/// How often and how patiently a client repeats what may be repeated.
///
/// The waits grow exponentially, and each is drawn at random from zero to its bound, so that
/// clients that failed together do not come back together. All of them count into the call's
/// time. A client that fails all the time stops repeating: repetitions come out of a budget
/// which successes deposit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RetryPolicy {
    max_attempts: u32,
    min_delay: Duration,
    max_delay: Duration,
}

impl RetryPolicy {
    /// Nothing is ever repeated.
    pub const fn none() -> Self {
        Self { max_attempts: 1, ..Self::new() }
    }

    /// Up to four attempts, with waits of up to 0.2, 0.4 and 0.8 seconds.
    pub const fn new() -> Self {
        Self {
            max_attempts: 4,
            min_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
        }
    }

    /// How many attempts there are at most, the first included.
    #[must_use]
    pub const fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = if max_attempts == 0 { 1 } else { max_attempts };
        self
    }

    /// The bound of the first wait, and the bound of all.
    #[must_use]
    pub const fn backoff(mut self, min_delay: Duration, max_delay: Duration) -> Self {
        self.min_delay = min_delay;
        self.max_delay = max_delay;
        self
    }

    /// How long to wait after so many attempts, at least as long as the service asks; nothing
    /// when there have been enough.
    pub(crate) fn next_delay(&self, attempts: u32, asked: Option<Duration>) -> Option<Duration> {
        if attempts >= self.max_attempts {
            return None;
        }
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let bound = self.min_delay.saturating_mul(doubled).min(self.max_delay);
        Some(bound.mul_f64(fastrand::f64()).max(asked.unwrap_or_default()))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// What repetitions come out of, for all calls of a client together.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

/// What a budget holds at most, and what a repetition takes out of it.
const FULL: u32 = 500;
const COST: u32 = 5;

impl Default for RetryBudget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl RetryBudget {
    /// Pays for a repetition; false when there is nothing left to withdraw with.
    pub(crate) fn withdraw(&self) -> bool {
        let paid = |left: u32| left.checked_sub(COST);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, paid).is_ok()
    }

    /// A call that succeeded at once fills a little in.
    pub(crate) fn deposit(&self) {
        let refilled = |left: u32| (left < FULL).then_some(left + 1);
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refilled);
    }
}
