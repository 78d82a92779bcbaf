//! How often an action may be called: waiting for one's turn instead of being refused.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, PoisonError};
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
    /// Where new calls queue, so that only the first of them stands at the gate.
    queue: Mutex<()>,
    /// When the last second's calls were let through; whoever holds it is next.
    gate: Mutex<VecDeque<Instant>>,
}

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
        let _first = if demand.again { None } else { Some(self.queue.lock().await) };
        let mut passed = self.gate.lock().await;
        let most = usize::try_from(demand.per_second).unwrap_or(usize::MAX).max(1);
        let mut now = Instant::now();
        // Those of before need not be remembered, of which a high quota would let in many.
        while passed.front().is_some_and(|earliest| *earliest + SECOND <= now) {
            passed.pop_front();
        }
        if passed.len() >= most
            && let Some(earliest) = passed.front()
        {
            sleep_until(*earliest + SECOND).await;
            passed.pop_front();
            now = Instant::now();
        }
        passed.push_back(now);
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
