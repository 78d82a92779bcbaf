//! The runner of a batch: a bounded number of calls in parallel, each result recorded as it arrives.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use essbasic::{Client, ClientBuilder, Effect, Error, ErrorKind, RateLimiter, RetryPolicy};
use serde_json::{Map, Value};
use tokio::sync::watch;
use tokio::task::{JoinSet, yield_now};
use tokio::time::{sleep, timeout};

use super::limiter::{CURRENT_LINE, Denied, MarkingLimiter};
use super::outcome::{LineOutcome, is_temporary};
use super::{
    Batch, BatchProgress, Journal, Line, LineResult, LineStatus, MAX_DELAY, MIN_DELAY, NextLines,
};
use crate::{FleetError, FleetErrorKind};

/// Consecutive lines without a response after which the service counts as unresponsive.
const MAX_UNANSWERED: u32 = 10;

/// Time between two looks at the lines of other processes.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// Delay after which a line without a response is sent again.
const UNANSWERED_DELAY: Duration = Duration::from_secs(10);

/// Result of [`Batch::run`].
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct BatchRun {
    /// Numbers of lines, of all processes; `None` if the journal cannot be read.
    pub progress: Option<BatchProgress>,
    /// Reason why this process stopped before the end.
    pub stop_reason: Option<StopReason>,
    /// Results that could not be recorded. There is no other copy of them.
    pub unrecorded: Vec<LineResult>,
}

/// Reason why a process stopped before the end of its batch.
///
/// The remaining lines can be sent later, or by other processes.
#[derive(Debug)]
#[non_exhaustive]
pub enum StopReason {
    /// It was asked to.
    Stopped,
    /// No call can succeed, for lack of a connection, of permits, or of valid credentials.
    Fatal(Error),
    /// The service stopped responding.
    Unresponsive,
    /// A line failed, and the batch stops on errors.
    LineFailed(LineResult),
    /// A line got no response and is left to be sent again, and the batch stops on errors.
    LineUnanswered(u64),
    /// A call panicked. Its line counts as being sent.
    Panicked(String),
    /// The journal cannot be read or written.
    Journal(FleetError),
}

/// End of the work on a line.
enum Finished {
    /// It has a result, which was recorded.
    Recorded(LineResult),
    /// The result could not be recorded.
    Unrecorded(LineResult, FleetError),
    /// No response; the line is sent again.
    Unanswered(u64),
    /// Not sent.
    NotSent(Option<StopReason>),
}

/// State that all calls share.
struct Shared {
    batch: Batch,
    client: Client,
    stopped: watch::Receiver<bool>,
}

impl Batch {
    /// Sends the remaining lines, until all have a result or `stop` completes.
    ///
    /// Then waits for the calls that were sent; to abandon those too, drop the future.
    ///
    /// Processes that work on the same account share its limit: pass a
    /// [`SharedRateLimiter`](crate::SharedRateLimiter), or divide it with [`rate`](Self::rate).
    ///
    /// # Errors
    ///
    /// The errors of [`ClientBuilder::build`]. All others are in [`BatchRun::stop_reason`].
    pub async fn run(
        &self,
        client: ClientBuilder,
        limiter: impl RateLimiter + 'static,
        stop: impl Future<Output = ()>,
    ) -> Result<BatchRun, Error> {
        let (stopping, stopped) = watch::channel(false);
        // The runner itself sends other actions again, if they were certainly not executed.
        let policy = if self.action.is_repeatable() {
            let patient = RetryPolicy::new().backoff(MIN_DELAY, MAX_DELAY);
            patient.max_attempts(self.settings.retries.saturating_add(1))
        } else {
            RetryPolicy::none()
        };
        // Reads and links can be repeated without a trace.
        let is_recorded = !matches!(self.action.effect(), Effect::Read | Effect::Link);
        let limiter = MarkingLimiter {
            limiter,
            rate: self.settings.rate,
            journal: is_recorded.then(|| Arc::clone(&self.journal)),
            stopped: stopped.clone(),
        };
        let client = client.retry(policy).rate_limiter(limiter).build()?;
        let shared = Arc::new(Shared { batch: self.clone(), client, stopped });
        let mut runner = Runner {
            shared,
            stopping,
            calls: JoinSet::new(),
            stop_reason: None,
            unanswered_in_a_row: 0,
            unrecorded: Vec::new(),
        };
        runner.run(stop).await;
        let progress = self.journal.progress().await;
        let Runner { mut stop_reason, unrecorded, .. } = runner;
        let progress =
            progress.map_err(|error| stop_reason.get_or_insert(StopReason::Journal(error)));
        Ok(BatchRun { progress: progress.ok(), stop_reason, unrecorded })
    }
}

struct Runner {
    shared: Arc<Shared>,
    stopping: watch::Sender<bool>,
    calls: JoinSet<Finished>,
    stop_reason: Option<StopReason>,
    unanswered_in_a_row: u32,
    unrecorded: Vec<LineResult>,
}

impl Runner {
    async fn run(&mut self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let mut is_asked = false;
        let journal = Arc::clone(&self.shared.batch.journal);
        let concurrency = self.shared.batch.settings.concurrency;
        let group = if journal.takes_groups() { concurrency.div_ceil(2) } else { 1 };
        // Set while there is nothing to take.
        let mut waits = false;
        loop {
            if !waits && self.has_room(group) {
                match journal.take(concurrency - self.calls.len()).await {
                    Ok(NextLines::Lines(lines)) => self.start(lines).await,
                    Ok(NextLines::End) if self.calls.is_empty() => return,
                    Ok(NextLines::Others | NextLines::End) => waits = true,
                    Err(error) => self.stop(StopReason::Journal(error)),
                }
            }
            if self.calls.is_empty() && self.stop_reason.is_some() {
                return;
            }
            tokio::select! {
                biased;
                () = &mut stop, if !is_asked => {
                    is_asked = true;
                    self.stop(StopReason::Stopped);
                }
                Some(finished) = self.calls.join_next() => {
                    match finished {
                        Ok(finished) => self.finish(finished),
                        Err(error) => self.stop(StopReason::Panicked(error.to_string())),
                    }
                    // The lines that were not to be taken may all have been its own.
                    waits &= !self.calls.is_empty();
                }
                () = yield_now(), if !waits && self.has_room(group) => {}
                () = sleep(POLL_INTERVAL), if waits => waits = false,
            }
        }
    }

