//! What to say of an answer that is not the expected output: read once more, and slowly.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use super::excerpt::excerpt;
use super::members::{self, Seen};
use super::{ServiceError, gateway, is_success, refused};
use crate::error::{Error, ErrorKind};

/// What may be had of any envelope.
#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "Response")]
    response: Said,
}

#[derive(Default, Deserialize)]
struct Said {
    #[serde(rename = "Error")]
    error: Option<ServiceError>,
    #[serde(rename = "RequestId")]
    request_id: Option<String>,
}

/// Why there is no output of this type in the answer.
#[cold]
pub(super) fn explain<T: DeserializeOwned>(status: u16, body: &[u8]) -> Error {
    let said =
        serde_json::from_slice::<Envelope>(body).map_or_else(|_| Said::default(), |it| it.response);
    let request_id = said.request_id;
    if let Some(refusal) = said.error {
        return refused(status, refusal, request_id);
    }
    if !is_success(status) {
        return gateway(status, request_id, body);
    }
    Error::new(ErrorKind::Decode, what_is_wrong::<T>(body)).with_response(status, request_id)
}

fn what_is_wrong<T: DeserializeOwned>(body: &[u8]) -> String {
    if body.iter().all(u8::is_ascii_whitespace) {
        return "the answer is empty".to_owned();
    }
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(body) {
        let error = redact_values(&error);
        return format!("the answer is not JSON: {error}: {}", excerpt(body));
    }
    let mut seen = Seen::default();
    let mut track = serde_path_to_error::Track::new();
    let mut json = serde_json::Deserializer::from_slice(body);
    let json = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    match members::read::<T, _>(json, &mut seen) {
        Err(error) => format!("the answer is not this action's: {}", at(&track.path(), &error)),
        Ok(None) => format!("the answer has no `Response`: {}", excerpt(body)),
        Ok(Some(_)) => "the answer has no request id, so it is not the service's".to_owned(),
    }
}

/// Where and what, without the value, which may be a person's.
fn at(path: &serde_path_to_error::Path, error: &serde_json::Error) -> String {
    match path.to_string().as_str() {
        "." => redact_values(error),
        path => format!("{path}: {}", redact_values(error)),
    }
}

/// A message of serde's, of which only names and types are kept.
pub(crate) fn redact_values(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match (error.classify(), message.split_once(", expected ")) {
        (Category::Data, Some((found, expected))) => {
            let found =
                ["string", "integer", "floating point", "boolean", "null", "map", "sequence"]
                    .into_iter()
                    .find(|kind| found.starts_with(&format!("invalid type: {kind}")));
            format!("{} where there should be {expected}", found.unwrap_or("a value"))
        }
        _ => message,
    }
}
