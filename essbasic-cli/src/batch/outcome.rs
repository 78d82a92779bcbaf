//! Outcome of a line: classifies the result of its call.

use essbasic::{Effect, Error, ErrorCode, ErrorKind, JsonObject, Outcome, Reply};
use serde_json::{Value, json};

use crate::client;
use crate::error::CliError;
use crate::settings::Settings;
use crate::target::Target;

/// Outcome of a line.
#[derive(Debug)]
pub(super) enum LineOutcome {
    /// Executed by the service.
    Done(Value),
    /// Not executed, and never will be without a change.
    Refused(Value),
    /// Possibly executed, and must not be sent again.
    Unknown(Value),
    /// Possibly executed, and may be sent again by another run.
    Unanswered,
    /// Not executed, and no other line would be now.
    Fatal(CliError),
}

impl LineOutcome {
    /// Returns exit code and problem of a line that failed.
    pub(super) fn problem(&self) -> Option<(u8, String)> {
        match self {
            Self::Refused(result) => Some((1, problem_of(result))),
            Self::Unknown(result) => Some((4, format!("unknown outcome: {}", problem_of(result)))),
            Self::Unanswered => Some((4, "no response".to_owned())),
            // A fatal error is reported by itself.
            Self::Done(_) | Self::Fatal(_) => None,
        }
    }

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
            Ok(reply) => return Self::from_reply(target, line, reply),
            Err(error) => error,
        };
        let already_done = target.effect().already_done_codes();
        let was_done = sent_before
            && error.outcome() == Outcome::Refused
            && error.code().is_some_and(|code| already_done.contains(&code.as_str()));
        if was_done {
            return Self::Done(success(line, &json!({ "RequestId": error.request_id() })));
        }
        match error.outcome() {
            Outcome::Unknown if may_send_again(target.effect()) => Self::Unanswered,
            Outcome::Unknown => Self::Unknown(failure(line, &CliError::from(error))),
            _ if is_fatal(&error) => Self::Fatal(client::explain(error, settings)),
            _ => Self::Refused(failure(line, &CliError::from(error))),
        }
    }

    fn from_reply(target: &Target, line: u64, reply: Reply<JsonObject>) -> Self {
        let fields = reply.output.0.clone();
        match target.check_response(reply.output.0, reply.request_id) {
            Ok(response) => Self::Done(success(line, &response)),
            Err(error) => {
                // The action was executed: the response must not be lost.
                let mut result = failure(line, &error);
                result["response"] = fields.into();
                Self::Refused(result)
            }
        }
    }
}

/// Returns the error code of a failed result, or our own message. The service's message is not
/// used, since it may repeat the request.
fn problem_of(result: &Value) -> String {
    let text = |name: &str| result["error"][name].as_str();
    text("code").or(text("message")).unwrap_or_default().to_owned()
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

/// Returns the result of an invalid line.
pub(super) fn invalid_line(line: u64, problem: &str) -> Value {
    failure(line, &CliError::usage(problem))
}

/// Returns the result of a line that an earlier run sent, or was about to send.
pub(super) fn lost_line(line: u64) -> Value {
    json!({"line": line, "ok": false, "error": {
        "kind": ErrorKind::Interrupted.name(),
        "outcome": Outcome::Unknown.name(),
        "message": "an earlier run ended while this request was being sent",
        "hint": "check whether it was executed before sending it again",
    }})
}

fn success(line: u64, response: &Value) -> Value {
    json!({ "line": line, "ok": true, "response": response })
}

fn failure(line: u64, error: &CliError) -> Value {
    json!({ "line": line, "ok": false, "error": error.json() })
}
