//! One call on its way: check → sign → send → open.
//!
//! Quota and retries wrap this way from outside, in [`send`]: a retry signs anew, so that no
//! old signature is ever sent twice.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::envelope;
use crate::error::{Error, ErrorKind};
use crate::reply::Reply;
use crate::request::Request;
use crate::transport::{Reached, TransportError};

/// A call that is written and not yet sent; awaiting it sends it.
///
/// Dropping it, awaited or not, stops it. What was sent by then may still be carried out.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<'client, T> {
    client: &'client Client,
    request: Result<Request, Error>,
    options: Options,
    output: PhantomData<fn() -> T>,
}

/// What is different for one call.
#[derive(Clone, Copy, Debug, Default)]
struct Options {
    timeout: Option<Duration>,
    unchecked: bool,
}

impl<'client, T> Call<'client, T> {
    pub(crate) fn new(client: &'client Client, request: Result<Request, Error>) -> Self {
        Self { client, request, options: Options::default(), output: PhantomData }
    }

    /// The time this call may take, instead of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sends it even if it breaks limits of the manual, which the service may have moved.
    pub fn unchecked(mut self) -> Self {
        self.options.unchecked = true;
        self
    }
}

impl<'client, T: DeserializeOwned + Send + 'client> IntoFuture for Call<'client, T> {
    type Output = Result<Reply<T>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'client>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let request = self.request?;
            let mut reply = None;
            let mut open = |answer: &http::Response<Bytes>| {
                reply = Some(envelope::open(answer.status(), answer.body())?);
                Ok(())
            };
            send(self.client, &request, self.options, &mut open).await?;
            // `open` has put it there, or there was an error.
            reply.ok_or_else(|| Error::new(ErrorKind::Answer, "the answer was not opened"))
        })
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("request", &self.request)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// Reads an answer and keeps what it holds; the one thing of a call that knows the output.
type Open<'a> = dyn FnMut(&http::Response<Bytes>) -> Result<(), Error> + Send + 'a;

/// Takes a request the whole way. Compiled once, whatever the action.
async fn send(
    client: &Client,
    request: &Request,
    options: Options,
    open: &mut Open<'_>,
) -> Result<(), Error> {
    let action = request.action().name;
    if !options.unchecked && !request.violations().is_empty() {
        return Err(Error::invalid(request.violations().to_vec()).of(action));
    }
    let timeout = options.timeout.unwrap_or(client.timeout());
    attempt(client, request, timeout, open).await.map_err(|error| error.of(action))
}

/// Signs for this very moment, sends, and opens what comes back.
async fn attempt(
    client: &Client,
    request: &Request,
    timeout: Duration,
    open: &mut Open<'_>,
) -> Result<(), Error> {
    let signed = client.sign(request)?;
    let answer = client.transport().send(signed, timeout).await.map_err(Error::from)?;
    open(&answer).map_err(|error| match error.kind() {
        ErrorKind::Service => error.redact(&request.secrets()),
        _ => error,
    })
}

impl From<TransportError> for Error {
    fn from(failure: TransportError) -> Self {
        let kind = match failure.reached {
            Reached::Nothing => ErrorKind::Connect,
            Reached::TimedOut => ErrorKind::Timeout,
            Reached::Interrupted => ErrorKind::Interrupted,
            Reached::TooLarge => ErrorKind::Answer,
        };
        Self::new(kind, failure.to_string()).because(failure.source)
    }
}
