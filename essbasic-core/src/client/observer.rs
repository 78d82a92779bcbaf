//! Observation of one call for interceptors. Without any, nothing is measured or allocated.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use tokio::time::Instant;
use tracing::Span;

use super::Client;
use crate::environment::{Endpoint, is_same_url};
use crate::error::{Error, ErrorKind, Outcome, hint};
use crate::interceptor::{
    AttemptRecord, CallInfo, CallRecord, CallTimes, Ending, Interceptor, InterceptorError,
};
use crate::message::{Message, message};
use crate::request::Request;
use crate::transport::Body;

/// Interceptors of a client, in order.
pub(crate) type Interceptors = Arc<[Arc<dyn Interceptor>]>;

/// Headers that interceptors must not change, besides those that start with `x-tc-`.
const PROTECTED: [HeaderName; 6] =
    [AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING];

/// Prefix of the service's own headers.
const SERVICE_PREFIX: &str = "x-tc-";

/// Calls a hook that only observes. A panic in it, which the panic hook has reported, must not lose the
/// response of a call that was executed.
pub(super) fn observe(hook: impl FnOnce()) {
    let _ = catch_unwind(AssertUnwindSafe(hook));
}

/// The observer of one call, which does nothing if the client has no interceptors.
pub(super) struct Observer<'a>(Option<Box<Observation<'a>>>);

struct Observation<'a> {
    interceptors: &'a [Arc<dyn Interceptor>],
    call: CallInfo<'a>,
    span: Span,
    started_at: SystemTime,
    started: Instant,
    times: CallTimes,
    waiting_since: Instant,
    /// Start of the attempt that is being sent.
    sending_since: Option<Instant>,
    /// Outcome so far, for a call that is cancelled.
    outcome: Outcome,
}

impl<'a> Observer<'a> {
    pub(super) fn new(client: &'a Client, request: &'a Request, span: &Span) -> Self {
        let interceptors = client.interceptors();
        if interceptors.is_empty() {
            return Self(None);
        }
        let (environment, now) = (client.environment().name(), Instant::now());
        Self(Some(Box::new(Observation {
            interceptors,
            call: CallInfo { request, environment, attempts: 0 },
            span: span.clone(),
            started_at: SystemTime::now(),
            started: now,
            times: CallTimes::default(),
            waiting_since: now,
            sending_since: None,
            outcome: Outcome::NotSent,
        })))
    }

    /// Marks the start of a wait between attempts. The first wait starts with the call.
    pub(super) fn wait_started(&mut self) {
        if let Some(observation) = &mut self.0 {
            observation.waiting_since = Instant::now();
        }
    }

    /// Adds the wait to that for the rate limiter.
    pub(super) fn permit_acquired(&mut self) {
        if let Some(observation) = &mut self.0 {
            let waited = observation.waited();
            observation.times.rate_limit_wait += waited;
        }
    }

    /// Adds the wait to the delays between attempts. The wait for the rate limiter follows.
    pub(super) fn backed_off(&mut self) {
        if let Some(observation) = &mut self.0 {
            let waited = observation.waited();
            observation.times.backoff += waited;
        }
    }

    /// Counts an attempt. `previous` is the number of attempts before it.
    pub(super) fn attempt_started(&mut self, previous: u32) {
        if let Some(observation) = &mut self.0 {
            observation.call.attempts = previous + 1;
        }
    }

    /// Passes the signed request to the interceptors, which may change what is not protected.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Interceptor`].
    pub(super) fn before_attempt(
        &mut self,
        request: &mut http::Request<Body>,
    ) -> Result<(), Error> {
        let Some(observation) = &mut self.0 else { return Ok(()) };
        let protected = Protected::of(request);
        for interceptor in observation.interceptors {
            interceptor.before_attempt(&observation.call, request).map_err(stopped)?;
        }
        if let Some(part) = protected.changed_in(request) {
            return Err(changed(part));
        }
        observation.sending_since = Some(Instant::now());
        Ok(())
    }

