//! Responses that are not an output: rejections, other responses, and why decoding failed.

use serde::de::IgnoredAny;

use super::envelope::{Envelope, ServiceError};
use super::repair::repair;
use super::salvage::salvage;
use super::snippet::snippet;
use super::{Attempt, Target, is_success};
use crate::error::{Error, ErrorCode, ErrorKind};
use crate::message::{Message, message};
use crate::schema::redact_values;

/// Decodes a response whose first attempt is no output: again with valid text, unless that was not
/// the reason. Returns the request ID.
#[cold]
pub(super) fn recover(
    status: u16,
    body: &[u8],
    target: Target<'_>,
    first: Attempt,
) -> Result<String, Error> {
    let (mut attempt, mut is_json) = (first, true);
    if attempt.result.is_err() {
        let text = repair(body);
        if *text != *body {
            attempt = Attempt::new(&text, target);
            if attempt.is_output() && is_success(status) {
                return Ok(attempt.envelope.request_id.unwrap_or_default());
            }
        }
        if attempt.result.is_err() {
            is_json = serde_json::from_slice::<IgnoredAny>(&text).is_ok();
            // Decoding stopped; the envelope's fields may be behind.
            attempt.envelope = if is_json {
                Attempt::new(&text, Target::Nothing).envelope
            } else {
                salvage(&text)
            };
        }
    }
    Err(error(status, body, is_json, attempt))
}

fn error(status: u16, body: &[u8], is_json: bool, mut attempt: Attempt) -> Error {
    let Envelope { error, request_id, .. } = &mut attempt.envelope;
    let (error, request_id) = (error.take(), request_id.take());
    let mut executed = false;
    let result = match error {
        Some(ServiceError { code: Some(code), message }) => {
            Error::service(ErrorCode::from(code.as_str()), message)
        }
        _ if !is_success(status) => Error::new(ErrorKind::Gateway, describe_gateway(status, body)),
        Some(_) => {
            Error::new(ErrorKind::Decode, message!("the response has an `Error` without a code"))
        }
        None => {
            // A success: only its fields are not as they should be.
            executed = is_json && attempt.result.is_err() && attempt.envelope.has_output;
            Error::new(ErrorKind::Decode, diagnose(body, is_json, &attempt))
        }
    };
    let result = result.with_response(status, request_id).with_response_body(body);
    if executed { result.executed() } else { result }
}

/// Describes a response of an intermediary.
fn describe_gateway(status: u16, body: &[u8]) -> Message {
    match snippet(body) {
        None => message!("HTTP status {status} without a response of the service", status = status),
        Some(snippet) => message!(
            "HTTP status {status} without a response of the service: {snippet}",
            status = status,
            snippet = snippet
        ),
    }
}

fn diagnose(body: &[u8], is_json: bool, attempt: &Attempt) -> Message {
    let Some(snippet) = snippet(body) else { return message!("the response is empty") };
    match &attempt.result {
        Err(error) if !is_json => {
            let problem = redact_values(error);
            message!(
                "the response is not JSON: {problem}: {snippet}",
                problem = problem,
                snippet = snippet
            )
        }
        Err(error) => {
            let problem = attempt.decoder.describe(error);
            message!("could not decode the response: {problem}", problem = problem)
        }
        Ok(_) if attempt.envelope.is_older_success => {
            message!("the response has an older format, which reports success")
        }
        Ok(false) => message!("the response has no `Response`: {snippet}", snippet = snippet),
        Ok(true) => message!("the response has no request ID"),
    }
}
