//! Results of lines in the format of the command, and the exit code and name of each status.

use essbasic::{Error, ErrorKind, JsonObject, Outcome, Reply};
use essbasic_devtools::escape;
use essbasic_fleet::{LineResult, LineStatus, ResultFormat};
use serde::Deserialize;
use serde_json::json;

use crate::error::CliError;
use crate::message::{Message, message};
use crate::target::Target;

/// Format of results with the errors of the command.
#[derive(Debug)]
pub(super) struct CommandFormat(pub(super) Target);

impl ResultFormat for CommandFormat {
    fn response(&self, line: u64, reply: Reply<JsonObject>) -> LineResult {
        match self.0.check_response(reply) {
            Ok(response) => LineResult::done(line, response),
            Err(error) => failed(line, LineStatus::Unknown, &error),
        }
    }

    fn error(&self, line: u64, status: LineStatus, error: Error) -> LineResult {
        failed(line, status, &CliError::from(error))
    }
}

/// Creates the result of a line that is invalid, or whose call failed.
pub(super) fn failed(line: u64, status: LineStatus, error: &CliError) -> LineResult {
    let json = error.json();
    // The service's message is not shown, since it may repeat the request.
    let problem = json["code"].as_str().map_or_else(|| error.message(), Message::verbatim);
    LineResult::failed(line, status, json).with_cause(problem)
}

/// Creates the result of a line that an earlier run sent, or was about to send.
pub(super) fn lost(line: u64) -> LineResult {
    let error = json!({
        "kind": ErrorKind::Interrupted.as_str(),
        "outcome": Outcome::Unknown.as_str(),
        "message": message!("cli-lost").english(),
        "hint": message!("cli-lost-hint").english(),
    });
    LineResult::failed(line, LineStatus::Unknown, error)
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
    let is_unknown = outcome.is_some_and(|outcome| outcome == Outcome::Unknown.as_str());
    let status = if ok {
        LineStatus::Done
    } else if is_unknown {
        LineStatus::Unknown
    } else {
        LineStatus::Refused
    };
    Some((line, status))
}

/// Formats a result as one line of JSON, safe for a terminal.
pub(super) fn json_line(result: &LineResult) -> String {
    escape::json_text(&result.to_json_line()).into_owned()
}

/// Returns the service's error code of a result, or the message of the command.
pub(super) fn problem(result: &LineResult) -> Message {
    let cause = result.cause().and_then(|cause| cause.downcast_ref::<Message>());
    let problem = cause.cloned().unwrap_or_default();
    match result.status {
        LineStatus::Unknown => message!("cli-outcome-unknown", problem = problem),
        _ => problem,
    }
}

/// Returns the exit code of a batch that has a line of this status.
pub(super) fn exit_code(status: LineStatus) -> u8 {
    match status {
        LineStatus::Done => 0,
        LineStatus::Refused => 1,
        _ => 4,
    }
}

/// Returns the name of a status in reports.
pub(super) fn name(status: LineStatus) -> Message {
    match status {
        LineStatus::Done => message!("cli-status-done"),
        LineStatus::Refused => message!("cli-status-rejected"),
        _ => message!("cli-status-unknown"),
    }
}
