//! Runs a batch until its end, or until signals stop it.

use std::error::Error as _;

use essbasic::Effect;
use essbasic_fleet::{
    Batch, BatchProgress, BatchRun, FleetError, Journal, LineStatus, StopReason as BatchStopReason,
};
use tokio::sync::oneshot;

use super::journal::FileJournal;
use super::outcome::{self, CommandFormat};
use super::plan::Plan;
use super::progress::Progress;
use super::summary::{StopReason, Summary};
use crate::cli::{BatchRunArgs, OnError};
use crate::client;
use crate::error::CliError;
use crate::fleet::{Limiter, text};
use crate::message::{Message, detail, message};
use crate::settings::Settings;
use crate::stop_signals::StopSignals;
use crate::target::Target;

/// Everything that a run needs besides its journal.
pub(super) struct Runner<'a> {
    pub(super) arguments: &'a BatchRunArgs,
    pub(super) target: Target,
    pub(super) settings: Settings,
    pub(super) client: essbasic::ClientBuilder,
    pub(super) limiter: Limiter,
}

/// Sends the requests of a batch in files that are left. Returns the summary, and why the run stopped early.
pub(super) async fn run_in_files(
    arguments: &BatchRunArgs,
    plan: Plan,
) -> Result<(Summary, Option<StopReason>), CliError> {
    let Plan { target, settings, client, parameters, requests } = plan;
    let limiter = Limiter::connect(&arguments.limiter, &settings).await?;
    let Some(output) = arguments.output.as_deref() else {
        return Err(CliError::usage(message!("cli-choose-file")));
    };
    let is_repeatable = target.batch_action().is_repeatable();
    let journal = FileJournal::open(output, parameters, requests, is_repeatable)
        .map_err(CliError::before_sending)?;
    let runner = Runner { arguments, target, settings, client, limiter };
    let (run, abandoned) = runner.run(journal.clone(), journal.bar()).await?;
    let stop_reason = runner.stop_reason(run, abandoned);
    let (summary, problem) = journal.finish().await;
    let stop_reason = match (stop_reason, problem) {
        // The run knows only that its journal ended it.
        (Some(StopReason::Io(_)), Some(input @ StopReason::Input(_))) => Some(input),
        (stop_reason, problem) => stop_reason.or(problem),
    };
    Ok((summary, stop_reason))
}

impl Runner<'_> {
    /// Runs until the end or a signal, and then waits for calls in progress until a second signal.
    ///
    /// Returns the run, and the maximum number of calls that were abandoned.
    pub(super) async fn run<J: Journal + Clone>(
        &self,
        journal: J,
        bar: &Progress,
    ) -> Result<(BatchRun, u64), CliError> {
        let batch = self.batch(journal.clone());
        let mut signals = StopSignals::new()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async { drop(stopped.await) };
        let concurrency = u64::from(self.arguments.concurrency);
        let in_progress = |progress: Option<BatchProgress>| {
            progress.map_or(concurrency, |it| it.sending.min(concurrency))
        };
        let interrupted_twice = async {
            let _ = signals.received().await;
            drop(stop);
            let calls = in_progress(journal.progress().await.ok());
            if calls > 0 {
                bar.message(message!("cli-waiting-for-calls", count = calls).local());
            }
            let _ = signals.received().await;
        };
        tokio::select! {
            biased;
            run = batch.run(self.client.clone(), self.limiter.clone(), stopped) => Ok((run?, 0)),
            () = interrupted_twice => {
                let mut abandoned = BatchRun::default();
                abandoned.progress = journal.progress().await.ok();
                abandoned.stop_reason = Some(BatchStopReason::Stopped);
                let calls = in_progress(abandoned.progress);
                Ok((abandoned, calls))
            }
        }
    }

    fn batch(&self, journal: impl Journal) -> Batch {
        let action = self.target.batch_action();
        let action = if self.arguments.unchecked { action.unchecked() } else { action };
        let mut batch = Batch::new(action, journal)
            .format(CommandFormat(self.target.clone()))
            .concurrency(self.arguments.concurrency.into());
        if let Some(retries) = self.settings.retries {
            batch = batch.retries(retries);
        }
        if let Some(rate) = self.arguments.rate {
            batch = batch.rate(rate);
        }
        if self.arguments.on_error == OnError::Stop {
            batch = batch.stop_on_error();
        }
        batch
    }

    /// Returns why a run stopped early, given the maximum number of calls that were abandoned.
    pub(super) fn stop_reason(&self, run: BatchRun, abandoned: u64) -> Option<StopReason> {
        let unwritten = run.unrecorded.first().map(|result| result.status);
        Some(match run.stop_reason? {
            BatchStopReason::Fatal(error) => {
                StopReason::Fatal(client::explain(error, &self.settings))
            }
            BatchStopReason::Unresponsive => StopReason::Unresponsive,
            BatchStopReason::LineFailed(result) => StopReason::LineFailed {
                line: result.line,
                status: result.status,
                problem: outcome::problem(&result),
            },
            BatchStopReason::LineUnanswered(line) => StopReason::LineFailed {
                line,
                status: LineStatus::Unknown,
                problem: message!("cli-no-response"),
            },
            BatchStopReason::Panicked(problem) => {
                StopReason::Io(message!("cli-call-panicked", problem = detail(&problem)))
            }
            BatchStopReason::Journal(error) => match unwritten {
                Some(status) if self.arguments.shared.store.is_some() => {
                    StopReason::Unrecorded { status, problem: journal_problem(&error) }
                }
                Some(status) => StopReason::Unwritten { status, problem: journal_problem(&error) },
                None => StopReason::Io(journal_problem(&error)),
            },
            // A read changes nothing, whether it was executed or not.
            BatchStopReason::Stopped if abandoned > 0 && self.target.effect() != Effect::Read => {
                StopReason::Abandoned { calls: abandoned }
            }
            // `Stopped`, and what a later version adds.
            _ => StopReason::Interrupted,
        })
    }
}

/// Returns the text of an error of a journal: that of files has its own.
fn journal_problem(error: &FleetError) -> Message {
    let own = error.source().and_then(|source| source.downcast_ref::<Message>());
    own.cloned().unwrap_or_else(|| message!("cli-store-failed", problem = text(error)))
}
