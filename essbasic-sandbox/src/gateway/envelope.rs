//! The envelope that every answer comes in, with an id of its own.

use bytes::Bytes;
use essbasic::{Descriptor, ErrorCode};
use http::{HeaderName, HeaderValue, Response, header};
use serde_json::{Map, Value, json};

use super::{EncryptedCall, SignatureStatus};
use crate::actions::Answer;
use crate::refusal::Refusal;

/// Says of an answer that nothing is kept behind it.
const CANNED: HeaderName = HeaderName::from_static("x-sandbox-canned");

/// An answer, and what is worth remembering beside it.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) response: Response<Bytes>,
    pub(crate) request_id: String,
    /// The code that it refuses with.
    pub(crate) code: Option<ErrorCode>,
    pub(crate) is_sample: bool,
    /// The events that it caused, by their keys.
    pub(crate) events: Vec<String>,
    pub(crate) verdict: SignatureStatus,
    /// The action that came encrypted inside.
    pub(crate) carried: Option<EncryptedCall>,
}

/// What was done.
pub(super) fn done(answer: Answer) -> Answered {
    let mut answered = sealed(answer.members);
    answered.is_sample = answer.is_sample;
    if answer.is_sample {
        answered.response.headers_mut().insert(CANNED, HeaderValue::from_static("true"));
    }
    answered
}

/// What was not done, and why: with a code that the action documents.
pub(super) fn refused(
    refusal: &Refusal,
    action: Option<&Descriptor>,
    language: Option<&str>,
) -> Answered {
    let code = refusal.code(action);
    Answered { code: Some(code), ..sealed(error(refusal, action, language)) }
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
pub(super) fn identified(members: Map<String, Value>) -> Map<String, Value> {
    with_id(members, &request_id())
}

fn with_id(mut members: Map<String, Value>, request_id: &str) -> Map<String, Value> {
    members.insert("RequestId".to_owned(), Value::from(request_id));
    members
}

fn sealed(members: Map<String, Value>) -> Answered {
    let request_id = request_id();
    let body = json!({ "Response": with_id(members, &request_id) }).to_string();
    let mut response = Response::new(Bytes::from(body));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    let (verdict, events) = (SignatureStatus::NotChecked, Vec::new());
    Answered { response, request_id, code: None, is_sample: false, events, verdict, carried: None }
}

/// A random id in the form of a version 4 UUID.
fn request_id() -> String {
    let bits: u128 = rand::random();
    let bits = bits & !(0xf << 76 | 0x3 << 62) | (0x4 << 76 | 0x2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
