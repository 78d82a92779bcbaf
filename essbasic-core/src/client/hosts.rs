//! Which host is called: the environment's own, or another of it while that cannot be reached.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::environment::{Endpoint, Environment, Host};
use crate::error::{Error, ErrorKind};
use crate::request::ActionRef;

/// How long another host is called before the first is tried again.
const AWAY: Duration = Duration::from_secs(60);

/// The hosts of one environment; nothing ever leaves them.
#[derive(Debug)]
pub(crate) struct FailoverEndpoints {
    /// The environment as it was asked for, and behind it the same with other API hosts.
    environments: Vec<Environment>,
    /// The one that is called instead of the first, and until when.
    instead: Mutex<Option<(usize, Instant)>>,
    /// The address last made, since most calls go where the one before went.
    made: Mutex<Option<Made>>,
}

/// An address, and what it was made for.
#[derive(Debug)]
struct Made {
    environment: usize,
    host: Host,
    service: String,
    endpoint: Arc<Endpoint>,
}

impl FailoverEndpoints {
    /// An environment, with other API hosts of it: regions of production, or addresses beside
    /// one's own.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when another host is not one of the environment's.
    pub(crate) fn new(environment: Environment, others: &[String]) -> Result<Self, Error> {
        let mut environments = vec![environment.clone()];
        for other in others {
            environments.push(match &environment {
                Environment::Production | Environment::Region(_) => {
                    Environment::Region(other.parse()?)
                }
                Environment::Custom { file, .. } => {
                    Environment::Custom { api: other.parse()?, file: file.clone() }
                }
                Environment::Test => {
                    let message = "the test environment has one host, and none to fail over to";
                    return Err(Error::new(ErrorKind::Configuration, message));
                }
            });
        }
        Ok(Self { environments, instead: Mutex::default(), made: Mutex::default() })
    }

    /// The environment as it was asked for.
    pub(crate) fn environment(&self) -> &Environment {
        &self.environments[0]
    }

    /// Where a call goes now.
    pub(crate) fn endpoint(&self, called: &ActionRef) -> Arc<Endpoint> {
        let (service, host) = (called.service(), called.host());
        let environment = if host == Host::Api { self.at() } else { 0 };
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let fits =
            |it: &&Made| it.environment == environment && it.host == host && it.service == service;
        if let Some(last) = made.as_ref().filter(fits) {
            return Arc::clone(&last.endpoint);
        }
        let endpoint = Arc::new(self.environments[environment].endpoint(service, host));
        let (service, again) = (service.to_owned(), Arc::clone(&endpoint));
        *made = Some(Made { environment, host, service, endpoint: again });
        endpoint
    }

    /// Goes on to the next host, unless somebody did since a call was sent to this one. Only a
    /// host that no connection came about to is left: what it answers, it answers for all.
    pub(crate) fn mark_unreachable(&self, unreachable: &Endpoint, called: &ActionRef) {
        let hosts = self.environments.len();
        if hosts < 2 || called.host() == Host::File || *self.endpoint(called) != *unreachable {
            return;
        }
        let next = (self.at() + 1) % hosts;
        *self.lock() = (next != 0).then(|| (next, Instant::now() + AWAY));
    }

    fn at(&self) -> usize {
        match *self.lock() {
            Some((at, until)) if Instant::now() < until => at,
            _ => 0,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(usize, Instant)>> {
        self.instead.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
