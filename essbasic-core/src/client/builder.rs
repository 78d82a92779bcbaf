//! Setting a client up.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{Client, FailoverEndpoints, Inner};
use crate::clock::{Clock, Source};
use crate::credential::CredentialCache;
use crate::environment::{Endpoint, Environment};
use crate::error::{Error, ErrorKind};
use crate::provider::CredentialProvider;
use crate::rate_limit::{RateLimiter, SlidingWindow};
use crate::request::RequestHeaders;
use crate::retry::{RetryBudget, RetryPolicy};
use crate::transport::Transport;

#[cfg(feature = "reqwest")]
mod network;

/// The time a call may take unless said otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A client being set up; what is not said keeps its default.
#[derive(Clone, Default)]
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder {
    credential: Option<Arc<dyn CredentialProvider>>,
    environment: Environment,
    endpoint: Option<String>,
    plain_http: bool,
    fail_over: Vec<String>,
    preferences: RequestHeaders,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    quota: Option<Arc<dyn RateLimiter>>,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "reqwest")]
    network: crate::transport::TransportConfig,
    clock: Option<Source>,
    /// The first mistake; it is told when the client is built.
    mistake: Option<Arc<Error>>,
}

impl ClientBuilder {
    /// Who calls: a [`Credential`](crate::Credential), or a [provider](crate::provider) that
    /// gives a new one before the last expires. Required.
    pub fn credential(mut self, credential: impl CredentialProvider + 'static) -> Self {
        self.credential = Some(Arc::new(credential));
        self
    }

    /// Where everything goes; production unless said otherwise.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// One address for everything, as a sandbox is reached: `http://127.0.0.1:8899`.
    ///
    /// Plain HTTP is for this machine alone, unless [asked for](Self::allow_plain_http).
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Some(url.into());
        self
    }

    /// Lets the [endpoint](Self::endpoint) be plain HTTP to another machine, for a sandbox in a
    /// network of one's own. Everyone between can read the contracts.
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Other hosts of the same environment, called in this order for a minute when no connection
    /// to one comes about: regions of production (`ap-guangzhou`), or addresses beside one's own
    /// API host. None unless said otherwise, and never for uploads.
    pub fn fail_over(mut self, hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.fail_over = hosts.into_iter().map(Into::into).collect();
        self
    }

    /// `X-TC-Region`, which essbasic does not need.
    pub fn region(self, region: impl AsRef<str>) -> Self {
        self.prefer(|preferences| preferences.region(region.as_ref()))
    }

    /// The language of the service's messages: `zh-CN`, its default, or `en-US`.
    pub fn language(self, language: impl AsRef<str>) -> Self {
        self.prefer(|preferences| preferences.language(language.as_ref()))
    }

    /// The program's name in `X-TC-RequestClient`, by which the vendor's support tells programs
    /// apart: up to 128 letters, digits, spaces and `-_,;.`.
    pub fn request_client(self, tag: impl AsRef<str>) -> Self {
        self.prefer(|preferences| preferences.request_client(tag.as_ref()))
    }

    /// A header of one's own on every request, such as a trace id. It is not signed, and its
    /// value is shown nowhere.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.prefer(|preferences| preferences.header(name.as_ref(), value.as_ref()))
    }

    /// The time a call may take, all its attempts and the waits between them together, once its
    /// turn has come; 60 seconds unless said otherwise.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How often and how patiently what may be repeated is; [`RetryPolicy::none`] switches it off.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// How often an action may be called: [`SlidingWindow`] unless said otherwise, which keeps the
    /// documented quota and waits; [`Unlimited`](crate::Unlimited) switches it off. Clients that
    /// share an account share one quota in an [`Arc`].
    pub fn rate_limiter(mut self, quota: impl RateLimiter + 'static) -> Self {
        self.quota = Some(Arc::new(quota));
        self
    }

    /// Another way to carry requests than reqwest.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Another clock than the system's to sign by. Whatever it says, it is put right when the
    /// service answers that it is off.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(now));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when there is none or it could not be one,
    /// [`ErrorKind::Configuration`] when an endpoint, a header, a certificate or the system's TLS
    /// is unusable.
    pub fn build(self) -> Result<Client, Error> {
        if let Some(mistake) = &self.mistake {
            return Err(Error::new(mistake.kind(), mistake.message()));
        }
        let credential = self.credential.clone().ok_or_else(|| {
            let message = "no credential: give the builder one, or set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY";
            Error::new(ErrorKind::Credential, message)
        })?;
        let credential = CredentialCache::of(credential)?;
        let environment = self.resolve_environment()?;
        let transport = self.resolve_transport(&environment)?;
        Ok(Client(Arc::new(Inner {
            credential,
            hosts: FailoverEndpoints::new(environment, &self.fail_over)?,
            preferences: self.preferences,
            timeout: self.timeout.unwrap_or(TIMEOUT),
            retry: self.retry,
            budget: RetryBudget::default(),
            quota: self.quota.unwrap_or_else(|| Arc::new(SlidingWindow::default())),
            transport,
            clock: Clock::new(self.clock),
            #[cfg(feature = "blocking")]
            runtime: crate::blocking::Runtime::default(),
        })))
    }

    /// The environment, which an endpoint overrides.
    fn resolve_environment(&self) -> Result<Environment, Error> {
        let Some(url) = &self.endpoint else { return Ok(self.environment.clone()) };
        let endpoint = if self.plain_http { Endpoint::plain_http(url)? } else { url.parse()? };
        Ok(Environment::Custom { api: endpoint.clone(), file: endpoint })
    }

    #[cfg(not(feature = "reqwest"))]
    fn resolve_transport(&self, _environment: &Environment) -> Result<Arc<dyn Transport>, Error> {
        self.transport.clone().ok_or_else(|| {
            let message = "no transport: give the builder one, or turn the feature `reqwest` on";
            Error::new(ErrorKind::Configuration, message)
        })
    }

    fn prefer(mut self, set: impl FnOnce(&mut RequestHeaders) -> Result<(), Error>) -> Self {
        if let Err(mistake) = set(&mut self.preferences) {
            self.mistake.get_or_insert(Arc::new(mistake));
        }
        self
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An endpoint that was not judged yet may have a password in it.
        f.debug_struct("ClientBuilder")
            .field("credential", &self.credential)
            .field("environment", &self.environment)
            .field("preferences", &self.preferences)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("quota", &self.quota)
            .finish_non_exhaustive()
    }
}
