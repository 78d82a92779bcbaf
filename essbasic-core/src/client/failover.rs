//! Endpoints of a client, with failover.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::environment::{Endpoint, Environment, Host};
use crate::error::{Error, ErrorKind};
use crate::message::message;
use crate::request::ActionRef;

/// Time after which the first endpoint is tried again.
const FAILOVER_TIME: Duration = Duration::from_secs(60);

/// The endpoints of one environment. No failover leaves it.
#[derive(Debug)]
pub(crate) struct FailoverEndpoints {
    /// The environment, followed by variants of it with the failover API hosts.
    environments: Vec<Environment>,
    /// Index of the failover environment in use, and until when.
    active: Mutex<Option<(usize, Instant)>>,
    /// The endpoint used last; most calls use the same.
    last: Mutex<Option<LastEndpoint>>,
}

/// An endpoint, and the key that it was made for.
#[derive(Debug)]
struct LastEndpoint {
    environment: usize,
    host: Host,
    service: String,
    endpoint: Arc<Endpoint>,
}

impl FailoverEndpoints {
    /// Creates the endpoints of an environment and its failover API hosts: regions in production,
    /// addresses in a custom environment.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when a failover host does not belong to the environment.
    pub(crate) fn new(environment: Environment, failover: &[String]) -> Result<Self, Error> {
        let mut environments = vec![environment.clone()];
        for host in failover {
            environments.push(match &environment {
                Environment::Production | Environment::Region(_) => {
                    Environment::Region(host.parse()?)
                }
                Environment::Custom { file, .. } => {
                    Environment::Custom { api: host.parse()?, file: file.clone() }
                }
                Environment::Test => {
                    let message =
                        message!("the test environment has a single host: remove the failover");
                    return Err(Error::new(ErrorKind::Configuration, message));
                }
            });
        }
        Ok(Self { environments, active: Mutex::default(), last: Mutex::default() })
    }

    /// Returns the environment as it was configured.
    pub(crate) fn environment(&self) -> &Environment {
        &self.environments[0]
    }

    /// Returns the endpoint that an action is sent to now.
    pub(crate) fn endpoint(&self, action: &ActionRef) -> Arc<Endpoint> {
        let (service, host) = (action.service(), action.host());
        let environment = if host == Host::Api { self.active_index() } else { 0 };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let matches = |it: &&LastEndpoint| {
            it.environment == environment && it.host == host && it.service == service
        };
        if let Some(last) = last.as_ref().filter(matches) {
            return Arc::clone(&last.endpoint);
        }
        let endpoint = Arc::new(self.environments[environment].endpoint(service, host));
        let (service, returned) = (service.to_owned(), Arc::clone(&endpoint));
        *last = Some(LastEndpoint { environment, host, service, endpoint });
        returned
    }

    /// Fails over to the next endpoint unless another call already has.
    pub(crate) fn mark_unreachable(&self, unreachable: &Endpoint, action: &ActionRef) {
        let count = self.environments.len();
        if count < 2 || action.host() == Host::File || *self.endpoint(action) != *unreachable {
            return;
        }
        let next = (self.active_index() + 1) % count;
        *self.active() = (next != 0).then(|| (next, Instant::now() + FAILOVER_TIME));
    }

    fn active_index(&self) -> usize {
        match *self.active() {
            Some((index, until)) if Instant::now() < until => index,
            _ => 0,
        }
    }

    fn active(&self) -> MutexGuard<'_, Option<(usize, Instant)>> {
        self.active.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
