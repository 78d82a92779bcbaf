//! A rate limiter that several processes share, over Redis or Valkey.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use essbasic::sign::HexDigest;
use essbasic::{AcquireFuture, Environment, Error, Host, PermitRequest, RateLimiter};
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use crate::{FleetError, FleetErrorKind};

mod bucket;
mod connection_manager;
mod server;

use bucket::{Bucket, Request};
use connection_manager::ConnectionManager;
use server::Server;

/// Length of the window: one second, as the service counts, and a margin for requests that overtake each
/// other in the network.
const WINDOW: Duration = Duration::from_millis(1050);

/// Maximum number of calls per second: the server keeps a time for each, and fills all of them after an outage,
/// for which it serves no one else. No action has a limit near it.
const MAX_PER_SECOND: u32 = 10_000;

/// Number of actions above which unused ones are dropped.
const MAX_BUCKETS: usize = 1024;

/// A rate limiter that all replicas of an application share, over Redis or Valkey.
///
/// In any window of one second, all processes together get at most the action's number of permits
/// for an account, in the order of their requests; within a process retries come first. Windows are
/// measured by the server's clock, not by those of the replicas. A permit costs one round trip; each
/// process reserves one permit ahead for each action.
///
/// While the server is unavailable, the [`Fallback`] applies. An outage is logged once, as a warning; the
/// limiter reconnects by itself.
///
/// ```no_run
/// use essbasic::{Client, Credential};
/// use essbasic_fleet::{Fallback, SharedRateLimiter};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let limiter = SharedRateLimiter::builder("redis://:password@10.0.0.5:6379", "100000000001")
///     .fallback(Fallback::OwnShare { replicas: 6 })
///     .connect()
///     .await?;
/// let credential = Credential::new("<secret ID>", "<secret key>");
/// let client = Client::builder().credential(credential).rate_limiter(limiter).build()?;
/// # Ok(())
/// # }
/// ```
///
/// Clones share the connection and the permits. The connection belongs to the runtime in which
/// [`connect`](SharedRateLimiterBuilder::connect) was called.
#[derive(Clone)]
pub struct SharedRateLimiter {
    connection: Arc<ConnectionManager>,
    account: Arc<Account>,
    settings: Settings,
}

#[derive(Clone, Copy, Debug)]
struct Settings {
    fallback: Fallback,
    max_wait: Duration,
}

/// The permits of an account.
#[derive(Debug)]
struct Account {
    environment: Environment,
    /// Hash tag of all keys.
    tag: String,
    buckets: Mutex<BTreeMap<String, Arc<Bucket>>>,
}

/// Keys of an action.
#[derive(Clone, Debug)]
struct Keys(String);

/// Permits while the server is unavailable.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Fallback {
    /// Each replica uses its share of the limit, from one second after the connection was lost.
    ///
    /// If all replicas lose the connection, they keep the limit. If only some do, the service may reject
    /// calls with `RequestLimitExceeded`, which the client retries.
    OwnShare {
        /// Number of replicas. 0 counts as 1.
        replicas: u32,
    },
    /// Calls end with an error of kind [`RateLimiter`](essbasic::ErrorKind::RateLimiter), and are not
    /// sent.
    Refuse,
}

/// Builder of a [`SharedRateLimiter`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `connect` is called"]
pub struct SharedRateLimiterBuilder {
    url: String,
    account: String,
    environment: Environment,
    settings: Settings,
    server_timeout: Duration,
    roots: Vec<Vec<u8>>,
}

impl SharedRateLimiter {
    /// Returns a builder.
    ///
    /// `url` is `redis://user:password@host:port/database`, `rediss://…` for TLS, or
    /// `unix:///path/to/socket`; `valkey` and `valkeys` are the same as `redis` and `rediss`.
    ///
    /// `account` is any name of the account whose limit is shared, such as its account ID (UIN). All
    /// replicas must use the same name. The service limits accounts, not keys: calls with any credential
    /// through this limiter count. Only a hash of the name is stored.
    pub fn builder(url: impl Into<String>, account: impl Into<String>) -> SharedRateLimiterBuilder {
        SharedRateLimiterBuilder {
            url: url.into(),
            account: account.into(),
            environment: Environment::Production,
            settings: Settings { fallback: Fallback::Refuse, max_wait: Duration::from_secs(60) },
            server_timeout: Duration::from_millis(500),
            roots: Vec::new(),
        }
    }

    /// Returns a limiter for another account of the same environment, over the same connection.
    #[must_use]
    pub fn for_account(&self, account: impl AsRef<str>) -> Self {
        let account = Account::new(self.account.environment.clone(), account.as_ref());
        Self { account: Arc::new(account), ..self.clone() }
    }

