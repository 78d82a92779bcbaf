//! Memory for the bodies of calls.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::body_memory::BodyMemory;
use crate::limits;

/// Memory for the bodies of all calls.
///
/// Small and large ones have memory of their own, so that uploads do not delay ordinary calls.
#[derive(Debug)]
pub(crate) struct CallMemory {
    small: BodyMemory,
    large: BodyMemory,
    calls: Arc<Semaphore>,
}

impl CallMemory {
    pub(crate) fn new() -> Self {
        let memory = |bytes| BodyMemory::new(bytes, limits::BODY_QUEUE_TIMEOUT);
        Self {
            small: memory(limits::SMALL_BODIES_BYTES),
            large: memory(limits::LARGE_BODIES_BYTES),
            calls: Arc::new(Semaphore::new(limits::LARGE_CALLS)),
        }
    }

    /// Returns the memory for a body of at most this size.
    pub(crate) fn of(&self, bytes: usize) -> &BodyMemory {
        if is_large(bytes) { &self.large } else { &self.small }
    }

    /// Waits until a call with a large body may be executed. Returns `None` for other calls.
    pub(crate) async fn large_call(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        if is_large(bytes) { Arc::clone(&self.calls).acquire_owned().await.ok() } else { None }
    }
}

fn is_large(bytes: usize) -> bool {
    bytes > limits::SMALL_BODY_BYTES
}
