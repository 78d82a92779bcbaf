//! Deduplication of callbacks.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::error::CallbackError;
use super::message::Message;

/// A store of handled messages. Replicas that serve the same address share one, for example in a
/// database.
///
/// A message is claimed before it is handled and marked as done afterwards. A process that crashes
/// in between loses nothing: the claim expires and the service sends the message again. Such a
/// message is handled twice, so handlers should be idempotent.
pub trait DedupStore: fmt::Debug + Send + Sync {
    /// Claims a message, unless it is claimed or done already. Must be atomic: of two concurrent
    /// calls, only one returns [`Claim::Claimed`].
    fn try_claim<'a>(&'a self, key: &'a str) -> DedupFuture<'a, Claim>;

    /// Marks a claimed message as done.
    fn mark_done<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()>;

    /// Releases a claim, so that the message can be claimed when it is sent again.
    fn release<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()>;
}

/// Future of a [`DedupStore`]. Fails with [`CallbackError::dedup_store`].
pub type DedupFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, CallbackError>> + Send + 'a>>;

/// Result of [`DedupStore::try_claim`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Claim {
    /// The caller holds the claim and handles the message.
    Claimed,
    /// Another claim has not ended or expired yet.
    InProgress,
    /// The message was handled.
    Done,
}

/// Result of [`Message::handle_once`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Delivery<T> {
    /// The message was handled. Respond with 200.
    Handled(T),
    /// The message was handled before. Respond with 200.
    Duplicate,
    /// The message is being handled. Respond with 503, so that it is sent again in case that fails.
    InProgress,
}

impl<T> Delivery<T> {
    /// Returns the HTTP status to respond with.
    pub fn status(&self) -> u16 {
        match self {
            Self::Handled(_) | Self::Duplicate => 200,
            Self::InProgress => 503,
        }
    }
}

impl Message {
    /// Handles the message, unless it was handled before.
    ///
    /// ```
    /// use essbasic::callback::{CallbackError, MemoryDedupStore, Message};
    ///
    /// async fn on_message(store: &MemoryDedupStore, message: Message) -> Result<u16, CallbackError> {
    ///     let delivery = message.handle_once(store, async {
    ///         println!("{:?}", message.event);
    ///         Ok::<_, CallbackError>(())
    ///     });
    ///     Ok(delivery.await?.status())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The error of `handler`, after which the message is handled when it is sent again, and
    /// [`CallbackErrorKind::DedupStore`](super::CallbackErrorKind::DedupStore).
    pub async fn handle_once<T, E: From<CallbackError>>(
        &self,
        store: &(impl DedupStore + ?Sized),
        handler: impl Future<Output = Result<T, E>>,
    ) -> Result<Delivery<T>, E> {
        match store.try_claim(self.key()).await? {
            Claim::Done => return Ok(Delivery::Duplicate),
            Claim::InProgress => return Ok(Delivery::InProgress),
            Claim::Claimed => {}
        }
        match handler.await {
            Ok(value) => {
                store.mark_done(self.key()).await?;
                Ok(Delivery::Handled(value))
            }
            Err(error) => {
                // If this fails, the claim expires later.
                let _ = store.release(self.key()).await;
                Err(error)
            }
        }
    }
}

impl<S: DedupStore + ?Sized> DedupStore for Arc<S> {
    fn try_claim<'a>(&'a self, key: &'a str) -> DedupFuture<'a, Claim> {
        (**self).try_claim(key)
    }

    fn mark_done<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        (**self).mark_done(key)
    }

    fn release<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        (**self).release(key)
    }
}

/// A [`DedupStore`] in the memory of one process, limited by number and age of messages.
///
/// Messages that were evicted, or received before the process started, count as new.
#[derive(Debug)]
pub struct MemoryDedupStore {
    capacity: usize,
    retention: Duration,
    claim_timeout: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: BTreeMap<String, Entry>,
    /// Keys in the order of their claims. A key that was claimed again is in the queue twice; only
    /// the position with the entry's number counts.
    queue: VecDeque<(u64, Instant, String)>,
    claims: u64,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Sequence number of the claim.
    number: u64,
    since: Instant,
    done: bool,
}

impl MemoryDedupStore {
    /// Creates a store that keeps at most `capacity` messages, each for `retention`. Claims expire
    /// after one minute.
    pub fn new(capacity: usize, retention: Duration) -> Self {
        let claim_timeout = Duration::from_secs(60);
        Self { capacity, retention, claim_timeout, state: Mutex::default() }
    }

    /// Sets the time after which a claim expires. Must exceed the time that handling takes.
    /// Default: 1 minute.
    #[must_use]
    pub fn claim_timeout(mut self, timeout: Duration) -> Self {
        self.claim_timeout = timeout;
        self
    }

    /// Returns the number of messages in the store.
    pub fn len(&self) -> usize {
        self.state().entries.len()
    }

    /// Returns whether the store is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn claim_at(&self, key: &str, now: Instant) -> Claim {
        let mut state = self.state();
        state.evict_while(|length, since| {
            length > self.capacity || now.duration_since(since) >= self.retention
        });
        match state.entries.get(key) {
            Some(entry) if entry.done => return Claim::Done,
            Some(entry) if now.duration_since(entry.since) < self.claim_timeout => {
                return Claim::InProgress;
            }
            _ => {}
        }
        state.insert(key, now, false);
        state.evict_while(|length, _| length > self.capacity);
        Claim::Claimed
    }
}

impl Default for MemoryDedupStore {
    /// Creates a store that keeps at most 100,000 messages, each for three days.
    fn default() -> Self {
        Self::new(100_000, Duration::from_secs(3 * 24 * 60 * 60))
    }
}

impl State {
    fn insert(&mut self, key: &str, now: Instant, done: bool) {
        self.claims += 1;
        let entry = Entry { number: self.claims, since: now, done };
        self.entries.insert(key.to_owned(), entry);
        self.queue.push_back((self.claims, now, key.to_owned()));
    }

    /// Evicts the oldest entry while `exceeds` holds for the queue's length and the entry's age.
    fn evict_while(&mut self, exceeds: impl Fn(usize, Instant) -> bool) {
        while let Some((number, since, key)) = self.queue.front() {
            if !exceeds(self.queue.len(), *since) {
                return;
            }
            if self.entries.get(key).is_some_and(|entry| entry.number == *number) {
                self.entries.remove(key);
            }
            self.queue.pop_front();
        }
    }
}

impl DedupStore for MemoryDedupStore {
    fn try_claim<'a>(&'a self, key: &'a str) -> DedupFuture<'a, Claim> {
        Box::pin(async move { Ok(self.claim_at(key, Instant::now())) })
    }

    fn mark_done<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async move {
            let mut state = self.state();
            match state.entries.get_mut(key) {
                Some(entry) => entry.done = true,
                // Evicted while it was handled.
                None => {
                    state.insert(key, Instant::now(), true);
                    state.evict_while(|length, _| length > self.capacity);
                }
            }
            Ok(())
        })
    }

    fn release<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async move {
            let mut state = self.state();
            if state.entries.get(key).is_some_and(|entry| !entry.done) {
                state.entries.remove(key);
            }
            Ok(())
        })
    }
}