    /// Returns whether the server is connected. If not, the [`Fallback`] applies.
    pub fn is_connected(&self) -> bool {
        self.connection.is_up()
    }
}

impl SharedRateLimiterBuilder {
    /// Sets the environment; each has its own limits. Default: production.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// Sets the behaviour while the server is unavailable. Default: [`Fallback::Refuse`].
    pub fn fallback(mut self, fallback: Fallback) -> Self {
        self.settings.fallback = match fallback {
            Fallback::OwnShare { replicas } => Fallback::OwnShare { replicas: replicas.max(1) },
            Fallback::Refuse => Fallback::Refuse,
        };
        self
    }

    /// Sets the maximum wait for a permit.
    ///
    /// A call that would wait longer ends with an error of kind
    /// [`RateLimiter`](essbasic::ErrorKind::RateLimiter) and is not sent. Default: 1 minute.
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.settings.max_wait = wait;
        self
    }

    /// Sets the time without a response after which the server counts as unavailable. Default: 500 ms.
    pub fn server_timeout(mut self, timeout: Duration) -> Self {
        self.server_timeout = timeout;
        self
    }

    /// Adds root certificates for TLS, as PEM, to those of the system.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Connects, and checks that permits can be reserved. Call it in the runtime that sends the calls.
    ///
    /// # Errors
    ///
    /// Every [`FleetErrorKind`] except `Busy`; the error's hint says what to do.
    pub async fn connect(self) -> Result<SharedRateLimiter, FleetError> {
        if self.account.trim().is_empty() {
            let hint = "name the account whose limit is shared, such as its account ID (UIN)";
            let message = "the account of the rate limiter is empty";
            return Err(FleetError::new(FleetErrorKind::Configuration, message, hint));
        }
        let server = Server::parse(&self.url, &self.roots)?;
        let connection = ConnectionManager::connect(server, self.server_timeout).await?;
        let account = Arc::new(Account::new(self.environment, &self.account));
        Ok(SharedRateLimiter { connection, account, settings: self.settings })
    }
}

impl Account {
    fn new(environment: Environment, account: &str) -> Self {
        let name = environment.name();
        let mut hash = Sha256::new();
        if let Environment::Custom { .. } = environment {
            hash.update(environment.endpoint("essbasic", Host::Api).host());
            hash.update("\n");
        }
        hash.update(account);
        let mut digest = HexDigest::new(&hash.finalize().into()).to_string();
        digest.truncate(16);
        let tag = format!("{{essbasic:{name}:{digest}}}");
        Self { environment, tag, buckets: Mutex::default() }
    }

    fn bucket(&self, action: &str) -> Arc<Bucket> {
        let mut buckets = self.lock();
        if let Some(bucket) = buckets.get(action) {
            return Arc::clone(bucket);
        }
        if buckets.len() >= MAX_BUCKETS {
            buckets.retain(|_, bucket| Arc::strong_count(bucket) > 1);
        }
        let bucket = Arc::new(Bucket::new(Keys(format!("{}:{action}", self.tag))));
        buckets.insert(action.to_owned(), Arc::clone(&bucket));
        bucket
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Bucket>>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keys {
    /// Returns the key of the list of permits.
    fn permits(&self) -> &str {
        &self.0
    }

    /// Returns the key of the time of the last reservation.
    fn clock(&self) -> String {
        format!("{}:clock", self.0)
    }
}

impl RateLimiter for SharedRateLimiter {
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        let Settings { fallback, max_wait } = self.settings;
        let limit = permit.per_second.clamp(1, MAX_PER_SECOND);
        let request = Request { limit, is_retry: permit.is_retry, fallback, max_wait };
        Box::pin(async move {
            let bucket = self.account.bucket(permit.action);
            bucket.acquire(&self.connection, request).await.map_err(Error::permit_denied)
        })
    }
}

impl fmt::Debug for SharedRateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedRateLimiter")
            .field("connection", &self.connection)
            .field("keys", &self.account.tag)
            .field("fallback", &self.settings.fallback)
            .field("max_wait", &self.settings.max_wait)
            .field("actions", &self.account.lock().len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SharedRateLimiterBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address contains a password.
        f.debug_struct("SharedRateLimiterBuilder")
            .field("environment", &self.environment)
            .field("settings", &self.settings)
            .field("server_timeout", &self.server_timeout)
            .finish_non_exhaustive()
    }
}

fn saturating_add(instant: Instant, duration: Duration) -> Instant {
    // About a century, which tokio's timers accept.
    instant.checked_add(duration).unwrap_or(instant + Duration::from_secs(3_000_000_000))
}
