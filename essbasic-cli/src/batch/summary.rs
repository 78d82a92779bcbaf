//! Summary of a batch, and how the command ends.

use serde_json::{Value, json};

use super::outcome::LineStatus;
use crate::error::CliError;
use crate::message::{Message, message};

/// Counts of a batch over all its runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Summary {
    pub(super) requests: u64,
    /// Executed by the service.
    pub(super) done: u64,
    /// Rejected by the service, or invalid.
    pub(super) refused: u64,
    /// Possibly executed, and never sent again.
    pub(super) unknown: u64,
    /// Without a response in this run; the next run sends them again.
    pub(super) unanswered: u64,
}

/// Reason why a run stopped early.
#[derive(Debug)]
pub(super) enum StopReason {
    /// Interrupted by the user.
    Interrupted,
    /// No call can succeed, for lack of a connection or of valid credentials.
    Fatal(CliError),
    /// The service stopped responding.
    Unresponsive,
    /// A line failed, and `--on-error` is `stop`.
    LineFailed { line: u64, status: LineStatus, problem: Message },
    /// Failure of this machine before the next line was sent.
    Io(Message),
    /// The result of a line, which was printed instead, could not be written.
    Unwritten { status: LineStatus, problem: Message },
}

impl Summary {
    /// Counts a line that has a result.
    pub(super) fn count(&mut self, status: LineStatus) {
        *match status {
            LineStatus::Done => &mut self.done,
            LineStatus::Refused => &mut self.refused,
            LineStatus::Unknown => &mut self.unknown,
        } += 1;
    }

    /// Returns the number of requests with a result.
    pub(super) fn completed(&self) -> u64 {
        self.done + self.refused + self.unknown
    }

    fn left(&self) -> u64 {
        self.requests.saturating_sub(self.completed())
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "requests": self.requests,
            "done": self.done,
            "refused": self.refused,
            "unknown": self.unknown,
            "left": self.left(),
        })
    }

    /// Returns the result of the command.
    pub(super) fn result(&self, stop_reason: Option<StopReason>) -> Result<(), CliError> {
        let left = self.left();
        let resume = message!("cli-resume", count = left);
        let partial = |code, message: Message, hint| Err(CliError::Partial { code, message, hint });
        // A reason to send no further line is moot after the last one.
        let stop_reason = stop_reason.filter(|reason| {
            left > 0
                || matches!(reason, StopReason::LineFailed { .. } | StopReason::Unwritten { .. })
        });
        match stop_reason {
            Some(StopReason::Interrupted) => {
                Err(CliError::interrupted(message!("cli-interrupted"), Some(resume)))
            }
            Some(StopReason::Fatal(error)) => Err(error.in_batch(resume)),
            Some(StopReason::Unresponsive) => {
                partial(4, message!("cli-unresponsive"), Some(resume))
            }
            Some(StopReason::LineFailed { line, status, problem }) => {
                let message = message!("cli-stopped-at-line", line = line, problem = problem);
                partial(status.exit_code(), message, (left > 0).then_some(resume))
            }
            Some(StopReason::Unwritten { status, problem }) => {
                let code = match status {
                    // As of a call whose response cannot be written.
                    LineStatus::Done => 6,
                    other => other.exit_code(),
                };
                let hint = message!("cli-append-results", resume = resume);
                partial(code, message!("cli-cannot-write-results", problem = problem), Some(hint))
            }
            Some(StopReason::Io(message)) => partial(5, message, Some(resume)),
            None if self.unanswered > 0 => {
                partial(4, message!("cli-unanswered", count = self.unanswered), Some(resume))
            }
            None if self.unknown > 0 => {
                let message = message!("cli-unknown-outcomes", count = self.unknown);
                let hint = message!("cli-unknown-outcomes-hint");
                partial(LineStatus::Unknown.exit_code(), message, Some(hint))
            }
            None if self.refused > 0 => {
                let message = message!("cli-rejected", count = self.refused);
                partial(LineStatus::Refused.exit_code(), message, None)
            }
            None if left > 0 => {
                partial(5, message!("cli-not-sent-count", count = left), Some(resume))
            }
            None => Ok(()),
        }
    }
}
