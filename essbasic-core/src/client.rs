//! The client: who calls, where, and how.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::action::{Action, Descriptor};
use crate::call::Call;
use crate::credential::Credential;
use crate::environment::Environment;
use crate::error::Error;
use crate::json::Json;
use crate::quota::{Quota, Turn};
use crate::request::{Preferences, Request, Signing};
use crate::retry::{Budget, RetryPolicy};
use crate::sign::{Scope, SigningKey};
use crate::transport::Transport;

mod builder;
mod variables;

pub use builder::ClientBuilder;

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
    credential: Credential,
    environment: Environment,
    preferences: Preferences,
    timeout: Duration,
    retry: RetryPolicy,
    budget: Budget,
    quota: Arc<dyn Quota>,
    transport: Arc<dyn Transport>,
    /// The key of the day last signed on, and of what.
    key: Mutex<Option<(String, SigningKey)>>,
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

    /// Where this client sends.
    pub fn environment(&self) -> &Environment {
        &self.0.environment
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

    /// Waits until this client's account may call an action.
    pub(crate) fn turn(&self, action: &'static Descriptor) -> Turn<'_> {
        self.0.quota.turn(self.0.credential.secret_id(), action)
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    /// Signs a request, for this very moment.
    pub(crate) fn sign(&self, request: &Request) -> Result<http::Request<Bytes>, Error> {
        let action = request.action();
        let timestamp = now();
        let scope = Scope::new(timestamp, action.service)?;
        let endpoint = self.0.environment.endpoint(action.service, action.host);
        let credential = &self.0.credential;
        let key = self.key(&scope);
        let signing = Signing { credential, key: &key, scope, timestamp };
        request.sign(&endpoint, &signing, &self.0.preferences)
    }

    /// The key of a scope, derived once a day for each service.
    fn key(&self, scope: &Scope<'_>) -> SigningKey {
        let scope_name = scope.to_string();
        let mut cached = self.0.key.lock().unwrap_or_else(PoisonError::into_inner);
        match &*cached {
            Some((name, key)) if *name == scope_name => key.clone(),
            _ => {
                let key = self.0.credential.signing_key(scope);
                *cached = Some((scope_name, key.clone()));
                key
            }
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("credential", &self.0.credential)
            .field("environment", &self.0.environment)
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retry)
            .field("quota", &self.0.quota)
            .field("transport", &self.0.transport)
            .finish_non_exhaustive()
    }
}

/// The system's clock, in Unix seconds; zero when it stands before 1970.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .unwrap_or_default()
}
