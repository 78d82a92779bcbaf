//! The client: who calls, where, and how.

use std::fmt;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::action::{Action, Descriptor};
use crate::call::Call;
use crate::clock::{Clock, SigningTime};
use crate::credential::{CachedCredential, CredentialCache};
use crate::download::LinkDownload;
use crate::environment::{Endpoint, Environment};
use crate::error::Error;
use crate::json::JsonObject;
use crate::rate_limit::{AcquireFuture, PermitRequest, RateLimiter};
use crate::raw::RawAction;
use crate::request::{Request, RequestHeaders, SigningParams};
use crate::retry::{RetryBudget, RetryPolicy};
use crate::sign::Scope;
use crate::transport::{Body, Transport};

mod builder;
mod hosts;
mod variables;

pub use builder::ClientBuilder;
use hosts::FailoverEndpoints;

/// Sends actions. Cheap to clone, safe to share, and nothing about it is global.
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
    credential: CredentialCache,
    hosts: FailoverEndpoints,
    preferences: RequestHeaders,
    timeout: Duration,
    retry: RetryPolicy,
    budget: RetryBudget,
    quota: Arc<dyn RateLimiter>,
    transport: Arc<dyn Transport>,
    clock: Clock,
    #[cfg(feature = "blocking")]
    runtime: crate::blocking::Runtime,
}

impl Client {
    /// A client to be set up.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Writes an action; awaiting the call sends it.
    ///
    /// An action's own `send` does the same and reads better.
    pub fn call<A: Action>(&self, action: &A) -> Call<'_, A::Output> {
        Call::new(self, Request::write(action))
    }

    /// An action whose body was written elsewhere, as
    /// [`Request::with_body`](crate::request::Request::with_body) takes it; awaiting the call sends
    /// it.
    pub fn call_with_body<A: Action>(
        &self,
        action: &A,
        body: impl Into<Body>,
    ) -> Call<'_, A::Output> {
        Call::new(self, Request::with_body(action, body))
    }

    /// Writes an action that is known by its descriptor and its members in JSON; awaiting the
    /// call sends it, and its answer is the service's, as it came.
    ///
    /// Besides the limits, missing, unknown and mistyped members are found before sending.
    pub fn call_json(
        &self,
        action: &'static Descriptor,
        members: &Map<String, Value>,
    ) -> Call<'_, JsonObject> {
        Call::new(self, Request::from_json(action, members))
    }

    /// Writes an action of which only the name is known, with its members in JSON; awaiting the
    /// call sends it, and its answer is the service's, as it came.
    pub fn call_raw(
        &self,
        action: &RawAction,
        members: &Map<String, Value>,
    ) -> Call<'_, JsonObject> {
        Call::new(self, Request::raw(action, members))
    }

    /// Writes what a link of the service's points at to a writer; awaiting it fetches it.
    ///
    /// The link must be https, or of this machine. The writer is written to as the bytes arrive,
    /// so it should not make the task wait for long.
    ///
    /// ```no_run
    /// # async fn fetch(client: &essbasic_core::Client, link: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::create("contract.pdf")?;
    /// let fetched = client.fetch(link, &mut file).await?;
    /// println!("{} bytes, SHA-256 {}", fetched.length, fetched.sha256);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] for a link that is not followed, [`ErrorKind::Gateway`] for any
    /// status but 200, [`ErrorKind::Answer`] for a file that is empty or larger than
    /// [allowed](LinkDownload::largest), [`ErrorKind::Local`] when it cannot be written, and those of the
    /// connection.
    ///
    /// [`ErrorKind::Invalid`]: crate::ErrorKind::Invalid
    /// [`ErrorKind::Gateway`]: crate::ErrorKind::Gateway
    /// [`ErrorKind::Answer`]: crate::ErrorKind::Answer
    /// [`ErrorKind::Local`]: crate::ErrorKind::Local
    pub fn download<'a>(
        &'a self,
        link: &'a str,
        to: &'a mut (dyn Write + Send),
    ) -> LinkDownload<'a> {
        LinkDownload::new(self, link, to)
    }

    /// Where this client sends.
    pub fn environment(&self) -> &Environment {
        self.0.hosts.environment()
    }

    pub(crate) fn credential(&self) -> &CredentialCache {
        &self.0.credential
    }

    pub(crate) fn hosts(&self) -> &FailoverEndpoints {
        &self.0.hosts
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.timeout
    }

    pub(crate) fn retry(&self) -> RetryPolicy {
        self.0.retry
    }

    pub(crate) fn budget(&self) -> &RetryBudget {
        &self.0.budget
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn runtime(&self) -> &crate::blocking::Runtime {
        &self.0.runtime
    }

    /// Waits until an account may send a request.
    pub(crate) fn acquire<'a>(&'a self, demand: PermitRequest<'a>) -> AcquireFuture<'a> {
        self.0.quota.acquire(demand)
    }

    /// Writes a request as it will travel, signed for a moment by whoever signs it.
    pub(crate) fn sign(
        &self,
        request: &Request,
        endpoint: &Endpoint,
        signer: Option<&CachedCredential>,
        moment: SigningTime,
    ) -> Result<http::Request<Body>, Error> {
        let (timestamp, preferences) = (moment.timestamp, &self.0.preferences);
        let Some(signer) = signer else {
            return request.unsigned(endpoint, timestamp, preferences);
        };
        let scope = Scope::new(timestamp, request.service())?;
        let key = signer.key(&scope);
        let signing =
            SigningParams { credential: signer.credential(), key: &key, scope, timestamp };
        request.sign(endpoint, &signing, preferences)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("credential", &self.0.credential)
            .field("environment", &self.environment())
            .field("preferences", &self.0.preferences)
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retry)
            .field("quota", &self.0.quota)
            .field("transport", &self.0.transport)
            .finish_non_exhaustive()
    }
}
