//! How far a batch is, and how it ended.

use serde_json::{Value, json};

use crate::failure::Failure;

/// How far a batch is, all its runs together.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// All requests.
    pub(super) requests: u64,
    /// Those that the service carried out.
    pub(super) done: u64,
    /// Those that it refused, or that are none.
    pub(super) refused: u64,
    /// Those that it may have carried out, and that are never sent again.
    pub(super) unknown: u64,
    /// Those of this run that were not answered, and are sent again by the next.
    pub(super) unanswered: u64,
}

/// Why a run stopped before its end.
#[derive(Debug)]
pub(super) enum Stopped {
    /// Somebody stopped it.
    Interrupted,
    /// No call has a chance: no connection, no credential that counts.
    Hopeless(Failure),
    /// The service has stopped answering.
    Silent,
    /// A line failed, and that was to stop it.
    Failed { line: u64, code: u8, why: String },
    /// This machine failed: a full disk.
    Machine(String),
}

impl Tally {
    /// How many have their line in one of the files.
    pub(super) fn settled(&self) -> u64 {
        self.done + self.refused + self.unknown
    }

    fn left(&self) -> u64 {
        self.requests.saturating_sub(self.settled())
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

    /// How the command ends.
    pub(super) fn ended(&self, stopped: Option<Stopped>) -> Result<(), Failure> {
        let left = self.left();
        let go_on = Some(format!("the same command goes on with the {left} that are left"));
        let failure = |code, message: String, hint| Err(Failure::InPart { code, message, hint });
        match stopped {
            Some(Stopped::Interrupted) => failure(130, "interrupted".to_owned(), go_on),
            Some(Stopped::Hopeless(failure)) => Err(failure.in_batch(left)),
            Some(Stopped::Silent) => {
                let message = "the service has stopped answering, so nothing more was sent";
                failure(4, message.to_owned(), go_on)
            }
            Some(Stopped::Failed { line, code, why }) => {
                let go_on = go_on.filter(|_| left > 0);
                failure(code, format!("line {line}: {why}; nothing more was sent"), go_on)
            }
            Some(Stopped::Machine(message)) => failure(5, message, go_on),
            None if self.unanswered > 0 => {
                failure(4, format!("{} were not answered", self.unanswered), go_on)
            }
            None if self.unknown > 0 => {
                let hint = "look whether those were done; they are never sent again";
                let message = format!("of {} nobody knows whether they were done", self.unknown);
                failure(4, message, Some(hint.to_owned()))
            }
            None if self.refused > 0 => {
                failure(1, format!("{} were refused; the output says why", self.refused), None)
            }
            None => Ok(()),
        }
    }
}
