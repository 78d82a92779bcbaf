//! An action written as a request, and the request signed: both pure.

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
use crate::raw::RawAction;
use crate::redact;
use crate::schema::{Decoder, Encoded};
use crate::sign::{Authorization, CanonicalRequest, HexDigest, Scope, SigningKey, StringToSign};
use crate::transport::Body;
use crate::validate::{self, Violation};

mod called;
mod preferences;

pub(crate) use called::ActionRef;
pub use preferences::RequestHeaders;

/// The content type of every request; it is signed as it is sent.
pub const CONTENT_TYPE_JSON: &str = "application/json; charset=utf-8";

const X_TC_ACTION: HeaderName = HeaderName::from_static("x-tc-action");
const X_TC_TIMESTAMP: HeaderName = HeaderName::from_static("x-tc-timestamp");
const X_TC_TOKEN: HeaderName = HeaderName::from_static("x-tc-token");
const X_TC_VERSION: HeaderName = HeaderName::from_static("x-tc-version");

/// The headers that are signed, in order.
const SIGNED_HEADERS: &str = "content-type;host;x-tc-action";

/// Room for a request's headers, with those that a transport adds.
const HEADERS: usize = 12;

/// Room for the members of most actions.
const MEMBERS: usize = 512;

/// An action, written once: every attempt signs and sends these very bytes.
#[derive(Clone)]
pub struct Request {
    called: ActionRef,
    body: Body,
    body_hash: HexDigest,
    /// The members as far as they are held, in JSON; nothing where those are the body.
    members: Option<Bytes>,
    violations: Vec<Violation>,
}

/// All that a signature needs besides the request itself.
#[derive(Clone, Copy, Debug)]
pub struct SigningParams<'a> {
    /// Who signs.
    pub credential: &'a Credential,
    /// The credential's key for the scope's day and service.
    pub key: &'a SigningKey,
    /// When and for which service.
    pub scope: Scope<'a>,
    /// The Unix time in seconds that the scope was made of.
    pub timestamp: i64,
}

impl Request {
    /// Writes an action.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] when a value has no JSON form.
    pub fn write<A: Action>(action: &A) -> Result<Self, Error> {
        Self::new(ActionRef::Known(A::descriptor()), &Encoded::new(action), validate::typed(action))
    }

