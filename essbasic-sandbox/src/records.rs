//! The call log: the last calls with their requests, responses and outcomes, and what happened between
//! them: acts of people, deliveries of callbacks, connections that are no HTTP.
//!
//! A call is recorded when it ends, also if its client has disconnected by then.

use std::collections::VecDeque;
use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use tokio::sync::watch;

use crate::limits;

mod act;
mod call;
mod committed_act;
mod foreign_signature;
mod json;
mod record;
mod recording;

pub(crate) use act::ActDraft;
pub use act::{ActKind, ActSource, RecordedAct};
pub use call::{CallOutcome, RecordedBody, RecordedCall};
pub(crate) use committed_act::CommittedAct;
pub use foreign_signature::ForeignSignature;
pub(crate) use json::RecordFilter;
pub use record::{Record, RecordKind, RecordedConnection, RecordedDelivery};
pub(crate) use recording::Recording;

/// Position in the call log, for watchers.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct CallLogCursor {
    /// Number of the last record.
    pub last: u64,
    /// Number of times the log was cleared.
    pub cleared: u64,
}

/// The last calls, and the last records of other kinds.
pub(crate) struct CallLog {
    ring: Mutex<Ring>,
    cursor: watch::Sender<CallLogCursor>,
}

/// Calls and other records have memory of their own: many callbacks do not displace calls. All have
/// one sequence of numbers.
#[derive(Default)]
struct Ring {
    calls: VecDeque<Arc<RecordedCall>>,
    call_bytes: usize,
    others: VecDeque<Record>,
}

impl CallLog {
    pub(crate) fn new() -> Self {
        Self { ring: Mutex::default(), cursor: watch::Sender::new(CallLogCursor::default()) }
    }

    /// Returns the calls after a number, oldest first.
    pub(crate) fn calls_after(&self, number: u64) -> Vec<Arc<RecordedCall>> {
        let ring = self.lock();
        let start = ring.calls.partition_point(|call| call.number <= number);
        ring.calls.range(start..).cloned().collect()
    }

    /// Returns all records after a number, oldest first.
    pub(crate) fn after(&self, number: u64) -> Vec<Record> {
        let ring = self.lock();
        let start = ring.calls.partition_point(|call| call.number <= number);
        let mut records: Vec<_> = ring.calls.range(start..).cloned().map(Record::Call).collect();
        let start = ring.others.partition_point(|it| it.number() <= number);
        records.extend(ring.others.range(start..).cloned());
        drop(ring);
        records.sort_by_key(Record::number);
        records
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

    /// Removes all records.
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
        call.number = self.next_number();
        ring.call_bytes += call.size();
        ring.calls.push_back(Arc::new(call));
        while ring.calls.len() > limits::CALLS || ring.call_bytes > limits::CALL_LOG_BYTES {
            let Some(oldest) = ring.calls.pop_front() else { break };
            ring.call_bytes -= oldest.size();
            removed.push(oldest);
        }
        // Memory is freed without the lock.
        drop(ring);
        drop(removed);
    }

    /// Numbers and adds a record of another kind, whose size is bounded, and removes the oldest one if
    /// the log is full.
    pub(crate) fn push_other(&self, record: impl FnOnce(u64) -> Record) {
        let mut ring = self.lock();
        let record = record(self.next_number());
        ring.others.push_back(record);
        let removed =
            if ring.others.len() > limits::RECORDS { ring.others.pop_front() } else { None };
        drop(ring);
        drop(removed);
    }

    /// Adds the connection of a client that began with TLS.
    pub(crate) fn push_tls(&self, peer: SocketAddr) {
        let received_at = SystemTime::now();
        self.push_other(|number| {
            Record::Connection(Arc::new(RecordedConnection { number, received_at, peer }))
        });
    }

    /// Returns the next number. The log is locked.
    fn next_number(&self) -> u64 {
        let mut number = 0;
        self.cursor.send_modify(|cursor| {
            cursor.last += 1;
            number = cursor.last;
        });
        number
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
