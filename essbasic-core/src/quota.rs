//! How often an action may be called: waiting for one's turn instead of being refused.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::action::Descriptor;

/// Says when a call may be sent. Programs that share an account share one of these.
pub trait Quota: fmt::Debug + Send + Sync {
    /// Waits until an account may call an action again. Dropping the wait gives it up.
    fn turn<'a>(&'a self, secret_id: &'a str, action: &'static Descriptor) -> Turn<'a>;
}

/// A wait for one's turn.
pub type Turn<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The documented quota, kept in this process: in any second at most as many calls of an action
/// as its descriptor says, first come first served.
#[derive(Debug, Default)]
pub struct PerSecond {
    turns: Mutex<BTreeMap<(String, &'static str), VecDeque<Instant>>>,
}

/// A second as the service counts it, and a little more for the difference of two clocks.
const SECOND: Duration = Duration::from_millis(1020);

impl PerSecond {
    /// The next turn: at once, or a second after the call that is as many calls back as fit in
    /// one.
    fn reserve(&self, secret_id: &str, action: &'static Descriptor, now: Instant) -> Instant {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let turns = turns.entry((secret_id.to_owned(), action.name)).or_default();
        let full = turns.len() >= usize::try_from(action.rate_limit).unwrap_or(usize::MAX);
        let earliest = if full { turns.pop_front() } else { None };
        let turn = earliest.map_or(now, |earliest| now.max(earliest + SECOND));
        turns.push_back(turn);
        turn
    }
}

impl Quota for PerSecond {
    fn turn<'a>(&'a self, secret_id: &'a str, action: &'static Descriptor) -> Turn<'a> {
        Box::pin(async move {
            let now = Instant::now();
            let turn = self.reserve(secret_id, action, now);
            if turn > now {
                sleep_until(turn).await;
            }
        })
    }
}

impl<Q: Quota + ?Sized> Quota for Arc<Q> {
    fn turn<'a>(&'a self, secret_id: &'a str, action: &'static Descriptor) -> Turn<'a> {
        (**self).turn(secret_id, action)
    }
}

/// No quota: the service refuses what is too much.
#[derive(Clone, Copy, Debug)]
pub struct Unlimited;

impl Quota for Unlimited {
    fn turn<'a>(&'a self, _secret_id: &'a str, _action: &'static Descriptor) -> Turn<'a> {
        Box::pin(std::future::ready(()))
    }
}
