//! A recording transport, and what the modules share.

use std::fmt;
use std::pin::pin;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use essbasic_core::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use essbasic_core::{Client, ClientBuilder, Credential, RetryPolicy};
use essbasic_test_support::server::{ok_body, rejection_body};
use essbasic_test_support::tc3;
use http::{Request, Response, header};
use tokio::sync::watch;

pub(crate) mod trace;

pub(crate) const SECRET_ID: &str = "AKIDscriptscriptscript";
pub(crate) const SECRET_KEY: &str = "ScriptSecretKeyScriptSecretKey";

/// Reaction of the transport to one attempt.
#[derive(Clone)]
pub(crate) enum Step {
    Respond(Response<Bytes>),
    Fail(TransportErrorKind),
    /// Never ends.
    Hang,
    /// A response computed from the request.
    With(fn(&Request<Bytes>) -> Response<Bytes>),
}

/// A transport that follows a script and records requests; the last step repeats.
#[derive(Clone)]
pub(crate) struct Recorder(Arc<State>);

struct State {
    script: Vec<Step>,
    requests: Mutex<Vec<Request<Bytes>>>,
    count: watch::Sender<usize>,
}

impl Recorder {
    pub(crate) fn new(script: impl IntoIterator<Item = Step>) -> Self {
        let script = script.into_iter().collect();
        Self(Arc::new(State {
            script,
            requests: Mutex::default(),
            count: watch::Sender::default(),
        }))
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        builder().endpoint("http://127.0.0.1:8899").transport(self.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn requests(&self) -> Vec<Request<Bytes>> {
        self.0.requests.lock().unwrap().clone()
    }

    /// Returns the number of attempts that were sent.
    pub(crate) fn sent(&self) -> usize {
        *self.0.count.borrow()
    }

    /// Waits until this number of attempts was sent.
    pub(crate) async fn has_sent(&self, count: usize) {
        self.0.count.subscribe().wait_for(|sent| *sent >= count).await.unwrap();
    }
}

impl Transport for Recorder {
    fn send(&self, request: Request<Body>, timeout: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await;
            let body =
                body.map_err(|it| TransportError::new(TransportErrorKind::Interrupted, it))?;
            let request = Request::from_parts(head, body);
            let step = {
                let mut requests = self.0.requests.lock().unwrap();
                requests.push(request.clone());
                let step = self.0.script.get(requests.len() - 1).or(self.0.script.last());
                self.0.count.send_replace(requests.len());
                step.unwrap().clone()
            };
            match step {
                Step::Respond(response) => Ok(response),
                Step::With(respond) => Ok(respond(&request)),
                Step::Fail(kind) => Err(TransportError::new(kind, "scripted")),
                Step::Hang => {
                    tokio::time::sleep(timeout).await;
                    Err(TransportError::new(TransportErrorKind::TimedOut, "scripted"))
                }
            }
        })
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorder")
    }
}

/// Runs a test in a process of its own with these environment variables. Returns `true` in that process,
/// and `false` after it has succeeded.
pub(crate) fn alone(test: &str, variables: &[(&str, &str)]) -> bool {
    const CHILD: &str = "ESSBASIC_TESTS_CHILD";
    if std::env::var(CHILD).is_ok_and(|child| child == test) {
        return true;
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--include-ignored"]).env(CHILD, test);
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let summary = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && summary.contains("1 passed"), "{output:?}");
    false
}

/// Polls a future that is ready at once; needs no runtime.
pub(crate) fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

/// Returns a builder with a credential and short delays.
pub(crate) fn builder() -> ClientBuilder {
    Client::builder()
        .credential(credential())
        .timeout(Duration::from_secs(20))
        .retry(RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(2)))
}

pub(crate) fn credential() -> Credential {
    Credential::new(SECRET_ID, SECRET_KEY)
}

/// Returns a response with these fields besides the request ID `req-1`.
pub(crate) fn ok(fields: &str) -> Step {
    json(200, &ok_body(fields))
}

/// Returns a response that rejects the request with an error code.
pub(crate) fn rejection(code: &str, message: &str) -> Step {
    json(200, &rejection_body(code, message))
}

/// Returns a JSON response of any status.
pub(crate) fn json(status: u16, body: &str) -> Step {
    respond(status, &[("content-type", "application/json")], body)
}

/// Returns a response with headers.
pub(crate) fn respond(status: u16, headers: &[(&str, &str)], body: &str) -> Step {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Step::Respond(response.body(Bytes::from(body.to_owned())).unwrap())
}

/// Returns a rejection for too many requests, with `Retry-After`.
pub(crate) fn throttled(retry_after: &str) -> Step {
    let headers = [("content-type", "application/json"), ("retry-after", retry_after)];
    respond(429, &headers, &rejection_body("RequestLimitExceeded", ""))
}

/// Returns a lost connection.
pub(crate) fn interrupted() -> Step {
    Step::Fail(TransportErrorKind::Interrupted)
}

/// Returns a header of a request, or an empty text.
pub(crate) fn header<'r, B>(request: &'r Request<B>, name: &str) -> &'r str {
    request.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

/// Returns whether the signature of a request is that of a credential.
pub(crate) fn is_signed_by(request: &Request<impl AsRef<[u8]>>, id: &str, key: &str) -> bool {
    assert!(request.headers().contains_key(header::AUTHORIZATION));
    tc3::is_signed_by(request, id, key)
}
