//! Decodes the response envelope `{"Response": {…}}` into an output or a service error.
//!
//! The output's fields are siblings of `Error` and `RequestId`, in any order. One pass over the bytes
//! takes those two out and decodes the others into the output. Only when that fails is the body read
//! again, for the fields of the envelope behind the place where decoding stopped.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Error, ErrorCode, ErrorKind};
use crate::json::JsonObject;
use crate::reply::Reply;
use crate::schema::{Decoder, FieldsMut, Model, StructSchema};

mod envelope;
mod snippet;
mod undecodable;

use envelope::Envelope;

/// The error code and message of a request that the service rejected.
#[derive(Debug, Deserialize)]
struct ServiceError {
    #[serde(rename = "Code")]
    code: String,
    #[serde(rename = "Message", default)]
    message: String,
}

/// The output of a call, which a response is decoded into: any model, or [`JsonObject`].
pub trait Output: Send + Sized {
    /// Returns the value that fields are decoded into.
    #[doc(hidden)]
    fn blank() -> Self;

    /// Returns the fields to decode into.
    #[doc(hidden)]
    fn target(&mut self) -> Target<'_>;
}

/// The fields that a response is decoded into. Not part of the API.
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "the values may be secret")]
pub enum Target<'a> {
    /// Those of a model.
    Model(&'static StructSchema, &'a mut dyn FieldsMut),
    /// Any fields.
    Json(&'a mut Map<String, Value>),
}

impl Target<'_> {
    fn reborrow(&mut self) -> Target<'_> {
        match self {
            Self::Model(schema, fields) => Target::Model(schema, *fields),
            Self::Json(object) => Target::Json(object),
        }
    }
}

impl<M: Model> Output for M {
    fn blank() -> Self {
        M::empty()
    }

    fn target(&mut self) -> Target<'_> {
        Target::Model(M::schema(), self)
    }
}

impl Output for JsonObject {
    fn blank() -> Self {
        Self(Map::new())
    }

    fn target(&mut self) -> Target<'_> {
        Target::Json(&mut self.0)
    }
}

/// Decodes a response. The envelope takes precedence over the HTTP status.
///
/// Fields that are missing or `null` take their defaults.
///
/// # Errors
///
/// [`ErrorKind::Service`] if the service rejected the request, [`ErrorKind::Gateway`] if the status
/// is not a success and there is no envelope, [`ErrorKind::Decode`] if there is no request ID, or a
/// field has the wrong type.
pub fn decode<T: Output>(status: u16, body: &[u8]) -> Result<Reply<T>, Error> {
    let mut output = T::blank();
    let request_id = decode_into(status, body, output.target())?;
    Ok(Reply::new(request_id, output))
}

/// Returns an output without fields, unless it has some that are not optional.
pub(crate) fn empty<T: Output>() -> Option<T> {
    let mut output = T::blank();
    let complete = match output.target() {
        Target::Model(schema, _) => schema.fields.iter().all(|field| !field.required),
        Target::Json(_) => true,
    };
    complete.then_some(output)
}

/// Decodes a response into `target` and returns its request ID. Compiled once for all types.
fn decode_into(status: u16, body: &[u8], target: Target<'_>) -> Result<String, Error> {
    let (mut envelope, mut decoder) = (Envelope::default(), Decoder::tolerant());
    let mut json = serde_json::Deserializer::from_slice(body);
    let result = envelope
        .decode(target, &mut decoder, &mut json)
        .and_then(|found| json.end().map(|()| found));
    match (result, envelope) {
        (_, Envelope { error: Some(error), request_id }) => {
            Err(rejected(status, error, request_id))
        }
        (Ok(true), Envelope { request_id: Some(request_id), .. }) if is_success(status) => {
            Ok(request_id)
        }
        (result, _) => Err(undecodable::explain(status, body, &result, &decoder)),
    }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

fn rejected(status: u16, error: ServiceError, request_id: Option<String>) -> Error {
    Error::service(ErrorCode::from(error.code.as_str()), error.message)
        .with_response(status, request_id)
}

/// Returns the error of a response of an intermediary.
fn gateway(status: u16, request_id: Option<String>, body: &[u8]) -> Error {
    let message = format!("HTTP status {status} without a response of the service");
    let message = match snippet::snippet(body).as_str() {
        "" => message,
        snippet => format!("{message}: {snippet}"),
    };
    Error::new(ErrorKind::Gateway, message).with_response(status, request_id)
}
