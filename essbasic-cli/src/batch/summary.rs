//! Summary of a batch, and how the command ends.

use serde_json::{Value, json};

use super::outcome::LineStatus;
use crate::error::CliError;

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
    LineFailed { line: u64, status: LineStatus, problem: String },
    /// Failure of this machine before the next line was sent.
    Io(String),
    /// The result of a line, which was printed instead, could not be written.
    Unwritten { status: LineStatus, problem: String },
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
        let resume = format!("run the same command again for the {left} remaining requests");
        let partial = |code, message: String, hint| Err(CliError::Partial { code, message, hint });
        // A reason to send no further line is moot after the last one.
        let stop_reason = stop_reason.filter(|reason| {
            left > 0
                || matches!(reason, StopReason::LineFailed { .. } | StopReason::Unwritten { .. })
        });
        match stop_reason {
            Some(StopReason::Interrupted) => {
                Err(CliError::interrupted("interrupted", Some(resume)))
            }
            Some(StopReason::Fatal(error)) => Err(error.in_batch(&resume)),
            Some(StopReason::Unresponsive) => {
                let message = "the service has stopped responding, so the batch was stopped";
                partial(4, message.to_owned(), Some(resume))
            }
            Some(StopReason::LineFailed { line, status, problem }) => {
                let message = format!("line {line}: {problem}; the batch was stopped");
                partial(status.exit_code(), message, (left > 0).then_some(resume))
            }
            Some(StopReason::Unwritten { status, problem }) => {
                let code = match status {
                    // As of a call whose response cannot be written.
                    LineStatus::Done => 6,
                    other => other.exit_code(),
                };
                let hint = format!("append the results printed above to the output; then {resume}");
                partial(code, format!("cannot write the results: {problem}"), Some(hint))
            }
            Some(StopReason::Io(message)) => partial(5, message, Some(resume)),
            None if self.unanswered > 0 => {
                partial(4, format!("{} requests got no response", self.unanswered), Some(resume))
            }
            None if self.unknown > 0 => {
                let message = format!("{} requests have an unknown outcome", self.unknown);
                let hint = "check whether those were executed; they are never sent again";
                partial(LineStatus::Unknown.exit_code(), message, Some(hint.to_owned()))
            }
            None if self.refused > 0 => {
                let message = format!("{} requests were rejected; see the output", self.refused);
                partial(LineStatus::Refused.exit_code(), message, None)
            }
            None if left > 0 => partial(5, format!("{left} requests were not sent"), Some(resume)),
            None => Ok(()),
        }
    }
}
