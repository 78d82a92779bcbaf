//! Outcome of a line: its count, its file and its exit code follow from it.

use essbasic::{Effect, Error, ErrorCode, ErrorKind, JsonObject, Outcome, Reply};
use essbasic_devtools::escape;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::client;
use crate::error::CliError;
use crate::message::{Message, message};
use crate::settings::Settings;
use crate::target::Target;

/// Outcome of a line that has a result.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum LineStatus {
    /// Executed by the service.
    Done,
    /// Not executed, and never will be without a change: rejected or invalid.
    Refused,
    /// Possibly executed, and must not be sent again.
    Unknown,
}

impl LineStatus {
    /// Returns the exit code of a batch that has this line.
    pub(super) fn exit_code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::Unknown => 4,
        }
    }

    /// Returns the word that reports use.
    pub(super) fn name(self) -> Message {
        match self {
            Self::Done => message!("cli-status-done"),
            Self::Refused => message!("cli-status-rejected"),
            Self::Unknown => message!("cli-status-unknown"),
        }
    }
}

/// Result of a line, written to a file.
#[derive(Debug)]
pub(super) struct LineResult {
    pub(super) status: LineStatus,
    json: Value,
    problem: Message,
}

impl LineResult {
    fn done(line: u64, response: &Value) -> Self {
        let json = json!({ "line": line, "ok": true, "response": response });
        Self { status: LineStatus::Done, json, problem: Message::default() }
    }

    /// Creates the result of a line that is invalid, or whose call failed.
    pub(super) fn failed(line: u64, error: &CliError) -> Self {
        Self::from_error(line, &error.json(), error.message())
    }

    fn from_error(line: u64, error: &Value, message: Message) -> Self {
        // The service's message is not shown, since it may repeat the request.
        let problem = error["code"].as_str().map_or(message, Message::verbatim);
        let json = json!({ "line": line, "ok": false, "error": error });
        Self { status: status(false, json["error"]["outcome"].as_str()), json, problem }
    }

    /// Creates the result of a line that an earlier run sent, or was about to send.
    pub(super) fn lost(line: u64) -> Self {
        let message = message!("cli-lost");
        let error = json!({
            "kind": ErrorKind::Interrupted.name(),
            "outcome": Outcome::Unknown.name(),
            "message": message.english(),
            "hint": message!("cli-lost-hint").english(),
        });
        Self::from_error(line, &error, message)
    }

    /// Returns the line and the status of a result of an earlier run.
    pub(super) fn parse(json: &[u8]) -> Option<(u64, LineStatus)> {
        #[derive(Deserialize)]
        struct Earlier {
            line: u64,
            ok: bool,
            error: Option<EarlierError>,
        }
        #[derive(Deserialize)]
        struct EarlierError {
            outcome: Option<String>,
        }
        let Earlier { line, ok, error } = serde_json::from_slice(json).ok()?;
        let outcome = error.and_then(|error| error.outcome);
        Some((line, status(ok, outcome.as_deref())))
    }

    /// Formats the result as one line.
    pub(super) fn json(&self) -> String {
        escape::json(&self.json)
    }

    /// Returns the error code, or our own message.
    pub(super) fn problem(&self) -> Message {
        match self.status {
            LineStatus::Unknown => message!("cli-outcome-unknown", problem = self.problem),
            _ => self.problem.clone(),
        }
    }
}

fn status(ok: bool, outcome: Option<&str>) -> LineStatus {
    match outcome {
        _ if ok => LineStatus::Done,
        Some(outcome) if outcome == Outcome::Unknown.name() => LineStatus::Unknown,
        _ => LineStatus::Refused,
    }
}

/// Outcome of a line.
#[derive(Debug)]
pub(super) enum LineOutcome {
    /// The line has a result.
    Ended(LineResult),
    /// Possibly executed, and may be sent again by another run.
    Unanswered,
    /// Not executed, and no other line would be now.
    Fatal(CliError),
}

impl LineOutcome {
    /// Classifies the result of a call.
    ///
    /// A line that an earlier run may have sent is done if it is rejected because it was done
    /// already.
    pub(super) fn classify(
        target: &Target,
        settings: &Settings,
        line: u64,
        sent_before: bool,
        result: Result<Reply<JsonObject>, Error>,
    ) -> Self {
        let error = match result {
            Ok(reply) => {
                return Self::Ended(match target.check_response(reply) {
                    Ok(response) => LineResult::done(line, &response),
                    Err(error) => LineResult::failed(line, &error),
                });
            }
            Err(error) => error,
        };
        let already_done = target.effect().already_done_codes();
        let was_done = sent_before
            && error.outcome() == Outcome::Refused
            && error.code().is_some_and(|code| already_done.contains(&code.as_str()));
        if was_done {
            let response = json!({ "RequestId": error.request_id() });
            return Self::Ended(LineResult::done(line, &response));
        }
        match error.outcome() {
            Outcome::Unknown if may_send_again(target.effect()) => Self::Unanswered,
            Outcome::NotSent | Outcome::Refused if is_fatal(&error) => {
                Self::Fatal(client::explain(error, settings))
            }
            _ => Self::Ended(LineResult::failed(line, &CliError::from(error))),
        }
    }
}

/// Returns whether another run may send a line that was sent without a response.
pub(super) fn may_send_again(effect: Effect) -> bool {
    matches!(effect, Effect::Read | Effect::Link | Effect::Idempotent(_))
}

/// Returns whether a call was not executed and may succeed later.
pub(super) fn is_temporary(error: &Error) -> bool {
    match error.outcome() {
        Outcome::NotSent => error.kind() == ErrorKind::Connect,
        Outcome::Refused => error.code().is_some_and(ErrorCode::is_throttling),
        _ => false,
    }
}

/// Returns whether every other call would fail in the same way now.
fn is_fatal(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connect | ErrorKind::Credential | ErrorKind::Configuration => true,
        ErrorKind::Service => {
            error.code().is_some_and(|code| code.is_authentication() || code.is_throttling())
        }
        _ => false,
    }
}
