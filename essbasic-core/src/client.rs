//! The client: who calls, where, and how.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::action::{Action, Descriptor};
use crate::call::Call;
use crate::clock::{Clock, Moment};
use crate::credential::{Current, Signer};
use crate::environment::{Endpoint, Environment};
use crate::error::Error;
use crate::json::Json;
use crate::quota::{Demand, Quota, Turn};
use crate::raw::RawAction;
use crate::request::{Preferences, Request, Signing};
use crate::retry::{Budget, RetryPolicy};
use crate::sign::Scope;
use crate::transport::Transport;

mod builder;
mod hosts;
mod variables;

pub use builder::ClientBuilder;
use hosts::Hosts;

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
    credential: Current,
    hosts: Hosts,
    preferences: Preferences,
    timeout: Duration,
    retry: RetryPolicy,
    budget: Budget,
    quota: Arc<dyn Quota>,
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

    /// Writes an action that is known by its descriptor and its members in JSON; awaiting the
    /// call sends it, and its answer is the service's, as it came.
    ///
    /// Besides the limits, missing, unknown and mistyped members are found before sending.
    pub fn call_json(
        &self,
        action: &'static Descriptor,
        members: &Map<String, Value>,
    ) -> Call<'_, Json> {
        Call::new(self, Request::from_json(action, members))
    }

    /// Writes an action of which only the name is known, with its members in JSON; awaiting the
    /// call sends it, and its answer is the service's, as it came.
    pub fn call_raw(&self, action: &RawAction, members: &Map<String, Value>) -> Call<'_, Json> {
        Call::new(self, Request::raw(action, members))
    }

    /// Where this client sends.
    pub fn environment(&self) -> &Environment {
        self.0.hosts.environment()
    }

    pub(crate) fn credential(&self) -> &Current {
        &self.0.credential
    }

    pub(crate) fn hosts(&self) -> &Hosts {
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

    pub(crate) fn budget(&self) -> &Budget {
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
    pub(crate) fn turn<'a>(
        &'a self,
        account: &'a str,
        request: &'a Request,
        again: bool,
    ) -> Turn<'a> {
        let (action, per_second) = (request.action(), request.called().rate_limit());
        self.0.quota.turn(Demand { account, action, per_second, again })
    }

    /// Writes a request as it will travel, signed for a moment by whoever signs it.
    pub(crate) fn sign(
        &self,
        request: &Request,
        endpoint: &Endpoint,
        signer: Option<&Signer>,
        moment: Moment,
    ) -> Result<http::Request<Bytes>, Error> {
        let (timestamp, preferences) = (moment.timestamp, &self.0.preferences);
        let Some(signer) = signer else {
            return request.unsigned(endpoint, timestamp, preferences);
        };
        let scope = Scope::new(timestamp, request.service())?;
        let key = signer.key(&scope);
        let signing = Signing { credential: signer.credential(), key: &key, scope, timestamp };
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
