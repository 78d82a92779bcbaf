//! What an ended call means for its line.

use essbasic::{Effect, Error, ErrorCode, ErrorKind, JsonObject, Outcome, Reply};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::target::Target;

/// What becomes of a line.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The service carried it out, and this is the result.
    Done(Value),
    /// It was not carried out, and never will be as it stands.
    Refused(Value),
    /// It may have been carried out, and must not be sent again.
    Unknown(Value),
    /// It may have been carried out, and may be sent again, by another run.
    Unanswered,
    /// It was not carried out, and no other would be now.
    Hopeless(Failure),
}

impl Verdict {
    /// Why a line failed, if it did, and the code that a script sees where that stops the batch.
    pub(super) fn failed(&self) -> Option<(u8, String)> {
        match self {
            Self::Refused(result) => Some((1, why(result))),
            Self::Unknown(result) => Some((4, format!("unknown: {}", why(result)))),
            Self::Unanswered => Some((4, "it was not answered".to_owned())),
            // What stops every line is told apart.
            Self::Done(_) | Self::Hopeless(_) => None,
        }
    }
}

/// What the result of a line that failed says of it: the service's code, whose words may repeat the
/// request, or our own words.
fn why(result: &Value) -> String {
    let told = |name: &str| result["error"][name].as_str();
    told("code").or(told("message")).unwrap_or_default().to_owned()
}

/// Judges an ended call. A line that may have been sent by an earlier run has been carried out
/// if it is refused for just that.
pub(super) fn verdict(
    target: &Target,
    line: u64,
    sent_before: bool,
    ended: Result<Reply<JsonObject>, Error>,
) -> Verdict {
    let error = match ended {
        Ok(reply) => return answered(target, line, reply),
        Err(error) => error,
    };
    let settled = error
        .code()
        .filter(|code| sent_before && target.retry().already_done_codes().contains(&code.as_str()));
    if settled.is_some() && error.outcome() == Outcome::Refused {
        return Verdict::Done(done(line, &json!({ "RequestId": error.request_id() })));
    }
    match error.outcome() {
        Outcome::Unknown if may_be_sent_again(target.retry()) => Verdict::Unanswered,
        Outcome::Unknown => Verdict::Unknown(failed(line, &Failure::from(error))),
        _ if is_hopeless(&error) => Verdict::Hopeless(error.into()),
        _ => Verdict::Refused(failed(line, &Failure::from(error))),
    }
}

/// Whether a line that was sent and not answered may be sent by another run.
pub(super) fn may_be_sent_again(retry: Effect) -> bool {
    matches!(retry, Effect::Read | Effect::Link | Effect::Idempotent(_))
}

/// The result of a line that is no request.
pub(super) fn no_request(line: u64, why: &str) -> Value {
    failed(line, &Failure::usage(why))
}

/// The result of a line that an earlier run was about to send, or did.
pub(super) fn lost(line: u64) -> Value {
    let message = "an earlier run was about to send it, or did, and ended before its answer";
    json!({"line": line, "ok": false, "error": {
        "kind": ErrorKind::Interrupted.name(),
        "outcome": Outcome::Unknown.name(),
        "message": message,
        "hint": "look whether it was done before making it again",
    }})
}

fn answered(target: &Target, line: u64, reply: Reply<JsonObject>) -> Verdict {
    let as_it_came = reply.output.0.clone();
    match target.answer(reply.output.0, reply.request_id) {
        Ok(answer) => Verdict::Done(done(line, &answer)),
        Err(failure) => {
            // It was carried out: whatever the answer is, it must not be lost.
            let mut result = failed(line, &failure);
            result["response"] = as_it_came.into();
            Verdict::Refused(result)
        }
    }
}

/// Whether nothing was done, and the same call may fare better later.
pub(super) fn is_for_later(error: &Error) -> bool {
    match error.outcome() {
        Outcome::NotSent => error.kind() == ErrorKind::Connect,
        Outcome::Refused => error.code().is_some_and(ErrorCode::is_throttling),
        _ => false,
    }
}

/// Whether every other call would fail the same way now.
fn is_hopeless(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connect | ErrorKind::Credential | ErrorKind::Configuration => true,
        ErrorKind::Service => error
            .code()
            .is_some_and(|code: &ErrorCode| code.is_authentication() || code.is_throttling()),
        _ => false,
    }
}

fn done(line: u64, response: &Value) -> Value {
    json!({ "line": line, "ok": true, "response": response })
}

fn failed(line: u64, failure: &Failure) -> Value {
    json!({ "line": line, "ok": false, "error": failure.json() })
}
