//! The permits of one action in this process: a queue, the reservation of the next permit, and this
//! process's share.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::connection_manager::{ConnectionManager, Reply};
use super::{Fallback, Keys, WINDOW};
use crate::{FleetError, FleetErrorKind};

/// Delay after which a reservation has lapsed, because its process was paused.
///
/// Half of the window's margin.
const MAX_DELAY: Duration = Duration::from_millis(25);

/// Maximum number of consecutive reservations that may lapse.
const MAX_LAPSES: u32 = 4;

/// A request for a permit, with the limiter's settings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request {
    pub(super) limit: u32,
    pub(super) is_retry: bool,
    pub(super) fallback: Fallback,
    pub(super) max_wait: Duration,
}

/// The permits of one action.
#[derive(Debug)]
pub(super) struct Bucket {
    keys: Keys,
    waiting: AtomicUsize,
    /// Queue of new calls; only its head competes for `next`.
    queue: Mutex<()>,
    /// Locked by the call that gets the next permit.
    ///
    /// A cancelled call leaves its reservation to the next one.
    next: Mutex<NextPermit>,
    /// Times of the permits that this process used, at most the limit.
    used: std::sync::Mutex<VecDeque<Instant>>,
}

/// The reservation of the next permit.
#[derive(Debug, Default)]
struct NextPermit {
    /// A request to the server that is in progress.
    pending: Option<JoinHandle<Result<Reply, FleetError>>>,
    reserved: Option<Instant>,
}

/// Counts a waiting call until it is dropped.
struct QueueGuard<'a>(&'a AtomicUsize);

impl Bucket {
    pub(super) fn new(keys: Keys) -> Self {
        Self {
            keys,
            waiting: AtomicUsize::new(0),
            queue: Mutex::default(),
            next: Mutex::default(),
            used: std::sync::Mutex::default(),
        }
    }

    /// Waits for a permit.
    pub(super) async fn acquire(
        &self,
        connection: &Arc<ConnectionManager>,
        call: Request,
    ) -> Result<(), FleetError> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = QueueGuard(&self.waiting);
        // The calls before this one take at least as long, even without other processes.
        let windows = u32::try_from(before).unwrap_or(u32::MAX) / call.limit;
        if !call.is_retry && WINDOW.saturating_mul(windows) > call.max_wait {
            return Err(busy(call.max_wait));
        }
        let deadline = super::saturating_add(Instant::now(), call.max_wait);
        let permit = timeout_at(deadline, self.acquire_until(connection, call, deadline)).await;
        permit.unwrap_or_else(|_| Err(busy(call.max_wait)))
    }

    async fn acquire_until(
        &self,
        connection: &Arc<ConnectionManager>,
        call: Request,
        deadline: Instant,
    ) -> Result<(), FleetError> {
        let _head = if call.is_retry { None } else { Some(self.queue.lock().await) };
        let mut next = self.next.lock().await;
        let mut lapses = 0;
        loop {
            let at = match next.reserve(connection, &self.keys, call.limit, deadline).await {
                Ok(Some(at)) => at,
                // The response took longer than a reservation is valid.
                Ok(None) => continue,
                Err(error) if error.kind() == FleetErrorKind::Busy => {
                    return Err(busy(call.max_wait));
                }
                Err(error) => {
                    let Fallback::OwnShare { replicas } = call.fallback else {
                        return Err(error);
                    };
                    match self.take_share(call.limit, replicas, connection.quiet_until()) {
                        Ok(()) => return Ok(()),
                        Err(available) => sleep_until(available).await,
                    }
                    continue;
                }
            };
            // A timer that has expired already still takes a millisecond.
            if Instant::now() < at {
                sleep_until(at).await;
            }
            next.reserved = None;
            if at.elapsed() <= MAX_DELAY || lapses == MAX_LAPSES {
                self.record(call.limit);
                return Ok(());
            }
            lapses += 1;
        }
    }

    /// Takes a permit of this process's share, or returns when one becomes available.
    fn take_share(&self, limit: u32, replicas: u32, quiet_until: Instant) -> Result<(), Instant> {
        let now = Instant::now();
        if now < quiet_until {
            return Err(quiet_until);
        }
        let share = limit / replicas;
        // A share of less than one permit per window: one permit in several windows.
        let window = if share == 0 { WINDOW * replicas.div_ceil(limit) } else { WINDOW };
        let share = usize::try_from(share).unwrap_or(usize::MAX).max(1);
        let mut used = self.used();
        if let Some(index) = used.len().checked_sub(share) {
            let available = used[index] + window;
            if available > now {
                return Err(available);
            }
        }
        push(&mut used, now, limit);
        Ok(())
    }

    fn record(&self, limit: u32) {
        push(&mut self.used(), Instant::now(), limit);
    }

    fn used(&self) -> MutexGuard<'_, VecDeque<Instant>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl NextPermit {
    /// Reserves a permit, unless a cancelled call left its reservation.
    ///
    /// Returns `None` if the response was too late for the permit to be used.
    async fn reserve(
        &mut self,
        connection: &Arc<ConnectionManager>,
        keys: &Keys,
        limit: u32,
        deadline: Instant,
    ) -> Result<Option<Instant>, FleetError> {
        if let Some(at) = self.reserved {
            if at.elapsed() <= MAX_DELAY {
                return Ok(Some(at));
            }
            self.reserved = None;
        }
        // In a task, because the permit is reserved even if this call is cancelled.
        let task = self.pending.get_or_insert_with(|| {
            let (connection, keys) = (Arc::clone(connection), keys.clone());
            let longest = deadline.saturating_duration_since(Instant::now());
            tokio::spawn(async move { connection.reserve(&keys, limit, longest).await })
        });
        let reply = task.await;
        self.pending = None;
        match reply {
            Ok(Ok(Reply::Granted(at))) => {
                self.reserved = Some(at);
                Ok(Some(at))
            }
            Ok(Ok(Reply::Late)) => Ok(None),
            Ok(Ok(Reply::TooLong)) => Err(busy(Duration::ZERO)),
            Ok(Err(error)) => Err(error),
            // Its runtime has ended.
            Err(_) => Err(connection.unavailable()),
        }
    }
}

fn push(used: &mut VecDeque<Instant>, now: Instant, limit: u32) {
    used.push_back(now);
    while used.len() > usize::try_from(limit).unwrap_or(usize::MAX) {
        used.pop_front();
    }
}

fn busy(max_wait: Duration) -> FleetError {
    let message = format!("no permit becomes available within {max_wait:?}");
    let hint = "send fewer calls of this action at once, or raise `max_wait`";
    FleetError::new(FleetErrorKind::Busy, message, hint)
}

impl Drop for QueueGuard<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
