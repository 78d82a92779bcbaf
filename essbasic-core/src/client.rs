//! The client: configuration and state that all its calls share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::Clock;
use crate::environment::Environment;
use crate::interceptor::Interceptor;
use crate::rate_limit::RateLimiter;
use crate::request::RequestHeaders;
use crate::retry::{RetryBudget, RetryPolicy};
use crate::transport::Transport;

mod attempt;
pub(crate) mod builder;
pub(crate) mod call;
mod credential_cache;
pub(crate) mod cursor;
pub(crate) mod download;
mod env;
mod execute;
mod failover;
mod observer;
pub(crate) mod pagination;
#[cfg(feature = "blocking")]
mod runtime;
pub(crate) mod waiter;

use credential_cache::CredentialCache;
use failover::FailoverEndpoints;
use observer::Interceptors;

/// A client that sends actions to one environment.
///
/// Cheap to clone: clones share connections, rate limiter and retry budget. Nothing is global.
///
/// Calls are awaited in a Tokio runtime with I/O and time enabled, as `#[tokio::main]` starts it; with
/// the feature `blocking`, `Call::blocking` needs none. One client serves any number of runtimes, such as
/// a static one in tests: each runtime has its own connections.
///
/// A server that sends interim responses (1xx) without end delays timeouts: by a fraction of a second, or by
/// seconds in builds that do not optimize `hyper` and `httparse`.
///
/// ```no_run
/// # fn main() -> Result<(), essbasic_core::Error> {
/// use essbasic_core::{Client, Credential, Environment};
///
/// let client = Client::builder()
///     .credential(Credential::new("AKID…", "…"))
///     .environment(Environment::Test)
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    credentials: CredentialCache,
    account: String,
    endpoints: FailoverEndpoints,
    headers: RequestHeaders,
    timeout: Duration,
    retry: RetryPolicy,
    retry_budget: RetryBudget,
    rate_limiter: Arc<dyn RateLimiter>,
    transport: Arc<dyn Transport>,
    interceptors: Interceptors,
    clock: Clock,
    #[cfg(feature = "blocking")]
    runtime: runtime::Runtime,
}

impl Client {
    /// Returns the environment that this client sends to.
    pub fn environment(&self) -> &Environment {
        self.0.endpoints.environment()
    }

    /// Runs a future to completion, such as an upload or a download.
    ///
    /// For programs without an async runtime, and for threads that may block.
    ///
    /// ```no_run
    /// # fn download(client: &essbasic_core::Client, link: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::create("contract.pdf")?;
    /// let summary = client.block_on(client.download(link, &mut file).into_future())?;
    /// println!("{} bytes", summary.length);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The future's errors, and [`ErrorKind::Configuration`](crate::ErrorKind::Configuration)
    /// inside async code: await the future there.
    #[cfg(feature = "blocking")]
    pub fn block_on<T, E: From<crate::Error>>(
        &self,
        future: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        self.0.runtime.block_on(future)?
    }

    fn account(&self) -> &str {
        &self.0.account
    }

    fn credentials(&self) -> &CredentialCache {
        &self.0.credentials
    }

    fn endpoints(&self) -> &FailoverEndpoints {
        &self.0.endpoints
    }

    fn headers(&self) -> &RequestHeaders {
        &self.0.headers
    }

    fn clock(&self) -> &Clock {
        &self.0.clock
    }

    fn timeout(&self) -> Duration {
        self.0.timeout
    }

    fn retry(&self) -> RetryPolicy {
        self.0.retry
    }

    fn retry_budget(&self) -> &RetryBudget {
        &self.0.retry_budget
    }

    fn rate_limiter(&self) -> &dyn RateLimiter {
        &*self.0.rate_limiter
    }

    fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    fn interceptors(&self) -> &[Arc<dyn Interceptor>] {
        &self.0.interceptors
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("credential", &self.0.credentials)
            .field("environment", &self.environment())
            .field("headers", &self.0.headers)
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retry)
            .field("rate_limiter", &self.0.rate_limiter)
            .field("transport", &self.0.transport)
            .field("interceptors", &self.0.interceptors)
            .finish_non_exhaustive()
    }
}
