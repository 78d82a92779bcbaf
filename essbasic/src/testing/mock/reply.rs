//! Replies of a mock.

use std::sync::Arc;

use bytes::Bytes;
use essbasic_core::transport::{TransportError, TransportErrorKind};
use http::{Response, StatusCode, header};
use serde_json::{Map, Value, json};

use super::super::incoming::Incoming;
use crate::request::CONTENT_TYPE_JSON;

/// Computes the fields of a response.
type Compute = Arc<dyn Fn(&Incoming) -> Map<String, Value> + Send + Sync>;

/// A reply to one call.
#[derive(Clone)]
pub(super) enum Reply {
    /// The fields of a response, besides the request ID.
    Fields(Map<String, Value>),
    /// Fields computed from the request.
    Computed(Compute),
    /// An error code and a message.
    Error(String, String),
    /// A status and a body, for what is no response of an action.
    Http(StatusCode, Bytes),
    /// No response.
    Failure(TransportErrorKind),
}

impl Reply {
    /// Returns the response to the request with this number.
    ///
    /// # Errors
    ///
    /// The failure that was asked for.
    pub(super) fn respond(
        self,
        incoming: &Incoming,
        number: u64,
    ) -> Result<Response<Bytes>, TransportError> {
        let fields = match self {
            Self::Fields(fields) => fields,
            Self::Computed(compute) => compute(incoming),
            Self::Error(code, message) => {
                let error = json!({"Code": code, "Message": message});
                Map::from_iter([("Error".to_owned(), error)])
            }
            Self::Http(status, body) => {
                let mut response = Response::new(body);
                *response.status_mut() = status;
                return Ok(response);
            }
            Self::Failure(kind) => {
                return Err(TransportError::new(kind, "the mock replies with this failure"));
            }
        };
        let mut response = fields;
        response.entry("RequestId").or_insert_with(|| format!("mock-{number}").into());
        let body = json!({"Response": response}).to_string();
        let mut response = Response::new(Bytes::from(body));
        let content_type = header::HeaderValue::from_static(CONTENT_TYPE_JSON);
        response.headers_mut().insert(header::CONTENT_TYPE, content_type);
        Ok(response)
    }
}
