//! Results that wait until the store has them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use essbasic_fleet::{BatchProgress, Journal, JournalFuture, LineResult, NextLines};

/// Results by line, each from its arrival until the store has it. Clones are the same results.
///
/// While the store is down, there is no other record of them.
#[derive(Clone, Debug, Default)]
pub(super) struct ResultsInMemory(Arc<Mutex<BTreeMap<u64, LineResult>>>);

impl ResultsInMemory {
    /// Takes the results: those of calls that were abandoned.
    pub(super) fn take(&self) -> Vec<LineResult> {
        std::mem::take(&mut *self.lock()).into_values().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, LineResult>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A journal whose results stay in memory until it has recorded them.
#[derive(Clone, Debug)]
pub(super) struct KeepingJournal<J> {
    pub(super) journal: J,
    pub(super) results: ResultsInMemory,
}

impl<J: Journal> Journal for KeepingJournal<J> {
    fn take(&self, max: usize) -> JournalFuture<'_, NextLines> {
        self.journal.take(max)
    }

    fn mark_sending(&self, line: u64) -> JournalFuture<'_, bool> {
        self.journal.mark_sending(line)
    }

    fn mark_not_sent(&self, line: u64) -> JournalFuture<'_, ()> {
        self.journal.mark_not_sent(line)
    }

    fn release(&self, line: u64, was_sent: bool, delay: Duration) -> JournalFuture<'_, ()> {
        self.journal.release(line, was_sent, delay)
    }

    fn record<'a>(&'a self, result: &'a LineResult) -> JournalFuture<'a, ()> {
        self.results.lock().insert(result.line, result.clone());
        Box::pin(async move {
            let recorded = self.journal.record(result).await;
            // The caller reports the result with an error.
            self.results.lock().remove(&result.line);
            recorded
        })
    }

    fn progress(&self) -> JournalFuture<'_, BatchProgress> {
        self.journal.progress()
    }

    fn takes_groups(&self) -> bool {
        self.journal.takes_groups()
    }
}
