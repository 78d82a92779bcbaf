//! Requests: an action encoded once, and signed for each attempt.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName};
use http::{HeaderValue, Method};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::action::{Action, Descriptor};
use crate::credential::Credential;
use crate::environment::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::limits::MAX_RECORDED_REQUEST_BYTES;
use crate::message::{Message, message};
use crate::raw::RawAction;
use crate::schema::{Decoder, Encoded, SecretFields};
use crate::sign::{Authorization, CanonicalRequest, HexDigest, Scope, SigningKey, StringToSign};
use crate::transport::Body;
use crate::validate::{self, Violation};

mod action_ref;
mod headers;

pub(crate) use action_ref::ActionRef;
pub use headers::RequestHeaders;

/// Content type of every request, signed as it is sent.
pub const CONTENT_TYPE_JSON: &str = "application/json; charset=utf-8";

const X_TC_ACTION: HeaderName = HeaderName::from_static("x-tc-action");
const X_TC_TIMESTAMP: HeaderName = HeaderName::from_static("x-tc-timestamp");
const X_TC_TOKEN: HeaderName = HeaderName::from_static("x-tc-token");
const X_TC_VERSION: HeaderName = HeaderName::from_static("x-tc-version");

/// Names of the signed headers, in order.
const SIGNED_HEADERS: &str = "content-type;host;x-tc-action";

/// Capacity for a request's headers, including those that a transport adds.
const HEADERS_CAPACITY: usize = 12;

/// Initial capacity of a body, enough for most actions.
const BODY_CAPACITY: usize = 512;

/// An encoded action. Every attempt signs and sends the same bytes.
#[derive(Clone)]
pub struct Request {
    action: ActionRef,
    body: Body,
    body_hash: HexDigest,
    /// The fields in JSON, if the body is not held in memory.
    fields: Option<Bytes>,
    violations: Vec<Violation>,
}

/// Parameters of a signature.
#[derive(Clone, Copy, Debug)]
pub struct SigningParams<'a> {
    /// Credential that signs.
    pub credential: &'a Credential,
    /// The credential's key for the scope.
    pub key: &'a SigningKey,
    /// Day and service.
    pub scope: Scope<'a>,
    /// Unix time in seconds that the scope was created from.
    pub timestamp: i64,
}

impl Request {
    /// Encodes and validates an action.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] when a value cannot be encoded as JSON.
    pub fn write<A: Action>(action: &A) -> Result<Self, Error> {
        let fields = Encoded::new(action);
        Self::encode(ActionRef::Declared(A::descriptor()), &fields, validate::typed(action))
    }

    /// Encodes and validates an action given by its descriptor and a JSON request.
    ///
    /// # Errors
    ///
    /// The errors of [`write`](Self::write).
    pub fn from_json(
        action: &'static Descriptor,
        request: &Map<String, Value>,
    ) -> Result<Self, Error> {
        let violations = validate::json((action.request)(), request);
        Self::encode(ActionRef::Declared(action), request, violations)
    }

    /// Encodes an action given by name and a JSON request.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] when name, version or service is malformed.
    pub fn raw(action: &RawAction, request: &Map<String, Value>) -> Result<Self, Error> {
        action.check()?;
        Self::encode(ActionRef::Raw(Arc::new(action.clone())), request, Vec::new())
    }

    /// Creates a request from a body that was encoded elsewhere, such as one too large for memory.
    ///
    /// `action` holds the fields that fit in memory: they are validated, and redacted in errors.
    ///
    /// # Errors
    ///
    /// The errors of [`write`](Self::write).
    pub fn with_body<A: Action>(action: &A, body: impl Into<Body>) -> Result<Self, Error> {
        let action_ref = ActionRef::Declared(A::descriptor());
        let fields = to_json(&action_ref, &Encoded::new(action))?;
        Ok(Self::new(action_ref, body.into(), Some(fields), validate::typed(action)))
    }

    /// Creates a request of an outer action around an encrypted body.
    pub(crate) fn encrypted(outer: &'static Descriptor, body: Vec<u8>) -> Self {
        Self::new(ActionRef::Declared(outer), body.into(), None, Vec::new())
    }

    fn encode(
        action: ActionRef,
        fields: &impl Serialize,
        violations: Vec<Violation>,
    ) -> Result<Self, Error> {
        let body = to_json(&action, fields)?;
        Ok(Self::new(action, body.into(), None, violations))
    }

    fn new(
        action: ActionRef,
        body: Body,
        fields: Option<Bytes>,
        violations: Vec<Violation>,
    ) -> Self {
        Self { action, body_hash: body.hash(), body, fields, violations }
    }

    /// Decodes an action from a request's body, as a server does.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] with the path of the field that cannot be decoded.
    pub fn read<A: Action>(body: &[u8]) -> Result<A, Error> {
        let mut json = serde_json::Deserializer::from_slice(body);
        let (mut action, mut decoder) = (A::empty(), Decoder::strict());
        decoder.object(A::schema(), &mut action, &mut json).map_err(|error| {
            Error::new(ErrorKind::Invalid, decoder.describe(&error))
                .with_action(A::descriptor().name)
        })?;
        Ok(action)
    }

