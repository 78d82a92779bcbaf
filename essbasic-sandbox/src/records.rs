//! What reached the sandbox: the last calls, whatever became of them.
//!
//! A call is noted while it is answered, and pushed at its end, also when its caller has left by
//! then. Texts are copied: a record holds nothing of a connection's buffers.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

mod call;
mod recording;

pub use call::{CallOutcome, RecordedBody, RecordedCall};
pub(crate) use recording::Recording;

/// How many calls are remembered.
const CALLS: usize = 1000;

/// How many bytes they have together, at most.
const BYTES: usize = 16 << 20;

/// How much of a body is remembered.
const BODY: usize = 64 << 10;

/// How much of a head is remembered.
const HEAD: usize = 16 << 10;

/// How far the records are, for whoever waits for more.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct CallLogCursor {
    /// The number of the last call.
    pub last: u64,
    /// How often all were forgotten.
    pub cleared: u64,
}

/// The last calls.
pub(crate) struct Records {
    ring: Mutex<Ring>,
    seen: watch::Sender<CallLogCursor>,
}

#[derive(Default)]
struct Ring {
    calls: VecDeque<Arc<RecordedCall>>,
    bytes: usize,
}

impl Records {
    pub(crate) fn new() -> Self {
        Self { ring: Mutex::default(), seen: watch::Sender::new(CallLogCursor::default()) }
    }

    /// The calls behind a number, the oldest first.
    pub(crate) fn after(&self, number: u64) -> Vec<Arc<RecordedCall>> {
        let ring = self.ring();
        let at = ring.calls.partition_point(|call| call.number <= number);
        ring.calls.range(at..).cloned().collect()
    }

    /// A call by its number or by its request id.
    pub(crate) fn find(&self, id: &str) -> Option<Arc<RecordedCall>> {
        let ring = self.ring();
        let number: Option<u64> = id.parse().ok();
        let is = |call: &&Arc<RecordedCall>| match number {
            Some(number) => call.number == number,
            None => call.request_id.as_deref() == Some(id),
        };
        ring.calls.iter().find(is).cloned()
    }

    /// Forgets all.
    pub(crate) fn clear(&self) {
        let forgotten = std::mem::take(&mut *self.ring());
        self.seen.send_modify(|seen| seen.cleared += 1);
        drop(forgotten);
    }

    /// Tells of every change; of several at once, of the last.
    pub(crate) fn watch(&self) -> watch::Receiver<CallLogCursor> {
        self.seen.subscribe()
    }

    /// Remembers a call, and forgets those for which there is no room any more.
    fn push(&self, mut call: RecordedCall) {
        let mut forgotten = Vec::new();
        let mut ring = self.ring();
        self.seen.send_modify(|seen| {
            seen.last += 1;
            call.number = seen.last;
        });
        ring.bytes += call.size();
        ring.calls.push_back(Arc::new(call));
        while ring.calls.len() > CALLS || (ring.bytes > BYTES && ring.calls.len() > 1) {
            let Some(oldest) = ring.calls.pop_front() else { break };
            ring.bytes -= oldest.size();
            forgotten.push(oldest);
        }
        // What is forgotten is given back when nobody waits for it.
        drop(ring);
        drop(forgotten);
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Records({} calls)", self.ring().calls.len())
    }
}
