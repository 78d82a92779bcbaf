//! `{"Response": {…}}`: from the bytes of an answer to an output or a refusal.
//!
//! The output's members stand beside `Error` and `RequestId`, in any order. One pass over the
//! bytes takes those two out on the way and hands the output all others, so that nothing is
//! parsed into a tree first. Only when that fails is the answer read again, to say what is
//! wrong with it and where.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorCode, ErrorKind};
use crate::reply::Reply;

mod excerpt;
mod members;
mod unreadable;

use members::Seen;
pub(crate) use unreadable::redact_values;

/// The service's refusal.
#[derive(Debug, Deserialize)]
struct ServiceError {
    #[serde(rename = "Code")]
    code: String,
    #[serde(rename = "Message", default)]
    message: String,
}

/// Opens an answer, whatever its status: an envelope's word counts for more than the status.
///
/// # Errors
///
/// [`ErrorKind::Service`] when the service refused, [`ErrorKind::Gateway`] when the status is
/// no success and there is no envelope to explain it, [`ErrorKind::Answer`] when there is no
/// output to be had from it.
pub fn decode<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<Reply<T>, Error> {
    let mut seen = Seen::default();
    let mut json = serde_json::Deserializer::from_slice(body);
    let output = members::read(&mut json, &mut seen)
        .and_then(|output: Option<T>| json.end().map(|()| output));
    match (output, seen) {
        (_, Seen { refusal: Some(refusal), request_id }) => {
            Err(refused(status, refusal, request_id))
        }
        (Ok(Some(output)), Seen { request_id: Some(request_id), .. }) if is_success(status) => {
            Ok(Reply::new(request_id, output))
        }
        _ => Err(unreadable::explain::<T>(status, body)),
    }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

fn refused(status: u16, refusal: ServiceError, request_id: Option<String>) -> Error {
    Error::service(ErrorCode::from(refusal.code.as_str()), refusal.message)
        .with_response(status, request_id)
}

/// An answer that something between sent instead of the service.
fn gateway(status: u16, request_id: Option<String>, body: &[u8]) -> Error {
    let message = format!("HTTP status {status} instead of an answer of the service");
    let message = match excerpt::excerpt(body).as_str() {
        "" => message,
        said => format!("{message}: {said}"),
    };
    Error::new(ErrorKind::Gateway, message).with_response(status, request_id)
}
