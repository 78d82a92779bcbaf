//! Clients whose calls go nowhere, and record when they were sent.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use essbasic::transport::{Body, SendFuture, Transport};
use essbasic::{
    Client, Credential, EmptyResponse, Error, RateLimiter, Reply, RetryPolicy, tc_action,
};
use essbasic_fleet::{SharedRateLimiter, SharedRateLimiterBuilder};
use http::{Request, Response};

/// Has the service's usual limit of 20 calls per second.
#[tc_action(name = "DescribeLimited", version = "2021-05-26", effect = read, rate_limit = 20)]
pub(crate) struct Limited {}

/// Has a limit of 2 calls per second.
#[tc_action(name = "DescribeScarce", version = "2021-05-26", effect = read, rate_limit = 2)]
pub(crate) struct Scarce {}

/// Times at which calls were sent.
#[derive(Clone, Default)]
pub(crate) struct Sent(Arc<Mutex<Vec<Instant>>>);

impl Sent {
    pub(crate) fn client(&self, limiter: impl RateLimiter + 'static) -> Client {
        Client::builder()
            .credential(Credential::new("AKIDfakefakefake", "fakefakefake"))
            .endpoint("http://127.0.0.1:9")
            .transport(self.clone())
            .rate_limiter(limiter)
            .retry(RetryPolicy::none())
            .build()
            .unwrap()
    }

    pub(crate) fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// Returns the largest number of calls within any second.
    pub(crate) fn busiest_second(&self) -> usize {
        busiest_second(&mut self.0.lock().unwrap().clone(), |later, earlier| later - earlier)
    }
}

impl Transport for Sent {
    fn send(&self, _request: Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        self.0.lock().unwrap().push(Instant::now());
        let body = Bytes::from_static(br#"{"Response":{"RequestId":"r-1"}}"#);
        Box::pin(async { Ok(Response::new(body)) })
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sent")
    }
}

/// Returns the largest number of times within any second.
pub(crate) fn busiest_second<T: Copy + Ord>(
    times: &mut [T],
    between: impl Fn(T, T) -> Duration,
) -> usize {
    times.sort_unstable();
    let within = |(index, start): (usize, &T)| {
        let ends = |at: &&T| between(**at, *start) < Duration::from_secs(1);
        times[index..].iter().take_while(ends).count()
    };
    times.iter().enumerate().map(within).max().unwrap_or(0)
}

pub(crate) fn builder(url: &str) -> SharedRateLimiterBuilder {
    SharedRateLimiter::builder(url, "test")
}

pub(crate) async fn connect(url: &str) -> SharedRateLimiter {
    builder(url).connect().await.unwrap()
}

/// Sends calls one after the other.
pub(crate) async fn send(client: &Client, calls: usize) {
    for _ in 0..calls {
        Limited::new().send(client).await.unwrap();
    }
}

/// Sends a call in a task.
pub(crate) fn spawn_call(
    client: &Client,
) -> tokio::task::JoinHandle<Result<Reply<EmptyResponse>, Error>> {
    let client = client.clone();
    tokio::spawn(async move { Limited::new().send(&client).await })
}
