//! Connection pools, one per Tokio runtime.

use std::error::Error as StdError;
use std::fmt;
use std::future::pending;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::HeaderValue;
use http::header::ACCEPT_ENCODING;
use tokio::runtime::{Handle, Id};
use tokio::task::AbortHandle;

use super::resolver::FilteringResolver;
use super::{IDLE_TIMEOUT, TransportConfig};
use crate::clock::MAX_DURATION;
use crate::error::{Error, ErrorKind};
use crate::message::message;
use crate::proxy::ProxyConfig;

/// Default timeout for establishing a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Connection pools of a transport.
///
/// A connection is driven by the runtime that opened it. A call on another runtime would wait for as
/// long as that one is idle.
#[derive(Clone)]
pub(super) enum Pools {
    /// One pool per runtime.
    Own(Arc<Own>),
    /// The application's client, for whichever runtime it was made.
    Shared(reqwest::Client),
}

pub(super) struct Own {
    settings: Settings,
    pools: Mutex<Vec<Pool>>,
}

/// Settings of every pool.
pub(super) struct Settings {
    pub(super) config: TransportConfig,
    pub(super) tls: rustls::ClientConfig,
}

/// The pool of one runtime, and a task that ends with it.
struct Pool {
    runtime: Id,
    client: reqwest::Client,
    task: AbortHandle,
}

impl Pools {
    /// Creates pools for each runtime on its first request.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the settings cannot be used.
    pub(super) fn new(settings: Settings) -> Result<Self, Error> {
        settings.build().map_err(|source| {
            Error::new(ErrorKind::Configuration, message!("could not set up HTTP"))
                .with_source(source)
        })?;
        Ok(Self::Own(Arc::new(Own { settings, pools: Mutex::default() })))
    }

    /// Returns the pool of the current runtime.
    ///
    /// # Errors
    ///
    /// An error outside a Tokio runtime.
    pub(super) fn current(&self) -> Result<reqwest::Client, Box<dyn StdError + Send + Sync>> {
        let handle = Handle::try_current()?;
        let own = match self {
            Self::Own(own) => own,
            Self::Shared(client) => return Ok(client.clone()),
        };
        let mut pools = own.pools.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pool) = pools.iter().find(|pool| pool.runtime == handle.id()) {
            return Ok(pool.client.clone());
        }
        pools.retain(|pool| !pool.task.is_finished());
        let client = own.settings.build()?;
        let task = handle.spawn(pending::<()>()).abort_handle();
        pools.push(Pool { runtime: handle.id(), client: client.clone(), task });
        Ok(client)
    }
}

impl Settings {
    fn build(&self) -> Result<reqwest::Client, reqwest::Error> {
        let Self { config, tls } = self;
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls.clone())
            .redirect(reqwest::redirect::Policy::none())
            // Retries are signed anew, and the action's effect decides about them.
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(config.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
            .pool_idle_timeout(config.idle_timeout.unwrap_or(IDLE_TIMEOUT))
            .user_agent(concat!("essbasic-rust/", env!("CARGO_PKG_VERSION")))
            // Decoded by this transport, which keeps a body that is not what its headers say.
            .no_gzip()
            .default_headers(
                [(ACCEPT_ENCODING, HeaderValue::from_static("gzip"))].into_iter().collect(),
            );
        // reqwest panics on a read timeout that overflows its clock.
        let builder = match config.read_timeout {
            Some(timeout) => builder.read_timeout(timeout.min(MAX_DURATION)),
            None => builder,
        };
        let builder = match config.allows {
            Some(allows) => builder.dns_resolver(Arc::new(FilteringResolver(allows))),
            None => builder,
        };
        let builder = match &config.proxy.0 {
            ProxyConfig::System => builder,
            ProxyConfig::Direct => builder.no_proxy(),
            ProxyConfig::Url(url) => builder.proxy(reqwest::Proxy::all(&url.url)?),
        };
        builder.build()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl fmt::Debug for Pools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pools")
    }
}