    /// Passes the result of an attempt to the interceptors, if it was sent.
    pub(super) fn after_attempt(
        &mut self,
        endpoint: &Endpoint,
        status: Option<u16>,
        result: Result<&str, &Error>,
    ) {
        let Some(observation) = &mut self.0 else { return };
        let Some(since) = observation.sending_since.take() else { return };
        let duration = since.elapsed();
        observation.times.sending += duration;
        if observation.outcome != Outcome::Unknown {
            observation.outcome = result.map_or_else(Error::outcome, |_| Outcome::Unknown);
        }
        let host = endpoint.host();
        let attempt = AttemptRecord { call: observation.call, host, status, result, duration };
        for interceptor in observation.interceptors {
            observe(|| interceptor.after_attempt(&attempt));
        }
    }

    /// Passes the record of the call to the interceptors.
    pub(super) fn finish(mut self, result: Result<&str, &Error>) {
        if let Some(observation) = self.0.take() {
            observation.end(result.map_or_else(Ending::Failed, Ending::Done));
        }
    }
}

impl Drop for Observer<'_> {
    /// Reports a call whose future was dropped.
    fn drop(&mut self) {
        if let Some(mut observation) = self.0.take() {
            let outcome = match observation.sending_since.take() {
                Some(since) => {
                    observation.times.sending += since.elapsed();
                    Outcome::Unknown
                }
                None => observation.outcome,
            };
            observation.end(Ending::Cancelled(outcome));
        }
    }
}

impl Observation<'_> {
    /// Returns the time since the wait started, and starts the next.
    fn waited(&mut self) -> Duration {
        let now = Instant::now();
        now - std::mem::replace(&mut self.waiting_since, now)
    }

    fn end(&self, ending: Ending<'_>) {
        let times = CallTimes { total: self.started.elapsed(), ..self.times };
        let Self { call, started_at, .. } = *self;
        let record = CallRecord { call, started_at, ending, times };
        self.span.in_scope(|| {
            for interceptor in self.interceptors {
                observe(|| interceptor.after_call(&record));
            }
        });
    }
}

/// The parts of a signed request that must reach the service unchanged.
struct Protected {
    method: Method,
    uri: Uri,
    /// In the order of the header map.
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Body,
}

impl Protected {
    fn of(request: &http::Request<Body>) -> Self {
        let mut headers = Vec::with_capacity(request.headers().len());
        let protected = protected(request.headers());
        headers.extend(protected.map(|(name, value)| (name.clone(), value.clone())));
        Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers,
            body: request.body().clone(),
        }
    }

    /// Returns the name of the first part that differs.
    fn changed_in(&self, request: &http::Request<Body>) -> Option<Message> {
        if request.method() != self.method {
            return Some(message!("the method"));
        }
        if !is_same_url(request.uri(), &self.uri) {
            return Some(message!("the URL"));
        }
        if !request.body().is_same(&self.body) {
            return Some(message!("the body"));
        }
        let before = self.headers.iter().map(|(name, value)| (name, value));
        if protected(request.headers()).eq(before) {
            return None;
        }
        let changed = self.changed_header(request.headers())?;
        Some(message!("the header `{name}`", name = changed.as_str()))
    }

    /// Returns the name of a header that differs. Removing any header may change the order of the
    /// others, which alone is no change.
    #[cold]
    fn changed_header<'h>(&'h self, headers: &'h HeaderMap) -> Option<&'h HeaderName> {
        let names = self.headers.iter().map(|(name, _)| name);
        let mut names = names.chain(protected(headers).map(|(name, _)| name));
        names.find(|name| {
            let before = self.headers.iter().filter(|(it, _)| it == *name).map(|(_, value)| value);
            !headers.get_all(*name).iter().eq(before)
        })
    }
}

/// Returns the headers that interceptors must not change.
fn protected(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
    headers
        .iter()
        .filter(|(name, _)| name.as_str().starts_with(SERVICE_PREFIX) || PROTECTED.contains(name))
}

fn stopped(source: InterceptorError) -> Error {
    let reason = Message::verbatim(source.to_string());
    let message = message!("an interceptor stopped the call: {reason}", reason = reason);
    Error::new(ErrorKind::Interceptor, message).with_source(source)
}

fn changed(part: Message) -> Error {
    let message = message!(
        "an interceptor changed {part}, which is signed or the service's own",
        part = part
    );
    Error::new(ErrorKind::Interceptor, message)
        .with_hint(Some(hint!("change only unsigned headers in `before_attempt`")))
}
