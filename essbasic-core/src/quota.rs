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
pub trait Quota: fmt::Debug + Send + Sync {
    /// Waits until a call may be sent. Dropping the wait gives it up, and costs nobody a turn.
    fn turn<'a>(&'a self, demand: Demand<'a>) -> Turn<'a>;
}

/// What wants to be sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Demand<'a> {
    /// Whose quota it is: a secret id, or the [account](crate::provider::CredentialProvider) of
    /// who gives changing ones.
    pub account: &'a str,
    /// The action, by its name.
    pub action: &'a str,
    /// How many calls of the action the service takes in a second.
    pub per_second: u32,
    /// Whether it was sent before, so that its caller has waited already.
    pub again: bool,
}

/// A wait for one's turn.
pub type Turn<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The documented quota, kept in this process: in any second at most as many calls of an action
/// as the service takes. First come, first served, and what is sent again before what is new.
#[derive(Debug, Default)]
pub struct PerSecond {
    /// By account, and by action.
    lanes: std::sync::Mutex<BTreeMap<String, BTreeMap<String, Arc<Lane>>>>,
}

/// The calls of one account and action.
#[derive(Debug, Default)]
struct Lane {
    passed: std::sync::Mutex<Passed>,
    /// Where new calls queue, so that only the first of them stands at the gate.
    queue: Mutex<()>,
    /// Whoever holds it is next.
    gate: Mutex<()>,
}

/// What was let through, and who was not.
#[derive(Debug, Default)]
struct Passed {
    /// When the last second's calls were let through.
    last: VecDeque<Instant>,
    /// How many wait; while there are any, nobody passes without having waited.
    waiting: usize,
}

/// One who waits, until dropped.
struct Waiting<'a>(&'a Lane);

/// A second as the service counts it, and a little more, since of two calls the second may be
/// the faster on its way.
const SECOND: Duration = Duration::from_millis(1050);

impl PerSecond {
    fn lane(&self, demand: Demand<'_>) -> Arc<Lane> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lanes.get(demand.account).and_then(|actions| actions.get(demand.action));
        if let Some(lane) = known {
            return Arc::clone(lane);
        }
        let actions = lanes.entry(demand.account.to_owned()).or_default();
        Arc::clone(actions.entry(demand.action.to_owned()).or_default())
    }
}

impl Lane {
    /// Waits for a turn: at once, or a second after the call that is as many calls back as fit
    /// in one.
    async fn turn(&self, demand: Demand<'_>) {
        let most = usize::try_from(demand.per_second).unwrap_or(usize::MAX).max(1);
        let Some(_waiting) = self.at_once_or_later(most) else { return };
        let _first = if demand.again { None } else { Some(self.queue.lock().await) };
        let _next = self.gate.lock().await;
        loop {
            let free = match self.passed().pass(most) {
                Ok(()) => return,
                Err(free) => free,
            };
            sleep_until(free).await;
        }
    }

    /// Lets a call through that nobody is before; any other waits from now on.
    fn at_once_or_later(&self, most: usize) -> Option<Waiting<'_>> {
        let mut passed = self.passed();
        if passed.waiting == 0 && passed.pass(most).is_ok() {
            return None;
        }
        passed.waiting += 1;
        Some(Waiting(self))
    }

    fn passed(&self) -> MutexGuard<'_, Passed> {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Passed {
    /// Lets a call through, if so many in a second leave room for it; else says when they will.
    fn pass(&mut self, most: usize) -> Result<(), Instant> {
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

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.passed().waiting -= 1;
    }
}

impl Quota for PerSecond {
    fn turn<'a>(&'a self, demand: Demand<'a>) -> Turn<'a> {
        Box::pin(async move { self.lane(demand).turn(demand).await })
    }
}

impl<Q: Quota + ?Sized> Quota for Arc<Q> {
    fn turn<'a>(&'a self, demand: Demand<'a>) -> Turn<'a> {
        (**self).turn(demand)
    }
}

/// No quota: the service refuses what is too much.
#[derive(Clone, Copy, Debug)]
pub struct Unlimited;

impl Quota for Unlimited {
    fn turn<'a>(&'a self, _demand: Demand<'a>) -> Turn<'a> {
        Box::pin(std::future::ready(()))
    }
}
