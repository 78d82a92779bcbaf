//! Diagnosis of a response that could not be decoded.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::snippet::snippet;
use super::{ServiceError, gateway, is_success, rejected};
use crate::error::{Error, ErrorKind};
use crate::schema::{Decoder, redact_values};

/// Returns the error of a response without an output: `result` says why there is none.
#[cold]
pub(super) fn explain(
    status: u16,
    body: &[u8],
    result: &Result<bool, serde_json::Error>,
    decoder: &Decoder,
) -> Error {
    /// The envelope's fields, including those after the position where decoding stopped.
    #[derive(Deserialize)]
    struct Whole {
        #[serde(rename = "Response")]
        response: Fields,
    }
    #[derive(Default, Deserialize)]
    struct Fields {
        #[serde(rename = "Error")]
        error: Option<ServiceError>,
        #[serde(rename = "RequestId")]
        request_id: Option<String>,
    }
    let Fields { error, request_id } =
        serde_json::from_slice::<Whole>(body).map(|it| it.response).unwrap_or_default();
    match error {
        Some(error) => rejected(status, error, request_id),
        None if !is_success(status) => gateway(status, request_id, body),
        None => Error::new(ErrorKind::Decode, diagnose(body, result, decoder))
            .with_response(status, request_id),
    }
}

fn diagnose(body: &[u8], result: &Result<bool, serde_json::Error>, decoder: &Decoder) -> String {
    if body.iter().all(u8::is_ascii_whitespace) {
        return "the response is empty".to_owned();
    }
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(body) {
        let error = redact_values(&error);
        return format!("the response is not JSON: {error}: {}", snippet(body));
    }
    match result {
        Err(error) => format!("could not decode the response: {}", decoder.describe(error)),
        Ok(false) => format!("the response has no `Response`: {}", snippet(body)),
        Ok(true) => "the response has no request ID".to_owned(),
    }
}
