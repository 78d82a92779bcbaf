//! The gateway: everything that is checked before an action is executed, in the platform's order.
//!
//! authentication → action and version → rate limit → body → fields → constraints → the action

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use essbasic::encryption::EncryptionKeys;
use essbasic::{Credential, Descriptor, ErrorCode, Host};
use http::request::Parts;
use http::{HeaderMap, Method, Request};

use crate::actions::{self, ActionOutput, Actions};
use crate::errors::{self, ServiceError, StorageError};
use crate::store::Store;
use crate::{limits, random};

mod authentication;
mod encrypted;
mod envelope;
mod fields;
mod headers;
mod json_size;
mod query;
mod rate_limit;

pub use authentication::SignatureStatus;
pub use encrypted::EncryptedCall;
pub(crate) use envelope::GatewayResponse;
pub(crate) use query::to_body as body_of_query;
use rate_limit::RateLimit;

/// An error, and the action that selects its code.
type Rejection = (ServiceError, Option<&'static Descriptor>);

/// The gateway, and the store behind it.
#[derive(Debug)]
pub(crate) struct Gateway {
    credential: Credential,
    actions: Actions,
    rate_limit: Option<Mutex<RateLimit>>,
    store: Store,
    encryption_keys: Option<EncryptionKeys>,
}

impl Gateway {
    pub(crate) fn new(
        credential: Credential,
        store: Store,
        encryption_keys: Option<EncryptionKeys>,
        has_rate_limit: bool,
    ) -> Self {
        let rate_limit = has_rate_limit.then(Mutex::default);
        Self { credential, actions: actions::all(), rate_limit, store, encryption_keys }
    }

    /// Returns the credential that calls must be signed with.
    pub(crate) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Returns the store.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Returns the maximum size of a body, by the action that the headers name.
    pub(crate) fn max_body_bytes(headers: &HeaderMap) -> usize {
        let action = headers::text(headers, "x-tc-action").and_then(essbasic::find_action);
        match action.map(|entry| entry.descriptor().host) {
            Some(Host::File) => limits::FILE_BODY_BYTES,
            _ => limits::BODY_BYTES,
        }
    }

    /// Rejects a call by its head alone, before its body is read: unknown callers cannot make the
    /// sandbox hold a body.
    pub(crate) fn precheck(&self, head: &Parts) -> Option<GatewayResponse> {
        let error = authentication::precheck(head, &self.credential).err()?;
        Some(unauthenticated(&error, language(&head.headers)))
    }

    /// Responds to a call as the platform does: with status 200 and an envelope.
    pub(crate) async fn respond(&self, request: &Request<Bytes>) -> GatewayResponse {
        let language = language(request.headers());
        if let Err(error) = authentication::verify(request, &self.credential) {
            return unauthenticated(&error, language);
        }
        let response = match self.check(request) {
            Err((error, action)) => envelope::rejection(&error, action, language),
            Ok((action, body)) => match &self.encryption_keys {
                Some(keys) if encrypted::is_outer_action(action) => {
                    match self.execute_encrypted(keys, &body, language).await {
                        Ok(response) => response,
                        Err(error) => envelope::rejection(&error, Some(action), language),
                    }
                }
                _ => match self.execute(action, &body).await {
                    Ok((output, events)) => GatewayResponse { events, ..envelope::success(output) },
                    Err((error, action)) => envelope::rejection(&error, action, language),
                },
            },
        };
        GatewayResponse { signature: SignatureStatus::Valid, ..response }
    }

    /// Rejects a call whose body is too large to be read.
    pub(crate) fn reject_too_large(headers: &HeaderMap) -> GatewayResponse {
        let megabytes = Self::max_body_bytes(headers) >> 20;
        let error = ServiceError::new(
            ErrorCode::REQUEST_SIZE_LIMIT_EXCEEDED,
            "请求包超过限制大小。",
            format!("The body is larger than {megabytes} MB."),
        );
        envelope::rejection(&error, None, language(headers))
    }

    /// Rejects a call as rate limited.
    pub(crate) fn reject_rate_limited(headers: &HeaderMap) -> GatewayResponse {
        envelope::rejection(&rate_limited("calls"), None, language(headers))
    }

    /// Rejects a call with an error code, as a fault wants it.
    pub(crate) fn reject_with(headers: &HeaderMap, code: &'static str) -> GatewayResponse {
        let text = "An injected fault rejects the call.";
        let error = ServiceError::new(ErrorCode::new(code), "沙箱注入的故障。", text);
        envelope::rejection(&error, None, language(headers))
    }

    /// Responds to a call that made the sandbox panic.
    pub(crate) fn reject_internal() -> GatewayResponse {
        let error =
            ServiceError::new(ErrorCode::INTERNAL_ERROR, "内部错误。", "The sandbox failed.");
        envelope::rejection(&error, None, None)
    }

    /// Makes every check after authentication. Returns the action and its fields as JSON.
    fn check<'r>(
        &self,
        request: &'r Request<Bytes>,
    ) -> Result<(&'static Descriptor, Cow<'r, [u8]>), Rejection> {
        let action = headers::action(request.headers()).map_err(|error| (error, None))?;
        let acquire = |rate_limit: &Mutex<RateLimit>| {
            let mut rate_limit = rate_limit.lock().unwrap_or_else(PoisonError::into_inner);
            rate_limit.try_acquire(self.credential.secret_id(), action)
        };
        if !self.rate_limit.as_ref().is_none_or(acquire) {
            let limit = format!("{} calls of {}", action.rate_limit, action.name);
            return Err((rate_limited(&limit), Some(action)));
        }
        let body = match (request.method(), request.uri().query()) {
            (&Method::GET, query) => {
                query::to_body(action, query.unwrap_or_default()).map(Cow::from)
            }
            _ => Ok(Cow::from(&**request.body())),
        };
        let body = body.and_then(|body| fields::check(action, body));
        let body = body.map_err(|error| (error, Some(action)))?;
        Ok((action, body))
    }

    /// Executes an action. Returns its output and the keys of its events once both are stored.
    async fn execute(
        &self,
        action: &'static Descriptor,
        body: &[u8],
    ) -> Result<(ActionOutput, Vec<String>), Rejection> {
        let mut executed = self.actions.execute(action, &self.store, body);
        let events = executed.drain_events();
        match executed.stored().await {
            Ok(Ok(output)) => Ok((output, events)),
            Ok(Err(error)) => Err((error, Some(action))),
            Err(StorageError) => Err((errors::storage(), Some(action))),
        }
    }

    /// Executes the action inside an encrypted call. Its own errors are encrypted too; an error is
    /// returned only if encryption or decryption fails.
    async fn execute_encrypted(
        &self,
        keys: &EncryptionKeys,
        body: &[u8],
        language: Option<&str>,
    ) -> Result<GatewayResponse, ServiceError> {
        let inner = encrypted::decrypt(keys, body)?;
        let executed = match headers::find_action(&inner.action) {
            Ok(action) => match encrypted::check(action, &inner) {
                Ok(body) => self.execute(action, &body).await,
                Err(error) => Err((error, Some(action))),
            },
            Err(error) => Err((error, None)),
        };
        let (fields, events, code) = match executed {
            Ok((output, events)) => (output.fields, events, None),
            Err((error, action)) => {
                let code = error.code(action);
                (envelope::error_fields(&error, action, language), Vec::new(), Some(code))
            }
        };
        let output = encrypted::encrypt(keys, &envelope::json(fields, &random::request_id()))?;
        let action = limits::excerpt(&inner.action);
        let encrypted_call = Some(EncryptedCall { action, code });
        Ok(GatewayResponse { events, encrypted_call, ..envelope::success(output) })
    }
}

fn language(headers: &HeaderMap) -> Option<&str> {
    headers::text(headers, "x-tc-language")
}

/// Rejects a call that is not signed with the credential.
fn unauthenticated(error: &ServiceError, language: Option<&str>) -> GatewayResponse {
    let signature = SignatureStatus::Invalid;
    GatewayResponse { signature, ..envelope::rejection(error, None, language) }
}

fn rate_limited(limit: &str) -> ServiceError {
    ServiceError::new(
        ErrorCode::REQUEST_LIMIT_EXCEEDED,
        "请求的次数超过了频率限制。",
        format!("More than {limit} in a second."),
    )
}
