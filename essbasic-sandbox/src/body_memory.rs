//! Memory for the bodies of calls.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::limits;

/// Memory for the bodies of all calls.
///
/// A body reserves its announced length before it is read. Small and large ones have memory of their
/// own, so that uploads do not delay ordinary calls.
#[derive(Debug)]
pub(crate) struct BodyMemory {
    small: Arc<Semaphore>,
    large: Arc<Semaphore>,
    calls: Arc<Semaphore>,
}

/// Memory that is reserved for a body until it is dropped.
pub(crate) struct Reservation {
    _memory: OwnedSemaphorePermit,
    is_large: bool,
}

impl BodyMemory {
    pub(crate) fn new() -> Self {
        let semaphore = |permits| Arc::new(Semaphore::new(permits));
        Self {
            small: semaphore(limits::SMALL_BODIES_BYTES >> 10),
            large: semaphore(limits::LARGE_BODIES_BYTES >> 10),
            calls: semaphore(limits::LARGE_CALLS),
        }
    }

    /// Reserves memory, in units of 1 KiB.
    pub(crate) async fn reserve(&self, bytes: usize) -> Option<Reservation> {
        let is_large = bytes > limits::SMALL_BODY_BYTES;
        let memory = if is_large { &self.large } else { &self.small };
        let units = u32::try_from(bytes.div_ceil(1 << 10)).unwrap_or(u32::MAX);
        let reserved = Arc::clone(memory).acquire_many_owned(units);
        let reserved = timeout(limits::BODY_QUEUE_TIMEOUT, reserved).await.ok()?.ok()?;
        Some(Reservation { _memory: reserved, is_large })
    }

    /// Waits until a call with a large body may be executed. Returns `None` for other calls.
    pub(crate) async fn large_call(&self, body: &Reservation) -> Option<OwnedSemaphorePermit> {
        if body.is_large { Arc::clone(&self.calls).acquire_owned().await.ok() } else { None }
    }
}
