//! The memory of one process: bounded in number and in time.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Claim, DedupFuture, DedupStore};

/// Remembers messages in this process: so many at most, and so long.
///
/// What it has forgotten, because it is long ago, because it was too much or because the process
/// was started anew, counts as never seen.
#[derive(Debug)]
pub struct MemoryDedupStore {
    most: usize,
    memory: Duration,
    claim: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: BTreeMap<String, Entry>,
    /// The keys in the order of their claims. One that was claimed again stands here again; its
    /// earlier place is void.
    order: VecDeque<(u64, Instant, String)>,
    claims: u64,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Which claim it was, counted from the start.
    number: u64,
    since: Instant,
    handled: bool,
}

impl MemoryDedupStore {
    /// A memory of at most so many messages, each for so long.
    ///
    /// A claim ends after a minute, or as soon as the message is forgotten.
    pub fn new(most: usize, memory: Duration) -> Self {
        let claim = Duration::from_secs(60);
        Self { most, memory, claim, state: Mutex::default() }
    }

    /// Says how long a claim lasts that nobody ends: longer than handling ever takes.
    #[must_use]
    pub fn claim_timeout(mut self, claim: Duration) -> Self {
        self.claim = claim;
        self
    }

    /// How many messages are remembered.
    pub fn len(&self) -> usize {
        self.state().entries.len()
    }

    /// Whether none are.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn claimed(&self, key: &str, now: Instant) -> Claim {
        let mut state = self.state();
        state
            .forget(|number, since| number > self.most || now.duration_since(since) >= self.memory);
        match state.entries.get(key) {
            Some(entry) if entry.handled => return Claim::Done,
            Some(entry) if now.duration_since(entry.since) < self.claim => {
                return Claim::InProgress;
            }
            _ => {}
        }
        state.enter(key, now);
        state.forget(|number, _| number > self.most);
        Claim::Claimed
    }
}

impl Default for MemoryDedupStore {
    /// A memory of 100,000 messages, each for three days.
    fn default() -> Self {
        Self::new(100_000, Duration::from_secs(3 * 24 * 60 * 60))
    }
}

impl State {
    fn enter(&mut self, key: &str, now: Instant) {
        self.claims += 1;
        let entry = Entry { number: self.claims, since: now, handled: false };
        self.entries.insert(key.to_owned(), entry);
        self.order.push_back((self.claims, now, key.to_owned()));
    }

    /// Forgets the oldest as long as they are too many or too old.
    fn forget(&mut self, too: impl Fn(usize, Instant) -> bool) {
        while let Some((number, since, key)) = self.order.front() {
            if !too(self.order.len(), *since) {
                return;
            }
            if self.entries.get(key).is_some_and(|entry| entry.number == *number) {
                self.entries.remove(key);
            }
            self.order.pop_front();
        }
    }
}

impl DedupStore for MemoryDedupStore {
    fn claim<'a>(&'a self, key: &'a str) -> DedupFuture<'a, Claim> {
        Box::pin(async move { Ok(self.claimed(key, Instant::now())) })
    }

    fn mark_done<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async move {
            let mut state = self.state();
            match state.entries.get_mut(key) {
                Some(entry) => entry.handled = true,
                // Forgotten meanwhile: there was too much, or it took too long.
                None => {
                    state.enter(key, Instant::now());
                    state.entries.entry(key.to_owned()).and_modify(|entry| entry.handled = true);
                    state.forget(|number, _| number > self.most);
                }
            }
            Ok(())
        })
    }

    fn release<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async move {
            let mut state = self.state();
            if state.entries.get(key).is_some_and(|entry| !entry.handled) {
                state.entries.remove(key);
            }
            Ok(())
        })
    }
}
