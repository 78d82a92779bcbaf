//! The call log: the last calls with their requests, responses and outcomes.
//!
//! A call is recorded when it ends, also if its client has disconnected by then.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::limits;

mod call;
mod recording;

pub use call::{CallOutcome, RecordedBody, RecordedCall};
pub(crate) use recording::Recording;

/// Position in the call log, for watchers.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct CallLogCursor {
    /// Number of the last call.
    pub last: u64,
    /// Number of times the log was cleared.
    pub cleared: u64,
}

/// The last calls.
pub(crate) struct CallLog {
    ring: Mutex<Ring>,
    cursor: watch::Sender<CallLogCursor>,
}

#[derive(Default)]
struct Ring {
    calls: VecDeque<Arc<RecordedCall>>,
    bytes: usize,
}

impl CallLog {
    pub(crate) fn new() -> Self {
        Self { ring: Mutex::default(), cursor: watch::Sender::new(CallLogCursor::default()) }
    }

    /// Returns the calls after a call number, oldest first.
    pub(crate) fn after(&self, number: u64) -> Vec<Arc<RecordedCall>> {
        let ring = self.lock();
        let start = ring.calls.partition_point(|call| call.number <= number);
        ring.calls.range(start..).cloned().collect()
    }

    /// Returns a call by its number or its request ID.
    pub(crate) fn find(&self, id: &str) -> Option<Arc<RecordedCall>> {
        let ring = self.lock();
        let number: Option<u64> = id.parse().ok();
        let matches = |call: &&Arc<RecordedCall>| match number {
            Some(number) => call.number == number,
            None => call.request_id.as_deref() == Some(id),
        };
        ring.calls.iter().find(matches).cloned()
    }

    /// Removes all calls.
    pub(crate) fn clear(&self) {
        let removed = std::mem::take(&mut *self.lock());
        self.cursor.send_modify(|cursor| cursor.cleared += 1);
        drop(removed);
    }

    /// Watches the log. Changes in quick succession are reported once.
    pub(crate) fn watch(&self) -> watch::Receiver<CallLogCursor> {
        self.cursor.subscribe()
    }

    /// Numbers and adds a call, and removes the oldest ones if the log is full.
    fn push(&self, mut call: RecordedCall) {
        let mut removed = Vec::new();
        let mut ring = self.lock();
        self.cursor.send_modify(|cursor| {
            cursor.last += 1;
            call.number = cursor.last;
        });
        ring.bytes += call.size();
        ring.calls.push_back(Arc::new(call));
        while ring.calls.len() > limits::CALLS || ring.bytes > limits::CALL_LOG_BYTES {
            let Some(oldest) = ring.calls.pop_front() else { break };
            ring.bytes -= oldest.size();
            removed.push(oldest);
        }
        // Memory is freed without the lock.
        drop(ring);
        drop(removed);
    }

    fn lock(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for CallLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallLog({} calls)", self.lock().calls.len())
    }
}
