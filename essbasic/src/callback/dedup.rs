//! Deduplication of callbacks.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::error::CallbackError;
use super::message::Message;

/// A store of handled messages.
///
/// Replicas that serve the same address share one, for example in a database.
///
/// A message is claimed before it is handled and marked as done afterwards. A process that crashes
/// in between loses nothing: the claim expires and the service sends the message again. Such a
/// message is handled twice, so handlers should be idempotent.
pub trait DedupStore: fmt::Debug + Send + Sync {
    /// Claims a message, unless it is claimed or done already.
    ///
    /// Must be atomic: of two concurrent calls, only one returns [`Claim::Claimed`].
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
    /// The error of `handler`; the message is then handled when it is sent again.
    /// [`CallbackErrorKind::DedupStore`](super::CallbackErrorKind::DedupStore) if the store fails; if it
    /// fails after `handler` succeeded, the message is handled twice.
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
/// Messages that were evicted, or received before the process started, count as new. Claims never evict
/// handled messages, however many handlers fail.
#[derive(Debug)]
pub struct MemoryDedupStore {
    capacity: usize,
    retention: Duration,
    claim_timeout: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    claimed: Entries,
    done: Entries,
}

/// Messages in the order in which they were added.
#[derive(Debug, Default)]
struct Entries {
    /// Sequence number, and time of insertion.
    by_key: BTreeMap<String, (u64, Instant)>,
    by_number: BTreeMap<u64, String>,
    last_number: u64,
}

impl MemoryDedupStore {
    /// Creates a store that keeps at most `capacity` handled messages, each for `retention`.
    ///
    /// It keeps at most as many claims, which expire after one minute.
    pub fn new(capacity: usize, retention: Duration) -> Self {
        let claim_timeout = Duration::from_secs(60);
        Self { capacity, retention, claim_timeout, state: Mutex::default() }
    }

    /// Sets the time after which a claim expires. Default: 1 minute.
    ///
    /// Must exceed the time that handling takes.
    #[must_use]
    pub fn claim_timeout(mut self, timeout: Duration) -> Self {
        self.claim_timeout = timeout;
        self
    }

    /// Returns the number of messages in the store, claimed or handled.
    pub fn len(&self) -> usize {
        let state = self.state();
        state.claimed.by_key.len() + state.done.by_key.len()
    }

    /// Returns whether the store is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn claim_at(&self, key: &str, now: Instant) -> Claim {
        let State { claimed, done } = &mut *self.state();
        done.evict(self.capacity, self.retention, now);
        claimed.evict(self.capacity, self.claim_timeout, now);
        if done.by_key.contains_key(key) {
            return Claim::Done;
        }
        if claimed.by_key.contains_key(key) {
            return Claim::InProgress;
        }
        claimed.insert(key, now);
        claimed.evict(self.capacity, self.claim_timeout, now);
        Claim::Claimed
    }
}

impl Default for MemoryDedupStore {
    /// Creates a store that keeps at most 100,000 handled messages, each for three days.
    fn default() -> Self {
        Self::new(100_000, Duration::from_secs(3 * 24 * 60 * 60))
    }
}

impl Entries {
    fn insert(&mut self, key: &str, now: Instant) {
        self.remove(key);
        self.last_number += 1;
        self.by_key.insert(key.to_owned(), (self.last_number, now));
        self.by_number.insert(self.last_number, key.to_owned());
    }

    fn remove(&mut self, key: &str) {
        if let Some((number, _)) = self.by_key.remove(key) {
            self.by_number.remove(&number);
        }
    }

    /// Evicts the oldest entries beyond the capacity, and all that have reached an age.
    fn evict(&mut self, capacity: usize, age: Duration, now: Instant) {
        while let Some((_, key)) = self.by_number.first_key_value() {
            let is_expired =
                self.by_key.get(key).is_none_or(|(_, at)| now.duration_since(*at) >= age);
            if self.by_key.len() <= capacity && !is_expired {
                return;
            }
            if let Some((_, key)) = self.by_number.pop_first() {
                self.by_key.remove(&key);
            }
        }
    }
}

impl DedupStore for MemoryDedupStore {
    fn try_claim<'a>(&'a self, key: &'a str) -> DedupFuture<'a, Claim> {
        Box::pin(async move { Ok(self.claim_at(key, Instant::now())) })
    }

    fn mark_done<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async move {
            let State { claimed, done } = &mut *self.state();
            claimed.remove(key);
            let now = Instant::now();
            done.insert(key, now);
            done.evict(self.capacity, self.retention, now);
            Ok(())
        })
    }

    fn release<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async move {
            self.state().claimed.remove(key);
            Ok(())
        })
    }
}
