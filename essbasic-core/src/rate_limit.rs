//! Client-side rate limiting per account and action.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use crate::error::Error;

/// A rate limiter: calls wait for its permits instead of being rejected by the service.
///
/// Clients that use the same account share one limiter, in an [`Arc`] within a process, or one that
/// several processes reach.
///
/// A limiter may refuse: the call then ends with its error and was not sent. A limiter that cannot
/// be reached returns [`Error::permit_denied`] instead of waiting forever.
pub trait RateLimiter: fmt::Debug + Send + Sync {
    /// Waits for a permit. Dropping the future releases its place in the queue.
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a>;
}

/// A request for a permit to send one attempt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct PermitRequest<'a> {
    /// Account that the limit applies to; see [`ClientBuilder::account`].
    ///
    /// [`ClientBuilder::account`]: crate::ClientBuilder::account
    pub account: &'a str,
    /// Name of the action.
    pub action: &'a str,
    /// Calls per second that the service accepts for the action.
    pub per_second: u32,
    /// `true` for a retry; retries are admitted before new calls.
    pub is_retry: bool,
}

/// Future returned by [`RateLimiter::acquire`]. An error ends the call, which was not sent.
pub type AcquireFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;

/// A rate limiter that keeps the service's limits in this process. The default.
///
/// In any window of one second it admits at most the action's number of calls, in order of arrival,
/// retries first. It never refuses.
#[derive(Debug, Default)]
pub struct SlidingWindow {
    /// By account, and by action.
    buckets: std::sync::Mutex<BTreeMap<String, BTreeMap<String, Arc<Bucket>>>>,
}

/// The permits of one account and action.
#[derive(Debug, Default)]
struct Bucket {
    window: std::sync::Mutex<Window>,
    /// Queue of new calls; only its head competes for `next`.
    queue: Mutex<()>,
    /// Held by the call that gets the next permit.
    next: Mutex<()>,
}

/// The permits of the last second, and the number of calls that wait.
#[derive(Debug, Default)]
struct Window {
    permits: VecDeque<Instant>,
    /// While calls wait, none is admitted without having waited.
    waiting: usize,
}

/// A call that waits, until it is dropped.
struct QueueGuard<'a>(&'a Bucket);

/// Length of the window: the service's second, and a margin because requests may overtake each
/// other on their way.
const WINDOW: Duration = Duration::from_millis(1050);

/// Number of accounts, or of actions of one, above which unused ones are dropped: temporary credentials
/// of calls have other IDs every few hours.
const MAX_BUCKETS: usize = 1024;

impl SlidingWindow {
    fn bucket(&self, permit: PermitRequest<'_>) -> Arc<Bucket> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let known = buckets.get(permit.account).and_then(|actions| actions.get(permit.action));
        if let Some(bucket) = known {
            return Arc::clone(bucket);
        }
        let actions = buckets.get(permit.account).map_or(0, BTreeMap::len);
        if buckets.len().max(actions) >= MAX_BUCKETS {
            let now = Instant::now();
            buckets.retain(|_, actions| {
                actions.retain(|_, bucket| Arc::strong_count(bucket) > 1 || bucket.is_used(now));
                !actions.is_empty()
            });
        }
        let actions = buckets.entry(permit.account.to_owned()).or_default();
        Arc::clone(actions.entry(permit.action.to_owned()).or_default())
    }
}

impl Bucket {
    /// Returns whether a permit was granted within the window.
    fn is_used(&self, now: Instant) -> bool {
        self.window().permits.back().is_some_and(|last| *last + WINDOW > now)
    }

    /// Waits for a permit, which is available at once or when the oldest of the last `per_second` permits
    /// has left the window.
    async fn acquire(&self, permit: PermitRequest<'_>) {
        let limit = usize::try_from(permit.per_second).unwrap_or(usize::MAX).max(1);
        let Some(_waiting) = self.acquire_or_enqueue(limit) else { return };
        let _head = if permit.is_retry { None } else { Some(self.queue.lock().await) };
        let _next = self.next.lock().await;
        loop {
            let attempt = self.window().try_acquire(limit);
            let Err(available) = attempt else { return };
            sleep_until(available).await;
        }
    }

    /// Takes a permit if one is free and no call waits; otherwise joins those that wait.
    fn acquire_or_enqueue(&self, limit: usize) -> Option<QueueGuard<'_>> {
        let mut window = self.window();
        if window.waiting == 0 && window.try_acquire(limit).is_ok() {
            return None;
        }
        window.waiting += 1;
        Some(QueueGuard(self))
    }

    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Window {
    /// Takes a permit, or returns when the next one becomes available.
    fn try_acquire(&mut self, limit: usize) -> Result<(), Instant> {
        let now = Instant::now();
        // Expired permits are dropped first: a high limit would otherwise keep many.
        while self.permits.front().is_some_and(|earliest| *earliest + WINDOW <= now) {
            self.permits.pop_front();
        }
        match self.permits.front() {
            Some(earliest) if self.permits.len() >= limit => Err(*earliest + WINDOW),
            _ => {
                self.permits.push_back(now);
                Ok(())
            }
        }
    }
}

impl Drop for QueueGuard<'_> {
    fn drop(&mut self) {
        self.0.window().waiting -= 1;
    }
}

impl RateLimiter for SlidingWindow {
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        Box::pin(async move {
            self.bucket(permit).acquire(permit).await;
            Ok(())
        })
    }
}

impl<L: RateLimiter + ?Sized> RateLimiter for Arc<L> {
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        (**self).acquire(permit)
    }
}

/// A rate limiter that admits every call at once; the service rejects those above its limit.
#[derive(Clone, Copy, Debug)]
pub struct Unlimited;

impl RateLimiter for Unlimited {
    fn acquire<'a>(&'a self, _permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        Box::pin(std::future::ready(Ok(())))
    }
}
