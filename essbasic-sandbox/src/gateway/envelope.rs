//! The envelope that every answer comes in, with an id of its own.

use bytes::Bytes;
use essbasic::Descriptor;
use http::{HeaderName, HeaderValue, Response, header};
use serde_json::{Map, Value, json};

use crate::actions::Answer;
use crate::refusal::Refusal;

/// Says of an answer that nothing is kept behind it.
const SAMPLE: HeaderName = HeaderName::from_static("x-sandbox-sample");

/// What was done.
pub(super) fn done(answer: Answer) -> Response<Bytes> {
    let mut response = sealed(answer.members);
    if answer.is_sample {
        response.headers_mut().insert(SAMPLE, HeaderValue::from_static("true"));
    }
    response
}

/// What was not done, and why: with a code that the action documents.
pub(super) fn refused(
    refusal: &Refusal,
    action: Option<&Descriptor>,
    language: Option<&str>,
) -> Response<Bytes> {
    sealed(error(refusal, action, language))
}

/// The members of a refusal.
pub(super) fn error(
    refusal: &Refusal,
    action: Option<&Descriptor>,
    language: Option<&str>,
) -> Map<String, Value> {
    let code = refusal.code(action);
    let error = json!({"Code": code.as_str(), "Message": refusal.message(language)});
    Map::from_iter([("Error".to_owned(), error)])
}

/// The members of an answer with an id of its own.
pub(super) fn identified(mut members: Map<String, Value>) -> Map<String, Value> {
    members.insert("RequestId".to_owned(), Value::from(request_id()));
    members
}

fn sealed(members: Map<String, Value>) -> Response<Bytes> {
    let body = json!({ "Response": identified(members) }).to_string();
    let mut response = Response::new(Bytes::from(body));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// A random id in the form of a version 4 UUID.
fn request_id() -> String {
    let bits: u128 = rand::random();
    let bits = bits & !(0xf << 76 | 0x3 << 62) | (0x4 << 76 | 0x2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
