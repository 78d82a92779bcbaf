//! Decodes the response envelope `{"Response": {…}}` into an output or a service error.
//!
//! The output's fields are siblings of `Error` and `RequestId`, in any order. One pass over the bytes
//! takes those two out and decodes the others into the output. Only when that fails is the body read
//! again: with invalid text replaced, and for the fields of the envelope behind the position where
//! decoding stopped.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::json::JsonObject;
use crate::reply::Reply;
use crate::schema::{Decoder, FieldsMut, Model, StructSchema};

mod envelope;
mod repair;
mod salvage;
mod snippet;
mod undecodable;

use envelope::Envelope;

/// Output of a call, decoded from the response: any model, or [`JsonObject`].
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
    /// Only the envelope is decoded.
    Nothing,
}

impl Target<'_> {
    fn reborrow(&mut self) -> Target<'_> {
        match self {
            Self::Model(schema, fields) => Target::Model(schema, *fields),
            Self::Json(object) => Target::Json(object),
            Self::Nothing => Target::Nothing,
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

/// Decodes a response. An error code takes precedence over the HTTP status, and that over success.
///
/// Missing and `null` fields take their defaults. If a field occurs twice, the last one counts. Invalid
/// Unicode is replaced by U+FFFD.
///
/// # Errors
///
/// [`ErrorKind::Service`](crate::ErrorKind::Service) if there is an error code, even if the rest of the
/// response is damaged; [`ErrorKind::Gateway`](crate::ErrorKind::Gateway) if the status is not a success and
/// there is no error code; [`ErrorKind::Decode`](crate::ErrorKind::Decode) if a field has the wrong type
/// or the envelope is incomplete. [`Error::response_body`] returns the response.
pub fn decode<T: Output>(status: u16, body: &[u8]) -> Result<Reply<T>, Error> {
    let mut output = T::blank();
    let request_id = decode_into(status, body, output.target())?;
    Ok(Reply::new(request_id, output))
}

/// Returns an output without fields; `None` if the output has required ones.
pub(crate) fn empty<T: Output>() -> Option<T> {
    let mut output = T::blank();
    let complete = match output.target() {
        Target::Model(schema, _) => schema.fields.iter().all(|field| !field.required),
        Target::Json(_) | Target::Nothing => true,
    };
    complete.then_some(output)
}

/// Decodes JSON from the service; if that fails, again with invalid text replaced by U+FFFD.
///
/// # Errors
///
/// The error of decoding the repaired JSON.
#[doc(hidden)]
pub fn decode_json<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    serde_json::from_str(&text(json)).or_else(|_| serde_json::from_str(&repaired(json)))
}

/// Decodes a response into `target` and returns its request ID. Compiled once for all types.
fn decode_into(status: u16, body: &[u8], mut target: Target<'_>) -> Result<String, Error> {
    let first = DecodePass::new(body, target.reborrow());
    if first.is_output() && is_success(status) {
        return Ok(first.envelope.request_id.unwrap_or_default());
    }
    undecodable::recover(status, body, target, first)
}

/// One pass over a response.
struct DecodePass {
    envelope: Envelope,
    decoder: Decoder,
    /// `false` if there is no `Response`.
    result: serde_json::Result<bool>,
}

impl DecodePass {
    fn new(body: &[u8], target: Target<'_>) -> Self {
        let (mut envelope, mut decoder) = (Envelope::default(), Decoder::tolerant());
        let text = text(body);
        let mut json = serde_json::Deserializer::from_str(&text);
        let result = envelope
            .decode(target, &mut decoder, &mut json)
            .and_then(|found| json.end().map(|()| found));
        Self { envelope, decoder, result }
    }

    /// Returns whether the response was decoded and reports success. An empty `Response` does not: it may
    /// come from an intermediary.
    fn is_output(&self) -> bool {
        let Envelope { error, request_id, has_output, .. } = &self.envelope;
        matches!(self.result, Ok(true)) && error.is_none() && (request_id.is_some() || *has_output)
    }
}

/// Returns the body as text, repaired if it is not UTF-8. One check of the whole body costs less than one
/// of each string.
fn text(body: &[u8]) -> Cow<'_, str> {
    str::from_utf8(body).map_or_else(|_| repaired(body).into(), Cow::Borrowed)
}

/// Returns the body with all strings valid.
fn repaired(body: &[u8]) -> String {
    String::from_utf8_lossy(&repair::repair(body)).into_owned()
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}