    /// Writes an action that is known by its descriptor and its members in JSON.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn from_json(
        action: &'static Descriptor,
        members: &Map<String, Value>,
    ) -> Result<Self, Error> {
        Self::new(ActionRef::Known(action), members, validate::json((action.request)(), members))
    }

    /// Writes an action of which only the name is known.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] when that could not be a name.
    pub fn raw(action: &RawAction, members: &Map<String, Value>) -> Result<Self, Error> {
        action.check()?;
        Self::new(ActionRef::Raw(Arc::new(action.clone())), members, Vec::new())
    }

    /// Writes an action around another that is sealed in its body already.
    pub(crate) fn encrypted(carrier: &'static Descriptor, body: Vec<u8>) -> Self {
        Self::of(ActionRef::Known(carrier), body.into(), None, Vec::new())
    }

    fn new(
        called: ActionRef,
        members: &impl Serialize,
        violations: Vec<Violation>,
    ) -> Result<Self, Error> {
        let body = written(&called, members)?;
        Ok(Self::of(called, body.into(), None, violations))
    }

    fn of(
        called: ActionRef,
        body: Body,
        members: Option<Bytes>,
        violations: Vec<Violation>,
    ) -> Self {
        Self { called, body_hash: body.hash(), body, members, violations }
    }

    /// An action whose body was written elsewhere, because it is too large to be held with all that
    /// is in it. `action` is as much of it as is held: that is what is checked, and what is kept
    /// out of errors.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn with_body<A: Action>(action: &A, body: impl Into<Body>) -> Result<Self, Error> {
        let called = ActionRef::Known(A::descriptor());
        let members = written(&called, &Encoded::new(action))?;
        Ok(Self::of(called, body.into(), Some(members), validate::typed(action)))
    }

    /// Reads an action back from a body, as whoever answers it does.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] with the path of the member that is not as it should be.
    pub fn read<A: Action>(body: &[u8]) -> Result<A, Error> {
        let mut json = serde_json::Deserializer::from_slice(body);
        let (mut action, mut decoder) = (A::empty(), Decoder::strict());
        decoder.object(A::schema(), &mut action, &mut json).map_err(|error| {
            Error::new(ErrorKind::Invalid, decoder.describe(&error))
                .with_action(A::descriptor().name)
        })?;
        Ok(action)
    }

    /// The action that it calls, by its name.
    pub fn action(&self) -> &str {
        self.called.name()
    }

    /// The service that takes it.
    pub fn service(&self) -> &str {
        self.called.service()
    }

    pub(crate) fn called(&self) -> &ActionRef {
        &self.called
    }

    /// What is sent.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// What is wrong with it.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Signs it for an endpoint: the HTTP request as it will travel.
    ///
    /// Content type, host and action are signed, so that no part of the address can be swapped
    /// under a signature.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when the id or the token cannot stand in a header.
    pub fn sign(
        &self,
        endpoint: &Endpoint,
        signing: &SigningParams<'_>,
        preferences: &RequestHeaders,
    ) -> Result<http::Request<Body>, Error> {
        let SigningParams { credential, key, scope, timestamp } = signing;
        let signed_name = self.called.signed_name();
        let canonical = CanonicalRequest {
            method: "POST",
            path: "/",
            query: "",
            // Named in `SIGNED_HEADERS` too.
            headers: &[
                ("content-type", CONTENT_TYPE_JSON),
                ("host", endpoint.host()),
                ("x-tc-action", &signed_name),
            ],
            body: &self.body_hash,
        };
        let signature = StringToSign::new(*scope, &canonical).sign(key);
        let authorization =
            Authorization::write(credential.secret_id(), scope, SIGNED_HEADERS, &signature);
        let mut request = self.address(endpoint, *timestamp, preferences)?;
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, secret_header(authorization, "secret id")?);
        if let Some(token) = credential.session_token() {
            headers.insert(X_TC_TOKEN, secret_header(token.to_owned(), "token")?);
        }
        Ok(request)
    }

    /// The HTTP request of an action that is called without a signature.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when the action's name cannot stand in a header.
    pub fn unsigned(
        &self,
        endpoint: &Endpoint,
        timestamp: i64,
        preferences: &RequestHeaders,
    ) -> Result<http::Request<Body>, Error> {
        let mut request = self.address(endpoint, timestamp, preferences)?;
        request.headers_mut().insert(AUTHORIZATION, HeaderValue::from_static("SKIP"));
        Ok(request)
    }

    /// The HTTP request as far as it does not depend on who calls.
    fn address(
        &self,
        endpoint: &Endpoint,
        timestamp: i64,
        preferences: &RequestHeaders,
    ) -> Result<http::Request<Body>, Error> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = endpoint.uri();
        let (action, version) = self.called.headers().map_err(|_| unfit("action"))?;
        let headers = request.headers_mut();
        headers.reserve(HEADERS);
        preferences.apply(headers);
        headers.insert(HOST, endpoint.host_header());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_JSON));
        headers.insert(X_TC_ACTION, action);
        headers.insert(X_TC_VERSION, version);
        headers.insert(X_TC_TIMESTAMP, HeaderValue::from(timestamp));
        Ok(request)
    }

    /// The texts in it that must not be shown again.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let members = self.members.as_ref().or(self.body.as_bytes());
        members.map_or_else(Vec::new, |members| redact::secrets(self.called.schema(), members))
    }
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request")
            .field("action", &self.action())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

fn written(called: &ActionRef, members: &impl Serialize) -> Result<Bytes, Error> {
    let mut json = Vec::with_capacity(MEMBERS);
    serde_json::to_writer(&mut json, members).map_err(|source| {
        Error::new(ErrorKind::Invalid, "the action has no JSON form")
            .with_source(source)
            .with_action(called.name().to_owned())
    })?;
    Ok(json.into())
}

/// A header that neither logs nor caches show.
fn secret_header(value: String, what: &str) -> Result<HeaderValue, Error> {
    let value = HeaderValue::from_maybe_shared(Bytes::from(value));
    let mut value = value.map_err(|_| unfit(what))?;
    value.set_sensitive(true);
    Ok(value)
}

fn unfit(what: &str) -> Error {
    Error::new(ErrorKind::Credential, format!("the {what} cannot stand in a header"))
}
