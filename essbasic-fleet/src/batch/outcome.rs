//! The outcome of a line that was sent.

use essbasic::{Error, ErrorCode, ErrorKind, JsonObject, Outcome, Reply};
use serde_json::json;

use super::{BatchAction, LineResult, LineStatus, ResultFormat};

/// Outcome of a line that was sent.
#[derive(Debug)]
pub(super) enum LineOutcome {
    Ended(LineResult),
    /// Possibly executed, and may be sent again.
    Unanswered,
    /// Not executed, and no other line would be now.
    Fatal(Error),
}

impl LineOutcome {
    /// Classifies the result of a call.
    ///
    /// A line that may have been sent before is done if it is rejected because it was done already.
    pub(super) fn classify(
        action: &BatchAction,
        format: &dyn ResultFormat,
        line: u64,
        sent_before: bool,
        result: Result<Reply<JsonObject>, Error>,
    ) -> Self {
        let error = match result {
            Ok(reply) => return Self::Ended(format.response(line, reply)),
            Err(error) => error,
        };
        let already_done = action.effect().already_done_codes();
        let was_done = sent_before
            && error.outcome() == Outcome::Refused
            && error.code().is_some_and(|code| already_done.contains(&code.as_str()));
        if was_done {
            let response = json!({ "RequestId": error.request_id() });
            return Self::Ended(LineResult::done(line, response));
        }
        match error.outcome() {
            Outcome::Unknown if action.is_repeatable() => Self::Unanswered,
            Outcome::NotSent | Outcome::Refused if is_fatal(&error) => Self::Fatal(error),
            Outcome::Unknown => Self::Ended(format.error(line, LineStatus::Unknown, error)),
            _ => Self::Ended(format.error(line, LineStatus::Refused, error)),
        }
    }
}

/// Returns whether a call was not executed and may succeed later.
pub(super) fn is_temporary(error: &Error) -> bool {
    match error.outcome() {
        Outcome::NotSent => matches!(error.kind(), ErrorKind::Connect | ErrorKind::RateLimiter),
        Outcome::Refused => error.code().is_some_and(ErrorCode::is_throttling),
        _ => false,
    }
}

/// Returns whether every other call would fail in the same way now.
fn is_fatal(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connect
        | ErrorKind::Credential
        | ErrorKind::Configuration
        | ErrorKind::RateLimiter => true,
        ErrorKind::Service => {
            error.code().is_some_and(|code| code.is_authentication() || code.is_throttling())
        }
        _ => false,
    }
}
