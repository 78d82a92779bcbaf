//! Runner of a batch: a bounded number of calls in parallel, each result written as it arrives.

use std::io;

use essbasic::{Error, ErrorKind, JsonObject, Reply};
use essbasic_devtools::escape;
use serde_json::{Map, Value};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::backoff::Backoff;
use super::journaled_limiter::CURRENT_LINE;
use super::outcome::{self, LineOutcome, LineResult, LineStatus};
use super::plan::Plan;
use super::progress::Progress;
use super::summary::{StopReason, Summary};
use crate::cli::OnError;
use crate::error::CliError;
use crate::message::{Message, detail, message};

/// Consecutive calls without a response after which the service counts as unresponsive.
const MAX_UNANSWERED: u32 = 10;

/// Consecutive lines read before other tasks run.
const BURST: usize = 64;

/// Line and result of a finished call.
type Finished = (u64, Result<Reply<JsonObject>, Error>);

/// Sends the remaining requests. Returns the summary, and why the run stopped early.
pub(super) async fn run(plan: Plan) -> Result<(Summary, Option<StopReason>), CliError> {
    let progress = Progress::start(&plan.summary);
    let mut runner =
        Runner { plan, progress, calls: JoinSet::new(), stop_reason: None, unanswered_in_a_row: 0 };
    let mut signals = stop_signals()?;
    let mut has_more = true;
    loop {
        if has_more && runner.stop_reason.is_none() {
            has_more = runner.start_calls();
        }
        if runner.calls.is_empty() {
            if !has_more || runner.stop_reason.is_some() {
                break;
            }
            if signals.try_recv().is_ok() {
                runner.stop(StopReason::Interrupted);
            }
            tokio::task::yield_now().await;
            continue;
        }
        tokio::select! {
            biased;
            Some(()) = signals.recv() => {
                if runner.stop_reason.is_some() {
                    break;
                }
                runner.stop(StopReason::Interrupted);
                let calls = runner.calls.len();
                runner.progress.message(message!("cli-waiting-for-calls", count = calls).local());
            }
            Some(finished) = runner.calls.join_next() => match finished {
                Ok(finished) => runner.finish_call(finished),
                Err(error) => {
                    let message = message!("cli-call-panicked", problem = detail(&error));
                    runner.stop(StopReason::Io(message));
                }
            },
        }
    }
    Ok(runner.finish().await)
}

struct Runner {
    plan: Plan,
    progress: Progress,
    calls: JoinSet<Finished>,
    stop_reason: Option<StopReason>,
    unanswered_in_a_row: u32,
}

impl Runner {
    /// Starts calls up to the concurrency limit. Returns `false` at the end of the input.
    fn start_calls(&mut self) -> bool {
        for _ in 0..BURST {
            if self.calls.len() >= self.plan.concurrency || self.stop_reason.is_some() {
                return true;
            }
            let row = match self.plan.rows.next(&self.plan.completed) {
                Ok(Some(row)) => row,
                Ok(None) => {
                    if !self.plan.survey.is_current(&self.plan.input) {
                        self.stop(StopReason::Io(message!("cli-input-changed")));
                    }
                    return false;
                }
                Err(error) => {
                    let path = &self.plan.input;
                    let message = message!("cli-cannot-read-rest", path = path, problem = error);
                    self.stop(StopReason::Io(message));
                    return true;
                }
            };
            let request = row.request.map_err(CliError::usage).and_then(|mut fields| {
                self.plan.request.complete(&self.plan.target, &mut fields)?;
                Ok(fields)
            });
            match request {
                Ok(fields) => self.start_call(row.line, fields),
                Err(error) => {
                    let result = LineResult::failed(row.line, &error);
                    self.record(row.line, LineOutcome::Ended(result));
                }
            }
        }
        true
    }

    fn start_call(&mut self, line: u64, fields: Map<String, Value>) {
        let (target, client) = (self.plan.target.clone(), self.plan.client.clone());
        let unchecked = self.plan.unchecked;
        // Other actions are retried by the client.
        let is_retried_here = !outcome::may_send_again(target.effect());
        let retries = if is_retried_here { self.plan.retries } else { 0 };
        let marker = self.plan.journal.marker();
        let mut backoff = Backoff::new(retries, marker, self.plan.stop.subscribe());
        let call = async move {
            loop {
                match target.call(&client, &fields, unchecked).await {
                    Err(error) if outcome::is_temporary(&error) && backoff.wait(line).await => {}
                    result => return result,
                }
            }
        };
        self.calls.spawn(async move { (line, CURRENT_LINE.scope(line, call).await) });
    }

