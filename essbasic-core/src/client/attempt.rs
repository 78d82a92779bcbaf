//! One attempt of a call: credential, encryption, signature, exchange, decoding, classification.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use super::Client;
use super::credential_cache::{CachedCredential, timed_out};
use super::observer::Observer;
use crate::clock::SigningTime;
use crate::encryptor::{self, Encryptor};
use crate::environment::Endpoint;
use crate::error::{Error, ErrorCode, ErrorKind};
use crate::message::message;
use crate::reply::Reply;
use crate::request::{Request, RequestHeaders, SigningParams};
use crate::response;
use crate::retry::{RetryPolicy, retry_after};
use crate::sign::Scope;
use crate::telemetry;
use crate::transport::{Body, TransportErrorKind};

/// A request, and everything that determines how it is sent.
#[derive(Clone, Copy)]
pub(super) struct CallContext<'a> {
    pub(super) client: &'a Client,
    pub(super) request: &'a Request,
    pub(super) options: &'a CallOptions<'a>,
}

/// Options of one call that override the client's.
#[derive(Default)]
pub(super) struct CallOptions<'client> {
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) credential: Option<Arc<CachedCredential>>,
    /// Boxed because few calls have any.
    pub(super) headers: Option<Box<RequestHeaders>>,
    pub(super) unchecked: bool,
    pub(super) encryptor: Option<&'client dyn Encryptor>,
}

/// Decodes a response and keeps the result; the only part of a call that knows the output's type.
pub(super) trait Decode: Send {
    /// Decodes a response.
    fn decode(&mut self, response: &Response<Bytes>) -> Result<(), Error>;

    /// Stores an output without fields, for an action that an earlier attempt completed. Returns
    /// `false` if the output requires fields.
    fn decode_empty(&mut self, request_id: &str) -> bool;

    /// Returns the request ID of the decoded response.
    fn request_id(&self) -> &str;
}

/// Start of an attempt, and the time by which the call must end.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    pub(super) started: Instant,
    pub(super) end: Instant,
}

impl Deadline {
    /// Returns the same deadline for work that starts now.
    pub(super) fn restarted(self) -> Self {
        Self { started: Instant::now(), ..self }
    }

    fn remaining(self) -> Duration {
        self.end.saturating_duration_since(self.started)
    }
}

/// A failed attempt, with what decides whether another follows.
pub(super) struct AttemptError {
    pub(super) error: Error,
    /// Delay that the service asks for.
    pub(super) retry_after: Option<Duration>,
    /// `true` if the cause has been corrected, so that another attempt may follow at once.
    pub(super) retry_now: bool,
    /// `true` if the error concerns only the outer action of an encrypted call.
    pub(super) is_outer_error: bool,
}

impl From<Error> for AttemptError {
    fn from(error: Error) -> Self {
        Self { error, retry_after: None, retry_now: false, is_outer_error: false }
    }
}

/// Credential and time that one attempt is signed with; no credential if it is not signed.
struct SigningInputs {
    credential: Option<Arc<CachedCredential>>,
    time: SigningTime,
}

