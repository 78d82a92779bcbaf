//! The conversion of responses and errors to results.

use std::fmt;

use essbasic::{Error, ErrorCode, ErrorKind, JsonObject, Reply};
use serde_json::{Value, json};

use super::{LineResult, LineStatus};

/// Conversion of the responses and errors of calls to the results of lines.
///
/// Default: a response as it is, with the request ID; an error with its kind, outcome, code, message and hint.
pub trait ResultFormat: fmt::Debug + Send + Sync + 'static {
    /// Returns the result of a line that was executed: done, or unknown if the response cannot be used.
    fn response(&self, line: u64, reply: Reply<JsonObject>) -> LineResult {
        let mut response = reply.output.0;
        response.insert("RequestId".to_owned(), reply.request_id.into());
        LineResult::done(line, Value::Object(response))
    }

    /// Returns the result of a line whose call failed, with the given status.
    fn error(&self, line: u64, status: LineStatus, error: Error) -> LineResult {
        LineResult::failed(line, status, error_fields(&error)).with_cause(error)
    }
}

/// The format without changes.
#[derive(Debug)]
pub(super) struct DefaultFormat;

impl ResultFormat for DefaultFormat {}

fn error_fields(error: &Error) -> Value {
    let violations = error.violations().iter();
    let violations: Vec<_> = violations
        .map(|violation| json!({"path": violation.path, "message": violation.message}))
        .collect();
    // Code and message say all that a rejection contains.
    let body = error.response_body().filter(|_| error.kind() != ErrorKind::Service);
    let response = body.map(|body| {
        let text = || Value::from(String::from_utf8_lossy(body));
        serde_json::from_slice(body).unwrap_or_else(|_| text())
    });
    json!({
        "kind": error.kind().as_str(),
        "outcome": error.outcome().as_str(),
        "action": error.action(),
        "code": error.code().map(ErrorCode::as_str),
        "message": error.message(),
        "request_id": error.request_id(),
        "http_status": error.http_status(),
        "violations": violations,
        "hint": error.hint(),
        "response": response,
    })
}
