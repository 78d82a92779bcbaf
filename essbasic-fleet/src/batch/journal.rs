//! The journal of a batch: its lines, and how far each is.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use serde_json::{Map, Value};

use super::{BatchProgress, LineResult};
use crate::FleetError;

/// Future of a [`Journal`].
pub type JournalFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, FleetError>> + Send + 'a>>;

/// The lines of a batch, and how far each is.
///
/// | state | meaning | next |
/// |---|---|---|
/// | to do | not sent; perhaps taken by a process, until its lease ends | sending |
/// | sending | recorded durably before it is sent | done, refused, unknown; to do, if it certainly was not sent |
/// | done, refused | has a result | |
/// | unknown | possibly executed; never sent again | done or refused, if its process still reports a result |
///
/// When the lease of a line in the state "sending" ends, it becomes unknown if it must not be sent twice,
/// and otherwise to do.
pub trait Journal: fmt::Debug + Send + Sync + 'static {
    /// Takes up to `max` lines for this process, and invalid ones that are between them.
    fn take(&self, max: usize) -> JournalFuture<'_, NextLines>;

    /// Records that a line is about to be sent; returns when that is durable.
    ///
    /// Returns `false` if this process no longer owns the line: it must not be sent.
    fn mark_sending(&self, line: u64) -> JournalFuture<'_, bool>;

    /// Records that a line was not executed. The process keeps it, to send it again.
    fn mark_not_sent(&self, line: u64) -> JournalFuture<'_, ()>;

    /// Releases a line, to be taken after a delay or by a later run.
    ///
    /// `was_sent`: the line may have been executed, but its action allows sending it again.
    fn release(&self, line: u64, was_sent: bool, delay: Duration) -> JournalFuture<'_, ()>;

    /// Records a result; returns when it survives the end of the process.
    ///
    /// A line keeps its first result that is not unknown.
    fn record<'a>(&'a self, result: &'a LineResult) -> JournalFuture<'a, ()>;

    /// Counts the lines.
    fn progress(&self) -> JournalFuture<'_, BatchProgress>;

    /// Returns whether taking one line costs as much as taking several, as it does over a network.
    ///
    /// Then several are taken together. Default: `true`.
    fn takes_groups(&self) -> bool {
        true
    }
}

/// A line that was taken.
#[derive(Clone)]
#[non_exhaustive]
pub struct Line {
    /// Number of the line, beginning with 1.
    pub number: u64,
    /// Fields of the request; or the result of a line that is invalid and was never sent.
    pub request: Result<Map<String, Value>, LineResult>,
    /// `true` if an earlier attempt may have been executed.
    pub sent_before: bool,
}

/// Result of [`Journal::take`].
#[derive(Clone, Debug)]
pub enum NextLines {
    /// Lines to be sent.
    Lines(Vec<Line>),
    /// Other processes work on all lines that are left.
    Others,
    /// Every line has a result, or is left to a later run.
    End,
}

impl Line {
    /// Creates a line.
    pub fn new(number: u64, request: Map<String, Value>) -> Self {
        Self { number, request: Ok(request), sent_before: false }
    }

    /// Creates a line that is not sent, since it is invalid. `result` is recorded.
    pub fn invalid(result: LineResult) -> Self {
        Self { number: result.line, request: Err(result), sent_before: false }
    }

    /// Sets whether an earlier attempt may have been executed.
    #[must_use]
    pub fn sent_before(mut self, sent_before: bool) -> Self {
        self.sent_before = sent_before;
        self
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The request contains personal data.
        f.debug_struct("Line")
            .field("number", &self.number)
            .field("sent_before", &self.sent_before)
            .finish_non_exhaustive()
    }
}
