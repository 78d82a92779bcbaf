//! Builder of clients.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::credential_cache::CredentialCache;
use super::failover::FailoverEndpoints;
use super::observer::Interceptors;
use super::{Client, Inner};
use crate::clock::{Clock, ClockSource};
use crate::credential::CredentialProvider;
use crate::environment::{Endpoint, Environment};
use crate::error::{Error, ErrorKind};
use crate::interceptor::Interceptor;
use crate::message::message;
#[cfg(feature = "reqwest")]
use crate::proxy::Proxy;
use crate::rate_limit::{RateLimiter, SlidingWindow};
use crate::request::RequestHeaders;
use crate::retry::{RetryBudget, RetryPolicy};
#[cfg(feature = "reqwest")]
use crate::transport::ReqwestTransport;
use crate::transport::Transport;
#[cfg(feature = "reqwest")]
use crate::transport::reqwest::{IDLE_TIMEOUT, TransportConfig};

/// Default timeout of a call.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Builder of a [`Client`]. Only a credential is required.
#[derive(Clone, Default)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    credential: Option<Arc<dyn CredentialProvider>>,
    account: Option<String>,
    environment: Environment,
    endpoint: Option<String>,
    plain_http: bool,
    failover: Vec<String>,
    headers: RequestHeaders,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    rate_limiter: Option<Arc<dyn RateLimiter>>,
    transport: Option<Arc<dyn Transport>>,
    wrap_transport: Option<WrapTransport>,
    interceptors: Vec<Arc<dyn Interceptor>>,
    #[cfg(feature = "reqwest")]
    transport_config: TransportConfig,
    clock: Option<ClockSource>,
    /// The first error of a setter, returned by `build`.
    setter_error: Option<Arc<Error>>,
}

/// A function that wraps a transport in another.
type WrapTransport = Arc<dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

impl Client {
    /// Returns a builder with default settings.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl ClientBuilder {
    /// Sets the credential: a [`Credential`](crate::Credential), or a [provider](crate::provider)
    /// that refreshes temporary ones. Required.
    pub fn credential(mut self, credential: impl CredentialProvider + 'static) -> Self {
        self.credential = Some(Arc::new(credential));
        self
    }

