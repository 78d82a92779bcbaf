//! A call: a request, the options of this call, and the future that sends it.

use std::fmt;
use std::future::ready;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use serde_json::{Map, Value};

use super::Client;
use super::attempt::{CallContext, CallOptions, Decode};
use super::credential_cache::CachedCredential;
use crate::action::{Action, Descriptor};
use crate::credential::Credential;
use crate::encryptor::Encryptor;
use crate::error::{Error, ErrorKind};
use crate::json::JsonObject;
use crate::message::message;
use crate::raw::RawAction;
use crate::reply::Reply;
use crate::request::{Request, RequestHeaders};
use crate::response::{self, Output};
use crate::retry::RetryPolicy;
use crate::transport::Body;

/// A call that has not been sent; awaiting it sends it.
///
/// Dropping the future cancels the call. What was already sent may still be executed.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<'client, T> {
    client: &'client Client,
    request: Result<Request, Error>,
    options: CallOptions<'client>,
    output: PhantomData<fn() -> T>,
}

impl Client {
    /// Creates a call of an action, as the action's method `send` does.
    pub fn call<A: Action>(&self, action: &A) -> Call<'_, A::Output> {
        Call::new(self, Request::write(action))
    }

    /// Creates a call of an action with a body that was encoded elsewhere; see
    /// [`Request::with_body`](crate::request::Request::with_body).
    pub fn call_with_body<A: Action>(
        &self,
        action: &A,
        body: impl Into<Body>,
    ) -> Call<'_, A::Output> {
        Call::new(self, Request::with_body(action, body))
    }

    /// Creates a call of an action given by its descriptor. Request and response are JSON.
    ///
    /// Missing, unknown and mistyped fields are rejected before sending, as are violated constraints.
    pub fn call_json(
        &self,
        action: &'static Descriptor,
        request: &Map<String, Value>,
    ) -> Call<'_, JsonObject> {
        Call::new(self, Request::from_json(action, request))
    }

    /// Creates a call of an action given by name. Request and response are JSON. Nothing is validated.
    pub fn call_raw(
        &self,
        action: &RawAction,
        request: &Map<String, Value>,
    ) -> Call<'_, JsonObject> {
        Call::new(self, Request::raw(action, request))
    }
}

impl<'client, T> Call<'client, T> {
    fn new(client: &'client Client, request: Result<Request, Error>) -> Self {
        Self { client, request, options: CallOptions::default(), output: PhantomData }
    }

    /// Sets the timeout of this call, measured from when the rate limiter admits it. Default: the
    /// client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Overrides the client's retry policy for this call.
    ///
    /// The action's [effect](crate::Effect) decides under every policy which errors are retried.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.options.retry = Some(retry);
        self
    }

    /// Overrides the client's credential for this call.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.options.credential = Some(Arc::new(CachedCredential::new(credential)));
        self
    }

    /// Sets `X-TC-Region` of this call.
    pub fn region(self, region: impl AsRef<str>) -> Self {
        self.with_headers(|headers| headers.region(region.as_ref()))
    }

    /// Sets the language of the service's messages for this call: `zh-CN` or `en-US`.
    pub fn language(self, language: impl AsRef<str>) -> Self {
        self.with_headers(|headers| headers.language(language.as_ref()))
    }

    /// Adds a header to this call, such as a trace ID. It is not signed, and its value is never shown.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with_headers(|headers| headers.header(name.as_ref(), value.as_ref()))
    }

    /// Skips the validation of this call's request, for limits that the service may have changed.
    pub fn unchecked(mut self) -> Self {
        self.options.unchecked = true;
        self
    }

    /// Encrypts this call end to end: the request is sent inside an outer action.
    ///
    /// The request is encrypted anew for each attempt, and the response is decrypted before it is decoded.
    /// The outer action decides host, signature and rate limit, the inner one validation, errors and
    /// retries.
    pub fn encrypted(mut self, encryptor: &'client impl Encryptor) -> Self {
        self.options.encryptor = Some(encryptor);
        self
    }

    fn with_headers(mut self, set: impl FnOnce(&mut RequestHeaders) -> Result<(), Error>) -> Self {
        if let Err(error) = set(self.options.headers.get_or_insert_default()) {
            self.request = self.request.and(Err(error));
        }
        self
    }
}

impl<'client, T: Output + 'client> IntoFuture for Call<'client, T> {
    type Output = Result<Reply<T>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'client>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { client, request, options, .. } = self;
        match request {
            Ok(request) => Box::pin(async move {
                let call = CallContext { client, request: &request, options: &options };
                let mut slot = ReplySlot(None);
                call.execute(&mut slot).await?;
                slot.0.ok_or_else(|| {
                    Error::new(ErrorKind::Decode, message!("the response was not decoded"))
                })
            }),
            Err(error) => Box::pin(ready(Err(error))),
        }
    }
}

#[cfg(feature = "blocking")]
impl<T: Output> Call<'_, T> {
    /// Sends the call and blocks until it ends.
    ///
    /// For programs without an async runtime, and for threads that may block: in `spawn_blocking` or
    /// `block_in_place`.
    ///
    /// ```no_run
    /// # use essbasic_core::{Client, tc_action};
    /// # /// Cancels a thing.
    /// # #[tc_action(name = "CancelThing", version = "2021-05-26")]
    /// # pub struct CancelThing {}
    /// # fn main() -> Result<(), essbasic_core::Error> {
    /// let client = Client::from_env()?;
    /// let reply = CancelThing::new().send(&client).blocking()?;
    /// println!("request {}", reply.request_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The call's errors, and [`ErrorKind::Configuration`] inside async code: await the call there.
    pub fn blocking(self) -> Result<Reply<T>, Error> {
        let client = self.client;
        client.block_on(self.into_future())
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("request", &self.request).finish_non_exhaustive()
    }
}

/// The decoded response, once there is one.
struct ReplySlot<T>(Option<Reply<T>>);

impl<T: Output> Decode for ReplySlot<T> {
    fn decode(&mut self, response: &Response<Bytes>) -> Result<(), Error> {
        self.0 = Some(response::decode(response.status().as_u16(), response.body())?);
        Ok(())
    }

    fn decode_empty(&mut self, request_id: &str) -> bool {
        self.0 = response::empty().map(|output| Reply::new(request_id.to_owned(), output));
        self.0.is_some()
    }

    fn request_id(&self) -> &str {
        self.0.as_ref().map_or("", |reply| &reply.request_id)
    }
}
