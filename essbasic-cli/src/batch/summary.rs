//! Summary of a batch, and how the command ends.

use essbasic_fleet::{BatchProgress, LineStatus};
use serde_json::{Value, json};

use super::outcome::exit_code;
use crate::error::CliError;
use crate::message::{Message, message};

/// Counts of a batch over all its runs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summary {
    pub(super) progress: BatchProgress,
    /// Lines without a response in this run; the next run sends them again.
    pub(super) unanswered: u64,
    /// `true` if the counts could not be read.
    pub(super) is_unread: bool,
}

/// Reason why a run stopped early.
#[derive(Debug)]
pub(super) enum StopReason {
    /// Interrupted by the user.
    Interrupted,
    /// Interrupted by the user again, while at most this many calls were in progress.
    Abandoned { calls: u64 },
    /// No call can succeed, for lack of a connection or of valid credentials.
    Fatal(CliError),
    /// The service stopped responding.
    Unresponsive,
    /// A line failed, and `--on-error` is `stop`.
    LineFailed { line: u64, status: LineStatus, problem: Message },
    /// Failure of this machine before the next line was sent.
    Io(Message),
    /// The input cannot be read to its end, or changed while it was read: results may not be those of the lines
    /// that it has now.
    Input(Message),
    /// The result of a line, which was printed instead, could not be written.
    Unwritten { status: LineStatus, problem: Message },
    /// The result of a line, which was printed instead, could not be recorded in the store.
    Unrecorded { status: LineStatus, problem: Message },
    /// The store has all results, but they could not be written to the output.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "only for a store"))]
    Output(Message),
}

impl Summary {
    /// Counts a line that has a result.
    pub(super) fn count(&mut self, status: LineStatus) {
        *match status {
            LineStatus::Done => &mut self.progress.done,
            LineStatus::Refused => &mut self.progress.refused,
            _ => &mut self.progress.unknown,
        } += 1;
    }

    pub(super) fn json(&self) -> Value {
        let BatchProgress { requests, done, refused, unknown, .. } = self.progress;
        let count = |count| Some(count).filter(|_: &u64| !self.is_unread);
        json!({
            "requests": count(requests),
            "done": count(done),
            "refused": count(refused),
            "unknown": count(unknown),
            "left": count(self.progress.left()),
        })
    }

    /// Returns the result of the command.
    pub(super) fn result(&self, stop_reason: Option<StopReason>) -> Result<(), CliError> {
        let BatchProgress { refused, unknown, .. } = self.progress;
        let left = self.progress.left();
        let is_left = left > 0 || self.is_unread;
        let resume = if self.is_unread {
            message!("cli-resume-later")
        } else {
            message!("cli-resume", count = left)
        };
        let partial = |code, message: Message, hint| Err(CliError::Partial { code, message, hint });
        // A reason to send no further line is moot after the last one.
        let stop_reason = stop_reason.filter(|reason| {
            is_left
                || matches!(
                    reason,
                    StopReason::LineFailed { .. }
                        | StopReason::Unwritten { .. }
                        | StopReason::Unrecorded { .. }
                        | StopReason::Output(_)
                        | StopReason::Input(_)
                )
        });
        match stop_reason {
            Some(StopReason::Interrupted) => {
                Err(CliError::interrupted(message!("cli-interrupted"), Some(resume)))
            }
            Some(StopReason::Abandoned { calls }) => {
                let message = message!("cli-abandoned", count = calls);
                Err(CliError::Abandoned { message, hint: resume })
            }
            Some(StopReason::Fatal(error)) => Err(error.in_batch(resume)),
            Some(StopReason::Unresponsive) => {
                partial(4, message!("cli-unresponsive"), Some(resume))
            }
            Some(StopReason::LineFailed { line, status, problem }) => {
                let message = message!("cli-stopped-at-line", line = line, problem = problem);
                partial(exit_code(status), message, is_left.then_some(resume))
            }
            Some(StopReason::Unwritten { status, problem }) => {
                let hint = message!("cli-append-results", resume = resume);
                let message = message!("cli-cannot-write-results", problem = problem);
                partial(unwritten_exit_code(status), message, Some(hint))
            }
            Some(StopReason::Unrecorded { status, problem }) => {
                let hint = message!("cli-keep-results", resume = resume);
                let message = message!("cli-cannot-write-results", problem = problem);
                partial(unwritten_exit_code(status), message, Some(hint))
            }
            Some(StopReason::Output(problem)) => {
                partial(6, problem, Some(message!("cli-export-results")))
            }
            Some(StopReason::Io(message)) => partial(5, message, Some(resume)),
            Some(StopReason::Input(message)) => partial(5, message, is_left.then_some(resume)),
            None if self.unanswered > 0 => {
                partial(4, message!("cli-unanswered", count = self.unanswered), Some(resume))
            }
            None if unknown > 0 => {
                let message = message!("cli-unknown-outcomes", count = unknown);
                let hint = message!("cli-unknown-outcomes-hint");
                partial(exit_code(LineStatus::Unknown), message, Some(hint))
            }
            None if refused > 0 => {
                let message = message!("cli-rejected", count = refused);
                partial(exit_code(LineStatus::Refused), message, None)
            }
            None if left > 0 => {
                partial(5, message!("cli-not-sent-count", count = left), Some(resume))
            }
            None => Ok(()),
        }
    }
}

/// Returns the exit code of a batch that has a line of this status whose result could not be written.
fn unwritten_exit_code(status: LineStatus) -> u8 {
    match status {
        // As of a call whose response cannot be written.
        LineStatus::Done => 6,
        other => exit_code(other),
    }
}