    /// Sets the account that rate limits are counted for.
    ///
    /// Default: the provider's [account](CredentialProvider::account), such as a secret ID or a
    /// role's ARN; otherwise a name unique to this client. Set it when several clients or processes
    /// share one rate limiter and their provider has no account: limits are counted separately for
    /// each name, so one account must not have two.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// Sets the environment. Default: production.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// Sends all requests to one address, such as that of a sandbox: `http://127.0.0.1:8899`.
    ///
    /// Overrides the environment. Plain HTTP is accepted for loopback addresses only, unless [allowed](Self::allow_plain_http).
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Some(url.into());
        self
    }

    /// Allows the [endpoint](Self::endpoint) to be plain HTTP to another machine.
    ///
    /// For a sandbox in a private network. Anyone on that network can read the contracts.
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Sets failover API hosts of the same environment. Default: none.
    ///
    /// Regions in production (`ap-guangzhou`), addresses in a custom environment. Each is used for one
    /// minute when the previous one cannot be reached. Uploads do not fail over.
    pub fn failover(mut self, hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.failover = hosts.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `X-TC-Region`, which essbasic does not need.
    pub fn region(self, region: impl AsRef<str>) -> Self {
        self.with_headers(|headers| headers.region(region.as_ref()))
    }

    /// Sets the language of the service's messages: `zh-CN` (the service's default) or `en-US`.
    pub fn language(self, language: impl AsRef<str>) -> Self {
        self.with_headers(|headers| headers.language(language.as_ref()))
    }

    /// Sets the application's name in `X-TC-RequestClient`, which the vendor's support sees: up to
    /// 128 letters, digits, spaces and `-_,;.`.
    pub fn request_client(self, name: impl AsRef<str>) -> Self {
        self.with_headers(|headers| headers.request_client(name.as_ref()))
    }

    /// Adds a header to every request, such as a trace ID. It is not signed, and its value is
    /// marked sensitive.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with_headers(|headers| headers.header(name.as_ref(), value.as_ref()))
    }

    /// Sets the timeout of a call. Default: 60 seconds.
    ///
    /// Includes all attempts and the delays between them, measured from when the rate limiter admits the
    /// call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the retry policy. [`RetryPolicy::none`] disables retries.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Sets the rate limiter. Default: a [`SlidingWindow`] of this client.
    ///
    /// The default enforces the documented limits; [`Unlimited`](crate::Unlimited) disables them. Clients
    /// of the same account share one limiter in an [`Arc`].
    pub fn rate_limiter(mut self, limiter: impl RateLimiter + 'static) -> Self {
        self.rate_limiter = Some(Arc::new(limiter));
        self
    }

    /// Sets the transport. Default: reqwest.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Wraps the transport that this builder creates, for example in one that records.
    ///
    /// A second wrapper wraps the first.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::time::Duration;
    ///
    /// use essbasic_core::transport::{Body, SendFuture, Transport};
    /// use essbasic_core::{Client, Credential};
    ///
    /// #[derive(Debug)]
    /// struct Printing(Arc<dyn Transport>);
    ///
    /// impl Transport for Printing {
    ///     fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
    ///         println!("{} bytes", request.body().len());
    ///         self.0.send(request, timeout)
    ///     }
    /// }
    ///
    /// # fn main() -> Result<(), essbasic_core::Error> {
    /// let client = Client::builder()
    ///     .credential(Credential::new("AKIDexample", "example-key"))
    ///     .connect_timeout(Duration::from_secs(3))
    ///     .wrap_transport(Printing)
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn wrap_transport<T: Transport + 'static>(
        mut self,
        wrap: impl Fn(Arc<dyn Transport>) -> T + Send + Sync + 'static,
    ) -> Self {
        let before = self.wrap_transport.take();
        self.wrap_transport = Some(Arc::new(move |inner| {
            let inner = match &before {
                Some(before) => before(inner),
                None => inner,
            };
            Arc::new(wrap(inner))
        }));
        self
    }

    /// Adds an interceptor, which observes all calls; see [`Interceptor`]. Pass an [`Arc`] to keep
    /// a handle of it.
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sets the clock used for signing. Default: the system clock. In both cases the client
    /// corrects the offset when the service reports an expired signature.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(now));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when the credential is missing or malformed,
    /// [`ErrorKind::Configuration`] when an endpoint, a header, a certificate or the system's TLS
    /// configuration cannot be used.
    pub fn build(self) -> Result<Client, Error> {
        static CLIENTS: AtomicU64 = AtomicU64::new(1);

        if let Some(error) = &self.setter_error {
            return Err(Error::new(error.kind(), error.message_parts().clone()));
        }
        let provider = self.credential.clone().ok_or_else(|| {
            let message = message!(
                "no credential: set one on the builder, or TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY"
            );
            Error::new(ErrorKind::Credential, message)
        })?;
        let account = self.account.clone().or_else(|| provider.account().map(str::to_owned));
        let account = account
            .unwrap_or_else(|| format!("client {}", CLIENTS.fetch_add(1, Ordering::Relaxed)));
        let interceptors: Interceptors = self.interceptors.clone().into();
        let credentials = CredentialCache::new(provider, Arc::clone(&interceptors))?;
        let environment = self.resolve_environment()?;
        let transport = self.resolve_transport(&environment)?;
        Ok(Client(Arc::new(Inner {
            credentials,
            account,
            endpoints: FailoverEndpoints::new(environment, &self.failover)?,
            headers: self.headers,
            timeout: self.timeout.unwrap_or(TIMEOUT),
            retry: self.retry,
            retry_budget: RetryBudget::default(),
            rate_limiter: self.rate_limiter.unwrap_or_else(|| Arc::new(SlidingWindow::default())),
            transport,
            interceptors,
            clock: Clock::new(self.clock),
            #[cfg(feature = "blocking")]
            runtime: super::runtime::Runtime::default(),
        })))
    }

    /// Builds the transport from the settings of this builder, to be wrapped in a custom one.
    ///
    /// Pass the wrapper to [`transport`](Self::transport) of another builder, which must not set
    /// connection timeouts, a proxy or certificates itself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] as from [`build`](Self::build).
    pub fn build_transport(&self) -> Result<Arc<dyn Transport>, Error> {
        self.resolve_transport(&self.resolve_environment()?)
    }

    fn resolve_transport(&self, environment: &Environment) -> Result<Arc<dyn Transport>, Error> {
        let transport = self.inner_transport(environment)?;
        Ok(match &self.wrap_transport {
            Some(wrap) => wrap(transport),
            None => transport,
        })
    }

    fn resolve_environment(&self) -> Result<Environment, Error> {
        let Some(url) = &self.endpoint else { return Ok(self.environment.clone()) };
        let endpoint = if self.plain_http { Endpoint::plain_http(url)? } else { url.parse()? };
        Ok(Environment::Custom { api: endpoint.clone(), file: endpoint })
    }

    #[cfg(not(feature = "reqwest"))]
    fn inner_transport(&self, _environment: &Environment) -> Result<Arc<dyn Transport>, Error> {
        self.transport.clone().ok_or_else(|| {
            let message =
                message!("no transport: set one on the builder, or enable the feature `reqwest`");
            Error::new(ErrorKind::Configuration, message)
        })
    }

    fn with_headers(mut self, set: impl FnOnce(&mut RequestHeaders) -> Result<(), Error>) -> Self {
        if let Err(error) = set(&mut self.headers) {
            self.setter_error.get_or_insert(Arc::new(error));
        }
        self
    }
}

