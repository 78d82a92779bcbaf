//! Setting a client up.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::HeaderValue;

use super::{Client, Inner};
use crate::credential::Credential;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};
use crate::quota::{PerSecond, Quota};
use crate::request::Preferences;
use crate::retry::{Budget, RetryPolicy};
use crate::transport::Transport;

/// A client being set up; what is not said keeps its default.
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder {
    credential: Option<Credential>,
    environment: Environment,
    endpoint: Option<String>,
    region: Option<String>,
    language: Option<String>,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    quota: Option<Arc<dyn Quota>>,
    transport: Option<Arc<dyn Transport>>,
}

impl ClientBuilder {
    /// Who calls. Required.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// Where everything goes; production unless said otherwise.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// One address for everything, as a sandbox is reached: `http://127.0.0.1:8899`.
    ///
    /// Plain HTTP is for this machine alone.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Some(url.into());
        self
    }

    /// `X-TC-Region`, which essbasic does not need.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The language of the service's messages: `zh-CN`, its default, or `en-US`.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
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

    /// How often an action may be called: [`PerSecond`] unless said otherwise, which keeps the
    /// documented quota and waits; [`Unlimited`](crate::Unlimited) switches it off. Clients that
    /// share an account share one quota in an [`Arc`].
    pub fn rate_limit(mut self, quota: impl Quota + 'static) -> Self {
        self.quota = Some(Arc::new(quota));
        self
    }

    /// Another way to carry requests than reqwest.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when there is none or it could not be one,
    /// [`ErrorKind::Configuration`] when an endpoint, a header or the system's TLS is unusable.
    pub fn build(self) -> Result<Client, Error> {
        let credential = self.credential.ok_or_else(|| {
            let message = "no credential: give the builder one, or set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY";
            Error::new(ErrorKind::Credential, message)
        })?;
        credential.check()?;
        let environment = match self.endpoint {
            Some(url) => Environment::at(&url)?,
            None => self.environment,
        };
        let preferences = Preferences {
            region: preference(self.region, "region")?,
            language: preference(self.language, "language")?,
        };
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&environment)?,
        };
        Ok(Client(Arc::new(Inner {
            credential,
            environment,
            preferences,
            timeout: self.timeout.unwrap_or(Duration::from_secs(60)),
            retry: self.retry,
            budget: Budget::default(),
            quota: self.quota.unwrap_or_else(|| Arc::new(PerSecond::default())),
            transport,
            key: Mutex::default(),
        })))
    }
}

/// A header, unless nothing is asked for.
fn preference(value: Option<String>, what: &str) -> Result<Option<HeaderValue>, Error> {
    value
        .filter(|value| !value.is_empty())
        .map(|value| {
            HeaderValue::from_str(&value).map_err(|_| {
                let message = format!("the {what} cannot stand in a header");
                Error::new(ErrorKind::Configuration, message)
            })
        })
        .transpose()
}

#[cfg(feature = "reqwest")]
fn default_transport(environment: &Environment) -> Result<Arc<dyn Transport>, Error> {
    Ok(Arc::new(crate::transport::Reqwest::new(environment)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_environment: &Environment) -> Result<Arc<dyn Transport>, Error> {
    let message = "no transport: give the builder one, or turn the feature `reqwest` on";
    Err(Error::new(ErrorKind::Configuration, message))
}
