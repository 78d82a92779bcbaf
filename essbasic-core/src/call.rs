//! One call on its way: check → wait for quota → (sign → send → open) ↺ retry.
//!
//! Retries wrap signing, so that no old signature is ever sent twice.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep};

use crate::client::Client;
use crate::envelope;
use crate::error::{Error, ErrorKind, Outcome};
use crate::reply::Reply;
use crate::request::Request;
use crate::retry::{Retry, RetryPolicy};
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
    retry: Option<RetryPolicy>,
    unchecked: bool,
}

impl<'client, T> Call<'client, T> {
    pub(crate) fn new(client: &'client Client, request: Result<Request, Error>) -> Self {
        Self { client, request, options: Options::default(), output: PhantomData }
    }

    /// The time this call may take once its turn has come, instead of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// How patiently this call is repeated, instead of the client's way. What must not be
    /// repeated is not, whatever the policy.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.options.retry = Some(retry);
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
                reply = Some(envelope::open(answer.status().as_u16(), answer.body())?);
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
    client.turn(request.action()).await;
    let deadline = Instant::now() + options.timeout.unwrap_or(client.timeout());
    let policy = options.retry.unwrap_or(client.retry());
    repeat(client, request, policy, deadline, open).await.map_err(|error| error.of(action))
}

/// Attempts until it is done, or may not be attempted again.
async fn repeat(
    client: &Client,
    request: &Request,
    policy: RetryPolicy,
    deadline: Instant,
    open: &mut Open<'_>,
) -> Result<(), Error> {
    let class = request.action().retry;
    let mut attempts = 0;
    // Whether an attempt may have been carried out without our hearing of it.
    let mut unheard = false;
    loop {
        let began = Instant::now();
        let failed = match attempt(client, request, deadline, open).await {
            Ok(()) => {
                client.budget().refill();
                return Ok(());
            }
            Err(failed) => failed,
        };
        attempts += 1;
        let Failed { error, retry_after } = failed;
        if class.is_settled_by(&error, unheard) {
            return settled(error, open);
        }
        // What was perhaps done stays so, whatever a later attempt meets; to look does nothing.
        unheard |= class != Retry::Read && error.outcome() == Outcome::Unknown;
        let error = if unheard { error.after_unknown() } else { error };
        let wait = policy.wait(attempts, retry_after).filter(|_| class.may_repeat(&error));
        let Some(wait) = wait else { return Err(error) };
        // An attempt that cannot end in time would only make a clear outcome an unknown one.
        let ends = Instant::now() + wait + 2 * began.elapsed();
        if ends >= deadline || !client.budget().pay() {
            return Err(error);
        }
        sleep(wait).await;
    }
}

/// An attempt that failed, and how long the service asks to be left alone.
struct Failed {
    error: Error,
    retry_after: Option<Duration>,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self { error, retry_after: None }
    }
}

/// Signs for this very moment, sends, and opens what comes back.
async fn attempt(
    client: &Client,
    request: &Request,
    deadline: Instant,
    open: &mut Open<'_>,
) -> Result<(), Failed> {
    let signed = client.sign(request)?;
    let left = deadline.saturating_duration_since(Instant::now());
    let answer = client.transport().send(signed, left).await.map_err(Error::from)?;
    open(&answer).map_err(|error| {
        let error = match error.kind() {
            ErrorKind::Service => error.redact(&request.secrets()),
            _ => error,
        };
        Failed { error, retry_after: retry_after(answer.headers()) }
    })
}

/// An earlier attempt did it: the answer that it would have had, as far as that has no members.
fn settled(refusal: Error, open: &mut Open<'_>) -> Result<(), Error> {
    let request_id = refusal.request_id().unwrap_or_default();
    let answer = serde_json::json!({ "Response": { "RequestId": request_id } }).to_string();
    open(&http::Response::new(answer.into())).map_err(|_| refusal.after_unknown())
}

/// `Retry-After`, in seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
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