/// Settings of the default transport, reqwest.
#[cfg(feature = "reqwest")]
impl ClientBuilder {
    /// Default of [`pool_idle_timeout`](Self::pool_idle_timeout).
    pub const IDLE_TIMEOUT: Duration = IDLE_TIMEOUT;

    /// Sets the timeout for establishing a connection. Default: 10 seconds.
    ///
    /// When it expires, nothing was sent.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.transport_config.connect_timeout = Some(timeout);
        self
    }

    /// Sets the longest time without receiving any bytes. Default: the call's timeout.
    ///
    /// Must cover a whole upload, during which the service sends nothing.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.transport_config.read_timeout = Some(timeout);
        self
    }

    /// Sets the time after which an idle connection is closed. Default: 30 seconds.
    ///
    /// Must be less than 60 seconds, after which the service closes idle connections: a request on a
    /// closing one may fail.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.transport_config.idle_timeout = Some(timeout);
        self
    }

    /// Sets the proxy. Default: the system's.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.transport_config.proxy = proxy;
        self
    }

    /// Trusts a root certificate in PEM, in addition to the system's, which are read once per process.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.transport_config.root_certificates.push(pem.into());
        self
    }

    /// Uses an existing reqwest client, with its connections, proxies and certificates.
    ///
    /// It must neither follow redirects nor retry: a signature is valid for one host, and retries
    /// are decided by the action's effect. Its connections belong to the runtime that opened them: a
    /// call on another runtime may wait for them until it times out. This ties callers to the major
    /// version of reqwest that this crate uses, 0.13.
    pub fn http_client(self, client: ::reqwest::Client) -> Self {
        self.transport(ReqwestTransport::from(client))
    }

    fn inner_transport(&self, environment: &Environment) -> Result<Arc<dyn Transport>, Error> {
        match &self.transport {
            Some(_) if !self.transport_config.is_default() => {
                let message = message!(
                    "timeouts, proxy and certificates of the default transport do not apply to a custom transport: set them there"
                );
                Err(Error::new(ErrorKind::Configuration, message))
            }
            Some(transport) => Ok(Arc::clone(transport)),
            None => {
                Ok(Arc::new(ReqwestTransport::with_config(environment, &self.transport_config)?))
            }
        }
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The endpoint is left out: it has not been validated and may contain a password.
        f.debug_struct("ClientBuilder")
            .field("credential", &self.credential)
            .field("environment", &self.environment)
            .field("headers", &self.headers)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("rate_limiter", &self.rate_limiter)
            .finish_non_exhaustive()
    }
}