    fn finish_call(&mut self, (line, result): Finished) {
        if result.as_ref().is_err_and(|error| error.kind() == ErrorKind::RateLimiter) {
            // Not sent, because the batch has stopped or the journal cannot be written.
            if let Some(error) = self.plan.journal.failure() {
                let message = message!("cli-cannot-write-journal", problem = error);
                self.stop(StopReason::Io(message));
            }
            return;
        }
        let sent_before = self.plan.sent_before.contains(line);
        let Plan { target, settings, .. } = &self.plan;
        let outcome = LineOutcome::classify(target, settings, line, sent_before, result);
        self.record(line, outcome);
    }

    fn record(&mut self, line: u64, outcome: LineOutcome) {
        let failed = match &outcome {
            LineOutcome::Ended(result) if result.status == LineStatus::Done => None,
            LineOutcome::Ended(result) => Some((result.status, result.problem())),
            LineOutcome::Unanswered => Some((LineStatus::Unknown, message!("cli-no-response"))),
            // Is reported by itself.
            LineOutcome::Fatal(_) => None,
        };
        let is_unanswered = matches!(failed, Some((LineStatus::Unknown, _)));
        self.unanswered_in_a_row = if is_unanswered { self.unanswered_in_a_row + 1 } else { 0 };
        if let Some((status, problem)) = failed.filter(|_| self.plan.on_error == OnError::Stop) {
            self.stop(StopReason::LineFailed { line, status, problem });
        }
        match outcome {
            LineOutcome::Ended(result) => {
                self.plan.summary.count(result.status);
                self.write(line, &result);
            }
            LineOutcome::Unanswered => self.plan.summary.unanswered += 1,
            LineOutcome::Fatal(error) => {
                // The mark of an earlier run stays valid.
                if !self.plan.sent_before.contains(line) {
                    self.plan.journal.marker().mark_not_sent(line);
                }
                self.stop(StopReason::Fatal(error));
            }
        }
        if self.unanswered_in_a_row >= MAX_UNANSWERED {
            self.stop(StopReason::Unresponsive);
        }
        self.progress.update(&self.plan.summary);
    }

    /// Writes a result to its file, or else prints it, since there is no other record of it.
    fn write(&mut self, line: u64, result: &LineResult) {
        let file = match result.status {
            LineStatus::Done | LineStatus::Refused => &mut self.plan.results,
            LineStatus::Unknown => &mut self.plan.unknown,
        };
        let Err(error) = file.append(result) else { return };
        let status = result.status;
        let text =
            message!("cli-result-unwritten", line = line, status = status.name(), problem = error);
        self.progress.message(&format!("{}\n{}", escape::line(text.local()), result.json()));
        let problem = Message::from_io(&error);
        self.stop(StopReason::Unwritten { status, problem });
    }

    /// Stops sending. Calls in progress continue.
    fn stop(&mut self, reason: StopReason) {
        self.stop_reason.get_or_insert(reason);
        // There may be no receiver left.
        let _ = self.plan.stop.send(true);
    }

    async fn finish(mut self) -> (Summary, Option<StopReason>) {
        self.progress.finish();
        let Plan { client, results, unknown, journal, summary, .. } = self.plan;
        // Drops the markers that abandoned calls hold.
        self.calls.shutdown().await;
        drop(client);
        let synced = results.sync().and_then(|()| unknown.sync());
        if let Some(error) = synced.err() {
            let problem = message!("cli-cannot-flush", problem = error);
            self.stop_reason
                .get_or_insert(StopReason::Unwritten { status: LineStatus::Done, problem });
        }
        unknown.remove_if_empty();
        if let Some(error) = journal.finish() {
            let message = message!("cli-cannot-write-journal", problem = error);
            self.stop_reason.get_or_insert(StopReason::Io(message));
        }
        (summary, self.stop_reason)
    }
}

/// Returns a stream of Ctrl-C and, on Unix, of `SIGTERM`.
fn stop_signals() -> io::Result<mpsc::UnboundedReceiver<()>> {
    let (sender, receiver) = mpsc::unbounded_channel();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
            let (mut signal, sender) = (signal(kind)?, sender.clone());
            tokio::spawn(async move {
                while signal.recv().await.is_some() && sender.send(()).is_ok() {}
            });
        }
    }
    #[cfg(not(unix))]
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() && sender.send(()).is_ok() {}
    });
    Ok(receiver)
}