    /// Returns the name of the action.
    pub fn action(&self) -> &str {
        self.action.name()
    }

    /// Returns the service of the action.
    pub fn service(&self) -> &str {
        self.action.service()
    }

    pub(crate) fn action_ref(&self) -> &ActionRef {
        &self.action
    }

    /// Returns the body.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Returns all reasons why the request is invalid.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Builds the signed HTTP request for an endpoint.
    ///
    /// Content type, host and action are signed, so that none of them can be changed under a
    /// signature.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when secret ID or token is not a valid header value.
    pub fn sign(
        &self,
        endpoint: &Endpoint,
        params: &SigningParams<'_>,
        headers: &RequestHeaders,
    ) -> Result<http::Request<Body>, Error> {
        let SigningParams { credential, key, scope, timestamp } = params;
        let signed_name = self.action.signed_name();
        let canonical = CanonicalRequest {
            method: "POST",
            path: "/",
            query: "",
            // The same names as in `SIGNED_HEADERS`.
            headers: &[
                ("content-type", CONTENT_TYPE_JSON),
                ("host", endpoint.host()),
                ("x-tc-action", &signed_name),
            ],
            body: &self.body_hash,
        };
        let signature = StringToSign::new(*scope, &canonical).sign(key);
        let authorization =
            Authorization::format(credential.secret_id(), scope, SIGNED_HEADERS, &signature);
        let mut request = self.build(endpoint, *timestamp, headers)?;
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, sensitive_header(authorization, message!("secret ID"))?);
        if let Some(token) = credential.session_token() {
            headers
                .insert(X_TC_TOKEN, sensitive_header(token.to_owned(), message!("session token"))?);
        }
        Ok(request)
    }

    /// Builds the HTTP request of an action that is called without a signature.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when the action's name is not a valid header value.
    pub fn unsigned(
        &self,
        endpoint: &Endpoint,
        timestamp: i64,
        headers: &RequestHeaders,
    ) -> Result<http::Request<Body>, Error> {
        let mut request = self.build(endpoint, timestamp, headers)?;
        request.headers_mut().insert(AUTHORIZATION, HeaderValue::from_static("SKIP"));
        Ok(request)
    }

    /// Builds the HTTP request without its authorization.
    fn build(
        &self,
        endpoint: &Endpoint,
        timestamp: i64,
        request_headers: &RequestHeaders,
    ) -> Result<http::Request<Body>, Error> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = endpoint.uri();
        let (action, version) =
            self.action.headers().map_err(|_| invalid_header(message!("action")))?;
        let headers = request.headers_mut();
        headers.reserve(HEADERS_CAPACITY);
        request_headers.apply(headers);
        headers.insert(HOST, endpoint.host_header());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_JSON));
        headers.insert(X_TC_ACTION, action);
        headers.insert(X_TC_VERSION, version);
        headers.insert(X_TC_TIMESTAMP, HeaderValue::from(timestamp));
        Ok(request)
    }

    /// Returns the fields with secret ones replaced and long texts cut, unless the body is large.
    pub(crate) fn redacted(&self) -> Option<Value> {
        let fields = self.fields.as_ref().or(self.body.as_bytes())?;
        if fields.len() > MAX_RECORDED_REQUEST_BYTES {
            return None;
        }
        let mut fields = serde_json::from_slice(fields).ok()?;
        self.secret_fields().redact(&mut fields);
        Some(fields)
    }

    /// Returns the values of secret fields, which errors must not repeat.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let fields = self.fields.as_ref().or(self.body.as_bytes());
        let fields = fields.and_then(|fields| serde_json::from_slice(fields).ok());
        fields.map_or_else(Vec::new, |fields| self.secret_fields().strings(fields))
    }

    /// Returns the fields that are secret. Undeclared fields are: they may be personal data.
    fn secret_fields(&self) -> SecretFields {
        let schema = self.action.schema();
        schema.map_or(SecretFields::all(), |schema| SecretFields::of(schema).or_unknown())
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("action", &self.action())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

fn to_json(action: &ActionRef, fields: &impl Serialize) -> Result<Bytes, Error> {
    let mut json = Vec::with_capacity(BODY_CAPACITY);
    serde_json::to_writer(&mut json, fields).map_err(|source| {
        Error::new(ErrorKind::Invalid, message!("could not encode the request as JSON"))
            .with_source(source)
            .with_action(action.name().to_owned())
    })?;
    Ok(json.into())
}

/// Creates a header value that neither logs nor caches show.
fn sensitive_header(value: String, name: Message) -> Result<HeaderValue, Error> {
    let value = HeaderValue::from_maybe_shared(Bytes::from(value));
    let mut value = value.map_err(|_| invalid_header(name))?;
    value.set_sensitive(true);
    Ok(value)
}

fn invalid_header(name: Message) -> Error {
    Error::new(
        ErrorKind::Credential,
        message!("the {name} is not a valid header value", name = name),
    )
}