impl CallContext<'_> {
    /// Makes one attempt. `previous` is the number of attempts before it.
    ///
    /// Work that few calls need is boxed, so that the futures of all others stay small.
    pub(super) async fn attempt(
        &self,
        previous: u32,
        mut deadline: Deadline,
        decode: &mut dyn Decode,
        observer: &mut Observer<'_>,
    ) -> Result<(), AttemptError> {
        observer.attempt_started(previous);
        let credential = match self.cached_credential() {
            None if self.is_signed() => {
                let credential = Box::pin(self.fetch_credential(deadline.end)).await?;
                deadline = deadline.restarted();
                Some(credential)
            }
            cached => cached,
        };
        let encrypted = match self.options.encryptor {
            Some(encryptor) => {
                let encrypted = Box::pin(self.encrypt(encryptor)).await?;
                deadline = deadline.restarted();
                Some(Box::new(encrypted))
            }
            None => None,
        };
        let request = encrypted.as_deref().unwrap_or(self.request);
        let endpoint = self.client.endpoints().endpoint(request.action_ref());
        let inputs = SigningInputs { credential, time: self.client.clock().now() };
        let span = telemetry::attempt(request, &endpoint, previous);
        let timeout = deadline.remaining();
        let exchange = self.exchange(request, &endpoint, &inputs, timeout, decode, observer);
        exchange.instrument(span).await
    }

    /// Sends the signed request and decodes the response.
    async fn exchange(
        &self,
        request: &Request,
        endpoint: &Endpoint,
        inputs: &SigningInputs,
        timeout: Duration,
        decode: &mut dyn Decode,
        observer: &mut Observer<'_>,
    ) -> Result<(), AttemptError> {
        let (status, decoded) = match self.send(request, endpoint, inputs, timeout, observer).await
        {
            Ok(response) => {
                let status = response.status().as_u16();
                telemetry::response_received(status, response.body().len());
                (Some(status), self.decode(&response, inputs, decode))
            }
            Err(error) => (None, Err(error.into())),
        };
        let result = decoded.as_ref().map(|()| decode.request_id()).map_err(|it| &it.error);
        observer.after_attempt(endpoint, status, result);
        match &decoded {
            Ok(()) => self.client.retry_budget().deposit(),
            Err(failed) => telemetry::attempt_failed(&failed.error),
        }
        decoded
    }

    /// Signs and sends the request. Marks the endpoint as unreachable if no connection is established.
    async fn send(
        &self,
        request: &Request,
        endpoint: &Endpoint,
        inputs: &SigningInputs,
        timeout: Duration,
        observer: &mut Observer<'_>,
    ) -> Result<Response<Bytes>, Error> {
        let signed = self.sign(request, endpoint, inputs, observer)?;
        self.client.transport().send(signed, timeout).await.map_err(|error| {
            if let Some(source) = request.body().failure() {
                return body_read_error(source);
            }
            if error.kind() == TransportErrorKind::NotConnected {
                self.client.endpoints().mark_unreachable(endpoint, request.action_ref());
            }
            error.into()
        })
    }

    /// Builds the signed HTTP request, with the headers of this call, and passes it to interceptors.
    fn sign(
        &self,
        request: &Request,
        endpoint: &Endpoint,
        inputs: &SigningInputs,
        observer: &mut Observer<'_>,
    ) -> Result<http::Request<Body>, Error> {
        let (timestamp, headers) = (inputs.time.timestamp, self.client.headers());
        let mut signed = match &inputs.credential {
            None => request.unsigned(endpoint, timestamp, headers)?,
            Some(cached) => {
                let scope = Scope::new(timestamp, request.service())?;
                let key = cached.signing_key(&scope);
                let credential = cached.credential();
                let params = SigningParams { credential, key: &key, scope, timestamp };
                request.sign(endpoint, &params, headers)?
            }
        };
        if let Some(headers) = &self.options.headers {
            headers.apply(signed.headers_mut());
        }
        observer.before_attempt(&mut signed)?;
        Ok(signed)
    }

    /// Decodes a response, decrypted first if the call is encrypted.
    fn decode(
        &self,
        response: &Response<Bytes>,
        inputs: &SigningInputs,
        decode: &mut dyn Decode,
    ) -> Result<(), AttemptError> {
        let decoded = match self.options.encryptor {
            None => decode.decode(response),
            Some(encryptor) => {
                let (decrypted, request_id) = decrypt(encryptor, response).map_err(|error| {
                    let failed = self.classify(error, response, inputs);
                    AttemptError { is_outer_error: true, ..failed }
                })?;
                decode.decode(&decrypted).map_err(|error| match error.request_id() {
                    None if !request_id.is_empty() => {
                        error.with_response(response.status().as_u16(), Some(request_id))
                    }
                    _ => error,
                })
            }
        };
        decoded.map_err(|error| self.classify(error, response, inputs))
    }

    /// Redacts an error. Corrects the clock or drops the credential if that is the cause.
    fn classify(
        &self,
        error: Error,
        response: &Response<Bytes>,
        inputs: &SigningInputs,
    ) -> AttemptError {
        let headers = response.headers();
        let retry_now = match error.code() {
            Some(&ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE) => {
                if self.client.clock().sync_from(headers, inputs.time) {
                    telemetry::clock_corrected();
                }
                // Also if the clock is right: the request may have waited in a queue.
                true
            }
            Some(
                &(ErrorCode::AUTH_FAILURE_TOKEN_FAILURE
                | ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND),
            ) if self.options.credential.is_none() => {
                let rejected = inputs.credential.as_ref();
                rejected.is_some_and(|it| self.client.credentials().invalidate(it))
            }
            _ => false,
        };
        AttemptError {
            error: error.redact(&self.request.secrets()),
            retry_after: retry_after(headers),
            retry_now,
            is_outer_error: false,
        }
    }

    /// Returns whether the request that is sent is signed: of an encrypted call, the outer one.
    fn is_signed(&self) -> bool {
        let outer = self.options.encryptor.map(Encryptor::outer_action);
        outer.map_or(self.request.action_ref().is_signed(), |outer| outer.signed)
    }

    /// Returns the credential if none has to be fetched: the call's, else the client's.
    fn cached_credential(&self) -> Option<Arc<CachedCredential>> {
        if !self.is_signed() {
            return None;
        }
        self.options.credential.clone().or_else(|| self.client.credentials().fresh())
    }

    async fn fetch_credential(&self, deadline: Instant) -> Result<Arc<CachedCredential>, Error> {
        let credential = self.client.credentials().get(deadline);
        timeout_at(deadline, credential)
            .await
            .unwrap_or_else(|_| Err(Error::new(ErrorKind::Credential, timed_out())))
    }

    /// Encrypts the request into a request of the outer action.
    async fn encrypt(&self, encryptor: &dyn Encryptor) -> Result<Request, Error> {
        let body = self.request.body().clone().collect().await.map_err(body_read_error)?;
        let body = encryptor.encrypt(self.request.action(), &body);
        let body = body.map_err(encryptor::encryption_error)?;
        Ok(Request::encrypted(encryptor.outer_action(), body))
    }
}

/// Decrypts the response of an outer action into the response of the inner one. Returns the outer request ID
/// too.
fn decrypt(
    encryptor: &dyn Encryptor,
    response: &Response<Bytes>,
) -> Result<(Response<Bytes>, String), Error> {
    let status = response.status().as_u16();
    let Reply { request_id, output } = response::decode(status, response.body())?;
    match encryptor.decrypt(&output) {
        Ok(inner) => {
            let body = encryptor::wrap_response(inner, &request_id);
            Ok((response.clone().map(|_| body.into()), request_id))
        }
        Err(source) => {
            let error = encryptor::decryption_error(source);
            Err(error.with_response(status, Some(request_id)).with_response_body(response.body()))
        }
    }
}

/// Returns the error of a body that changed or failed after it was signed; the service did not receive
/// a complete request.
fn body_read_error(source: io::Error) -> Error {
    Error::new(ErrorKind::Io, message!("could not read the request body as it was signed"))
        .with_source(source)
}
