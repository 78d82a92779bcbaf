//! Lines of an audit log.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat};
use serde::Serialize;
use serde_json::{Value, json};

use crate::error::ErrorCode;
use crate::interceptor::CallRecord;
use crate::limits::truncated;

/// Maximum size of a request in a line: 60 KiB. A longer one is left out.
const MAX_REQUEST_BYTES: usize = 60 << 10;

/// Maximum size of an error: 2 KiB.
const MAX_ERROR_BYTES: usize = 2 << 10;

#[derive(Serialize)]
struct Line<'a> {
    time: String,
    action: &'a str,
    effect: &'static str,
    environment: &'static str,
    outcome: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cancelled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    attempts: u32,
    duration_ms: u64,
    rate_limit_wait_ms: u64,
    backoff_ms: u64,
    sending_ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<Value>,
}

/// Returns the line of a call, with its end.
pub(super) fn of_call(call: &CallRecord<'_>, with_request: bool) -> Vec<u8> {
    let request = if with_request { call.redacted_request() } else { None };
    let size = |request: &Value| request.to_string().len();
    let request = request.filter(|request| size(request) <= MAX_REQUEST_BYTES);
    to_bytes(&Line {
        time: time(call.started_at()),
        action: call.action(),
        effect: call.effect().as_str(),
        environment: call.environment(),
        outcome: call.outcome_name(),
        cancelled: call.is_cancelled(),
        request_id: call.request_id(),
        code: call.code().map(ErrorCode::as_str),
        error: call.error().map(|error| truncated(error.to_string(), MAX_ERROR_BYTES)),
        attempts: call.attempts(),
        duration_ms: milliseconds(call.duration()),
        rate_limit_wait_ms: milliseconds(call.rate_limit_wait()),
        backoff_ms: milliseconds(call.backoff()),
        sending_ms: milliseconds(call.sending()),
        request,
    })
}

/// Returns the line that reports lost calls.
pub(super) fn of_lost(lost: u64) -> Vec<u8> {
    to_bytes(&json!({"time": time(SystemTime::now()), "lost": lost}))
}

fn to_bytes(line: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn time(time: SystemTime) -> String {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    let time = DateTime::from_timestamp(seconds, since.subsec_nanos()).unwrap_or_default();
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
