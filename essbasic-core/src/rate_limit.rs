//! How often an action may be called: waiting for one's turn instead of being refused.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

/// Says when a call may be sent. Programs that share an account share one of these, or one that
/// stands behind all of them.
pub trait RateLimiter: fmt::Debug + Send + Sync {
    /// Waits until a call may be sent. Dropping the wait gives it up, and costs nobody a turn.
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a>;
}

/// What wants to be sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct PermitRequest<'a> {
    /// Whose quota it is: a secret id, or the [account](crate::provider::CredentialProvider) of
    /// who gives changing ones.
    pub account: &'a str,
    /// The action, by its name.
    pub action: &'a str,
    /// How many calls of the action the service takes in a second.
    pub per_second: u32,
    /// Whether it was sent before, so that its caller has waited already.
    pub is_retry: bool,
}

/// A wait for one's turn.
pub type AcquireFuture<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The documented quota, kept in this process: in any second at most as many calls of an action
/// as the service takes. First come, first served, and what is sent again before what is new.
#[derive(Debug, Default)]
pub struct SlidingWindow {
    /// By account, and by action.
    buckets: std::sync::Mutex<BTreeMap<String, BTreeMap<String, Arc<Bucket>>>>,
}

/// The calls of one account and action.
#[derive(Debug, Default)]
struct Bucket {
    window: std::sync::Mutex<Window>,
    /// Where new calls queue, so that only the first of them stands at the gate.
    queue: Mutex<()>,
    /// Whoever holds it is next.
    gate: Mutex<()>,
}

/// What was let through, and who was not.
#[derive(Debug, Default)]
struct Window {
    /// When the last second's calls were let through.
    last: VecDeque<Instant>,
    /// How many wait; while there are any, nobody passes without having waited.
    waiting: usize,
}

/// One who waits, until dropped.
struct WaitConfig<'a>(&'a Bucket);

/// A second as the service counts it, and a little more, since of two calls the second may be
/// the faster on its way.
const SECOND: Duration = Duration::from_millis(1050);

impl SlidingWindow {
    fn bucket(&self, permit: PermitRequest<'_>) -> Arc<Bucket> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let known = buckets.get(permit.account).and_then(|actions| actions.get(permit.action));
        if let Some(bucket) = known {
            return Arc::clone(bucket);
        }
        let actions = buckets.entry(permit.account.to_owned()).or_default();
        Arc::clone(actions.entry(permit.action.to_owned()).or_default())
    }
}

impl Bucket {
    /// Waits for a turn: at once, or a second after the call that is as many calls back as fit
    /// in one.
    async fn acquire(&self, permit: PermitRequest<'_>) {
        let most = usize::try_from(permit.per_second).unwrap_or(usize::MAX).max(1);
        let Some(_waiting) = self.acquire_or_enqueue(most) else { return };
        let _first = if permit.is_retry { None } else { Some(self.queue.lock().await) };
        let _next = self.gate.lock().await;
        loop {
            let free = match self.window().try_acquire(most) {
                Ok(()) => return,
                Err(free) => free,
            };
            sleep_until(free).await;
        }
    }

    /// Lets a call through that nobody is before; any other waits from now on.
    fn acquire_or_enqueue(&self, most: usize) -> Option<WaitConfig<'_>> {
        let mut window = self.window();
        if window.waiting == 0 && window.try_acquire(most).is_ok() {
            return None;
        }
        window.waiting += 1;
        Some(WaitConfig(self))
    }

    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Window {
    /// Lets a call through, if so many in a second leave room for it; else says when they will.
    fn try_acquire(&mut self, most: usize) -> Result<(), Instant> {
        let now = Instant::now();
        // Those of before need not be remembered, of which a high quota would let in many.
        while self.last.front().is_some_and(|earliest| *earliest + SECOND <= now) {
            self.last.pop_front();
        }
        match self.last.front() {
            Some(earliest) if self.last.len() >= most => Err(*earliest + SECOND),
            _ => {
                self.last.push_back(now);
                Ok(())
            }
        }
    }
}

impl Drop for WaitConfig<'_> {
    fn drop(&mut self) {
        self.0.window().waiting -= 1;
    }
}

impl RateLimiter for SlidingWindow {
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        Box::pin(async move { self.bucket(permit).acquire(permit).await })
    }
}

impl<Q: RateLimiter + ?Sized> RateLimiter for Arc<Q> {
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        (**self).acquire(permit)
    }
}

/// No quota: the service refuses what is too much.
#[derive(Clone, Copy, Debug)]
pub struct Unlimited;

impl RateLimiter for Unlimited {
    fn acquire<'a>(&'a self, _demand: PermitRequest<'a>) -> AcquireFuture<'a> {
        Box::pin(std::future::ready(()))
    }
}
