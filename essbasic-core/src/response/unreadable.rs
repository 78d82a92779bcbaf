//! Diagnosis of a response that could not be decoded.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::excerpt::excerpt;
use super::{ServiceError, gateway, is_success, refused};
use crate::error::{Error, ErrorKind};
use crate::schema::{Decoder, redact_values};

/// Returns the error of a response without an output: `decoded` says why there is none.
#[cold]
pub(super) fn explain(
    status: u16,
    body: &[u8],
    decoded: &Result<bool, serde_json::Error>,
    decoder: &Decoder,
) -> Error {
    /// The fields of the envelope that stand behind the place where decoding stopped.
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
        Some(error) => refused(status, error, request_id),
        None if !is_success(status) => gateway(status, request_id, body),
        None => Error::new(ErrorKind::Decode, diagnose(body, decoded, decoder))
            .with_response(status, request_id),
    }
}

fn diagnose(body: &[u8], decoded: &Result<bool, serde_json::Error>, decoder: &Decoder) -> String {
    if body.iter().all(u8::is_ascii_whitespace) {
        return "the answer is empty".to_owned();
    }
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(body) {
        let error = redact_values(&error);
        return format!("the answer is not JSON: {error}: {}", excerpt(body));
    }
    match decoded {
        Err(error) => format!("the answer is not this action's: {}", decoder.describe(error)),
        Ok(false) => format!("the answer has no `Response`: {}", excerpt(body)),
        Ok(true) => "the answer has no request id, so it is not the service's".to_owned(),
    }
}
