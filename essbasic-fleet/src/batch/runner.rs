//! The runner of a batch: a bounded number of calls in parallel, each result recorded as it arrives.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use essbasic::{
    Client, ClientBuilder, Effect, Error, ErrorKind, JsonObject, RateLimiter, Reply, RetryPolicy,
};
use tokio::sync::watch;
use tokio::task::JoinSet;
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
#[derive(Debug)]
#[non_exhaustive]
pub struct BatchRun {
    /// Numbers of lines, of all processes; `None` if the journal cannot be read.
    pub progress: Option<BatchProgress>,
    /// Reason why this process stopped before the end.
    pub stop_reason: Option<StopReason>,
    /// Results that could not be recorded. There is no other copy of them.
    pub unrecorded: Vec<LineResult>,
}

/// Reason why a process stopped before the end of its batch. The lines that are left can be worked on
/// later, or by others.
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
    Unanswered,
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
    /// Sends the lines that are left, until all have a result or `stop` is ready. Then waits for the
    /// calls that were sent.
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
        let concurrency = self.shared.batch.settings.concurrency;
        let mut others = false;
        loop {
            let free = concurrency - self.calls.len();
            // Not for each line: a group of them costs as much.
            if self.stop_reason.is_none() && !others && (free >= concurrency.div_ceil(2)) {
                match self.shared.batch.journal.take(free).await {
                    Ok(NextLines::Lines(lines)) => self.start(lines),
                    Ok(NextLines::End) if self.calls.is_empty() => return,
                    Ok(NextLines::Others | NextLines::End) => others = true,
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
                Some(finished) = self.calls.join_next() => match finished {
                    Ok(finished) => self.finish(finished),
                    // It stays in the state "sending", and becomes unknown.
                    Err(error) => std::panic::resume_unwind(error.into_panic()),
                },
                () = sleep(POLL_INTERVAL), if others => others = false,
            }
        }
    }

    fn start(&mut self, lines: Vec<Line>) {
        for line in lines {
            self.calls.spawn(work(Arc::clone(&self.shared), line));
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
            Finished::Unanswered => true,
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

/// Sends a line, and records its result.
async fn work(shared: Arc<Shared>, line: Line) -> Finished {
    let Batch { action, journal, settings } = &shared.batch;
    let number = line.number;
    let (mut retries, mut delay) = (settings.retries, MIN_DELAY);
    let result = loop {
        let call = async { action.call(&shared.client, &line.request).await };
        let result = CURRENT_LINE.scope(number, call).await;
        let Err(error) = &result else { break result };
        if let Some(denied) = denied(error) {
            return not_sent(journal, number, denied).await;
        }
        // Other actions are retried by the client.
        if action.is_repeatable() || retries == 0 || !is_temporary(error) {
            break result;
        }
        retries -= 1;
        if let Err(error) = journal.mark_not_sent(number).await {
            return Finished::NotSent(Some(StopReason::Journal(error)));
        }
        let mut stopped = shared.stopped.clone();
        let stop = async { stopped.wait_for(|stopped| *stopped).await.map(drop) };
        if timeout(delay, stop).await.is_ok() {
            return not_sent(journal, number, &Denied::Stopped).await;
        }
        delay = (2 * delay).min(MAX_DELAY);
    };
    finish(&shared.batch, &line, result).await
}

/// Records the result of a line.
async fn finish(batch: &Batch, line: &Line, result: Result<Reply<JsonObject>, Error>) -> Finished {
    let (journal, number) = (&batch.journal, line.number);
    match LineOutcome::classify(batch.action.effect(), number, line.sent_before, result) {
        LineOutcome::Ended(result) => match journal.record(result.clone()).await {
            Ok(()) => Finished::Recorded(result),
            Err(error) => Finished::Unrecorded(result, error),
        },
        LineOutcome::Unanswered => match journal.release(number, true, UNANSWERED_DELAY).await {
            Ok(()) => Finished::Unanswered,
            Err(error) => Finished::NotSent(Some(StopReason::Journal(error))),
        },
        LineOutcome::Fatal(error) => {
            // If this fails, the line becomes unknown.
            let _ = journal.release(number, false, Duration::ZERO).await;
            Finished::NotSent(Some(StopReason::Fatal(error)))
        }
    }
}

/// Gives a line back that was not sent.
async fn not_sent(journal: &Arc<dyn Journal>, line: u64, denied: &Denied) -> Finished {
    match denied {
        Denied::Lost => Finished::NotSent(None),
        Denied::Journal(error) => {
            let error = FleetError::new(error.kind(), error.to_string(), error.hint());
            Finished::NotSent(Some(StopReason::Journal(error)))
        }
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