    fn has_room(&self, lines: usize) -> bool {
        let concurrency = self.shared.batch.settings.concurrency;
        self.stop_reason.is_none() && self.calls.len() + lines <= concurrency
    }

    async fn start(&mut self, lines: Vec<Line>) {
        let shared = Arc::clone(&self.shared);
        let journal = &shared.batch.journal;
        for line in lines {
            let finished = match line.request {
                _ if self.stop_reason.is_some() => {
                    not_sent(journal, line.number, &Denied::Stopped).await
                }
                Err(result) => record(journal, result).await,
                Ok(request) => {
                    let line = (line.number, line.sent_before);
                    self.calls.spawn(work(Arc::clone(&shared), line, request));
                    continue;
                }
            };
            self.finish(finished);
        }
    }

    fn finish(&mut self, finished: Finished) {
        let is_unanswered = match finished {
            Finished::Recorded(result) => {
                let status = result.status;
                if self.shared.batch.settings.stops_on_error && status != LineStatus::Done {
                    self.stop(StopReason::LineFailed(result));
                }
                status == LineStatus::Unknown
            }
            Finished::Unrecorded(result, error) => {
                self.unrecorded.push(result);
                self.stop(StopReason::Journal(error));
                false
            }
            Finished::Unanswered(line) => {
                if self.shared.batch.settings.stops_on_error {
                    self.stop(StopReason::LineUnanswered(line));
                }
                true
            }
            Finished::NotSent(reason) => {
                if let Some(reason) = reason {
                    self.stop(reason);
                }
                false
            }
        };
        self.unanswered_in_a_row = if is_unanswered { self.unanswered_in_a_row + 1 } else { 0 };
        if self.unanswered_in_a_row >= MAX_UNANSWERED {
            self.stop(StopReason::Unresponsive);
        }
    }

    /// Stops sending. Calls in progress continue.
    fn stop(&mut self, reason: StopReason) {
        self.stop_reason.get_or_insert(reason);
        // There may be no receiver left.
        let _ = self.stopping.send(true);
    }
}

/// Sends a line, given its number and whether it may have been sent before, and records its result.
async fn work(
    shared: Arc<Shared>,
    (line, sent_before): (u64, bool),
    request: Map<String, Value>,
) -> Finished {
    let Batch { action, journal, format, settings } = &shared.batch;
    let (mut retries, mut delay) = (settings.retries, MIN_DELAY);
    let result = loop {
        let call = async { action.call(&shared.client, &request).await };
        let result = CURRENT_LINE.scope(line, call).await;
        let Err(error) = &result else { break result };
        if let Some(denied) = denied(error) {
            return not_sent(journal, line, denied).await;
        }
        // Other actions are retried by the client.
        if action.is_repeatable() || retries == 0 || !is_temporary(error) {
            break result;
        }
        retries -= 1;
        if let Err(error) = journal.mark_not_sent(line).await {
            return Finished::NotSent(Some(StopReason::Journal(error)));
        }
        let mut stopped = shared.stopped.clone();
        let stop = async { stopped.wait_for(|stopped| *stopped).await.map(drop) };
        if timeout(delay, stop).await.is_ok() {
            return not_sent(journal, line, &Denied::Stopped).await;
        }
        delay = (2 * delay).min(MAX_DELAY);
    };
    match LineOutcome::classify(action, &**format, line, sent_before, result) {
        LineOutcome::Ended(result) => record(journal, result).await,
        LineOutcome::Unanswered => match journal.release(line, true, UNANSWERED_DELAY).await {
            Ok(()) => Finished::Unanswered(line),
            Err(error) => Finished::NotSent(Some(StopReason::Journal(error))),
        },
        LineOutcome::Fatal(error) => {
            // If this fails, the line becomes unknown.
            let _ = journal.release(line, false, Duration::ZERO).await;
            Finished::NotSent(Some(StopReason::Fatal(error)))
        }
    }
}

/// Records the result of a line.
async fn record(journal: &Arc<dyn Journal>, result: LineResult) -> Finished {
    match journal.record(&result).await {
        Ok(()) => Finished::Recorded(result),
        Err(error) => Finished::Unrecorded(result, error),
    }
}

/// Gives a line back that was not sent.
async fn not_sent(journal: &Arc<dyn Journal>, line: u64, denied: &Denied) -> Finished {
    match denied {
        Denied::Lost => Finished::NotSent(None),
        Denied::Journal(error) => Finished::NotSent(Some(StopReason::Journal(error.clone()))),
        Denied::Stopped => match journal.release(line, false, Duration::ZERO).await {
            Ok(()) => Finished::NotSent(None),
            Err(error) if error.kind() == FleetErrorKind::Unavailable => Finished::NotSent(None),
            Err(error) => Finished::NotSent(Some(StopReason::Journal(error))),
        },
    }
}

/// Returns why the limiter of the batch did not admit a call.
fn denied(error: &Error) -> Option<&Denied> {
    if error.kind() != ErrorKind::RateLimiter {
        return None;
    }
    error.source()?.downcast_ref()
}
