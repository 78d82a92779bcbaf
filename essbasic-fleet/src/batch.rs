//! Batches: one action, sent once for each of many lines, by one process or several.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use essbasic::{Call, Client, Descriptor, Effect, JsonObject, RawAction};
use serde_json::{Map, Value};

mod format;
mod journal;
mod limiter;
mod outcome;
mod result;
mod runner;

use format::DefaultFormat;
pub use format::ResultFormat;
pub use journal::{Journal, JournalFuture, Line, NextLines};
pub use result::{LineResult, LineStatus};
pub use runner::{BatchRun, StopReason};

/// One action that is sent once for each line of a [`Journal`].
///
/// Before a line is sent, the journal records that durably. If the process dies then, it is not
/// known whether the service executed the line: one that creates or charges becomes
/// [`Unknown`](LineStatus::Unknown), and is never sent again; others are sent again.
///
/// Any number of processes may work on the same journal.
#[derive(Clone)]
pub struct Batch {
    action: BatchAction,
    journal: Arc<dyn Journal>,
    format: Arc<dyn ResultFormat>,
    settings: Settings,
}

#[derive(Clone, Copy, Debug)]
struct Settings {
    concurrency: usize,
    retries: u32,
    rate: Option<u32>,
    stops_on_error: bool,
}

/// The action of a [`Batch`].
#[derive(Clone, Debug)]
pub struct BatchAction {
    target: Target,
    unchecked: bool,
}

#[derive(Clone, Debug)]
enum Target {
    Known(&'static Descriptor),
    Raw(RawAction),
}

/// Numbers of lines of a batch, of all processes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct BatchProgress {
    /// Lines of the batch.
    pub requests: u64,
    /// Executed by the service.
    pub done: u64,
    /// Rejected by the service, or invalid.
    pub refused: u64,
    /// Possibly executed, and never sent again.
    pub unknown: u64,
    /// Being sent, by any process.
    pub sending: u64,
}

impl Batch {
    /// Creates a batch.
    pub fn new(action: BatchAction, journal: impl Journal) -> Self {
        let settings = Settings { concurrency: 8, retries: 5, rate: None, stops_on_error: false };
        Self { action, journal: Arc::new(journal), format: Arc::new(DefaultFormat), settings }
    }

    /// Sets the conversion of responses and errors to results.
    #[must_use]
    pub fn format(mut self, format: impl ResultFormat) -> Self {
        self.format = Arc::new(format);
        self
    }

    /// Sets how many calls this process makes at once. Default: 8.
    #[must_use]
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.settings.concurrency = calls.max(1);
        self
    }

    /// Sets how often a line is sent again that was certainly not executed. Default: 5.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.settings.retries = retries;
        self
    }

    /// Sets the calls per second that the account may make. Default: the documented limit.
    #[must_use]
    pub fn rate(mut self, per_second: u32) -> Self {
        self.settings.rate = Some(per_second.max(1));
        self
    }

    /// Stops at the first line that is invalid, is refused, or gets no response. Default: goes on.
    #[must_use]
    pub fn stop_on_error(mut self) -> Self {
        self.settings.stops_on_error = true;
        self
    }
}

impl BatchAction {
    /// Creates the action of a descriptor: `X::DESCRIPTOR`, or that of an entry of the catalogue.
    pub fn new(descriptor: &'static Descriptor) -> Self {
        Self { target: Target::Known(descriptor), unchecked: false }
    }

    /// Creates an action that is not in the catalogue. It counts as one that charges.
    pub fn raw(action: RawAction) -> Self {
        Self { target: Target::Raw(action.effect(Effect::Charge)), unchecked: false }
    }

    /// Sends requests even if they violate documented limits.
    #[must_use]
    pub fn unchecked(mut self) -> Self {
        self.unchecked = true;
        self
    }

    /// Returns the effect of the action.
    pub fn effect(&self) -> Effect {
        match &self.target {
            Target::Known(descriptor) => descriptor.effect,
            Target::Raw(_) => Effect::Charge,
        }
    }

    /// Returns whether a line may be sent again although it may have been executed.
    pub fn is_repeatable(&self) -> bool {
        matches!(self.effect(), Effect::Read | Effect::Link | Effect::Idempotent(_))
    }

    fn call<'a>(&self, client: &'a Client, fields: &Map<String, Value>) -> Call<'a, JsonObject> {
        let call = match &self.target {
            Target::Known(descriptor) => client.call_json(descriptor, fields),
            Target::Raw(action) => client.call_raw(action, fields),
        };
        if self.unchecked { call.unchecked() } else { call }
    }
}

impl BatchProgress {
    /// Returns the number of lines without a result.
    pub fn left(&self) -> u64 {
        self.requests.saturating_sub(self.done + self.refused + self.unknown)
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("action", &self.action)
            .field("journal", &self.journal)
            .field("format", &self.format)
            .field("settings", &self.settings)
            .finish()
    }
}

/// First and longest delay between attempts of a line.
const MIN_DELAY: Duration = Duration::from_millis(500);
const MAX_DELAY: Duration = Duration::from_secs(20);
