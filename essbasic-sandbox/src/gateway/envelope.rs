//! Response envelopes with a request ID, around an output or an error.

use bytes::Bytes;
use essbasic::{Descriptor, ErrorCode};
use http::{HeaderName, HeaderValue, Response, header};
use serde_json::{Map, Value, json};

use super::authentication::SignatureStatus;
use super::encrypted::EncryptedCall;
use crate::actions::ActionOutput;
use crate::errors::ServiceError;
use crate::random;

/// Header of a response that is fixed instead of computed from the state.
const CANNED: HeaderName = HeaderName::from_static("x-sandbox-canned");

/// A response, with data for the call log.
#[derive(Debug)]
pub(crate) struct GatewayResponse {
    pub(crate) response: Response<Bytes>,
    pub(crate) request_id: String,
    /// The error code, if the call was rejected.
    pub(crate) code: Option<ErrorCode>,
    pub(crate) is_canned: bool,
    /// Keys of the events that the call caused.
    pub(crate) events: Vec<String>,
    pub(crate) signature: SignatureStatus,
    pub(crate) encrypted_call: Option<EncryptedCall>,
}

/// Wraps the output of an action.
pub(super) fn success(output: ActionOutput) -> GatewayResponse {
    let mut response = wrap(output.fields);
    response.is_canned = output.is_canned;
    if output.is_canned {
        response.response.headers_mut().insert(CANNED, HeaderValue::from_static("true"));
    }
    response
}

/// Wraps an error, with one of its codes that the action documents.
pub(super) fn rejection(
    error: &ServiceError,
    action: Option<&Descriptor>,
    language: Option<&str>,
) -> GatewayResponse {
    let code = error.code(action);
    GatewayResponse { code: Some(code), ..wrap(error_fields(error, action, language)) }
}

/// Returns the fields of an error response.
pub(super) fn error_fields(
    error: &ServiceError,
    action: Option<&Descriptor>,
    language: Option<&str>,
) -> Map<String, Value> {
    let code = error.code(action);
    let error = json!({"Code": code.as_str(), "Message": error.message(language)});
    Map::from_iter([("Error".to_owned(), error)])
}

/// Returns the envelope as JSON: the fields and the request ID.
pub(super) fn json(mut fields: Map<String, Value>, request_id: &str) -> String {
    fields.insert("RequestId".to_owned(), Value::from(request_id));
    json!({ "Response": fields }).to_string()
}

/// Wraps fields, with a new request ID.
fn wrap(fields: Map<String, Value>) -> GatewayResponse {
    let request_id = random::request_id();
    let mut response = Response::new(Bytes::from(json(fields, &request_id)));
    let content_type = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    GatewayResponse {
        response,
        request_id,
        code: None,
        is_canned: false,
        events: Vec::new(),
        signature: SignatureStatus::NotChecked,
        encrypted_call: None,
    }
}
