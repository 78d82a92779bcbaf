//! Responses that are not an output: rejections, other responses, and why decoding failed.

use serde::de::IgnoredAny;

use super::envelope::{Envelope, ServiceError};
use super::repair::repair;
use super::salvage::salvage;
use super::snippet::snippet;
use super::{DecodePass, Target, is_success};
use crate::error::{Error, ErrorCode, ErrorKind};
use crate::message::{Message, message};
use crate::schema::redact_values;

/// Decodes a response again, with invalid text repaired, and returns the request ID.
///
/// # Errors
///
/// The service's error, or the reason why there is no output.
#[cold]
pub(super) fn recover(
    status: u16,
    body: &[u8],
    target: Target<'_>,
    first: DecodePass,
) -> Result<String, Error> {
    let (mut pass, mut is_json) = (first, true);
    if pass.result.is_err() {
        let text = repair(body);
        if *text != *body {
            pass = DecodePass::new(&text, target);
            if pass.is_output() && is_success(status) {
                return Ok(pass.envelope.request_id.unwrap_or_default());
            }
        }
        if pass.result.is_err() {
            is_json = serde_json::from_slice::<IgnoredAny>(&text).is_ok();
            // Decoding stopped early: the envelope's fields may follow.
            pass.envelope = if is_json {
                DecodePass::new(&text, Target::Nothing).envelope
            } else {
                salvage(&text)
            };
        }
    }
    Err(error(status, body, is_json, pass))
}

fn error(status: u16, body: &[u8], is_json: bool, mut pass: DecodePass) -> Error {
    let Envelope { error, request_id, .. } = &mut pass.envelope;
    let (error, request_id) = (error.take(), request_id.take());
    let mut executed = false;
    let result = match error {
        Some(ServiceError { code: Some(code), message }) => {
            Error::service(ErrorCode::from(code.as_str()), message)
        }
        None if !is_success(status) && matches!(pass.result, Ok(true)) && request_id.is_some() => {
            let message = message!(
                "HTTP status {status} with a response that reports success",
                status = status
            );
            Error::new(ErrorKind::Gateway, message)
        }
        _ if !is_success(status) => Error::new(ErrorKind::Gateway, describe_gateway(status, body)),
        Some(_) => {
            Error::new(ErrorKind::Decode, message!("the response has an `Error` without a code"))
        }
        None => {
            // The service reports success; only fields of the output have the wrong type.
            executed = is_json && pass.result.is_err() && pass.envelope.has_output;
            Error::new(ErrorKind::Decode, diagnose(body, is_json, &pass))
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

fn diagnose(body: &[u8], is_json: bool, pass: &DecodePass) -> Message {
    let Some(snippet) = snippet(body) else { return message!("the response is empty") };
    match &pass.result {
        Err(error) if !is_json => {
            let problem = redact_values(error);
            message!(
                "the response is not JSON: {problem}: {snippet}",
                problem = problem,
                snippet = snippet
            )
        }
        Err(error) => {
            let problem = pass.decoder.describe(error);
            message!("could not decode the response: {problem}", problem = problem)
        }
        Ok(_) if pass.envelope.is_older_success => {
            message!("the response has an older format, which reports success")
        }
        Ok(false) => message!("the response has no `Response`: {snippet}", snippet = snippet),
        Ok(true) => message!("the response has no request ID"),
    }
}
