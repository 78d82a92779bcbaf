//! Configuration and start of a sandbox.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
#[cfg(feature = "disk")]
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use essbasic::Credential;
use essbasic::encryption::EncryptionKeys;
use tokio::net::TcpListener;

use super::{Sandbox, SandboxHandle};
use crate::callbacks::{Callback, dispatcher};
use crate::context::Context;
use crate::faults::{Fault, Faults};
use crate::gateway::Gateway;
use crate::records::CallLog;
use crate::server::ControlApi;
use crate::store::Store;
use crate::{seed, server};

impl Sandbox {
    /// Starts a sandbox on a free port of the loopback interface, with the data of
    /// [`seed`].
    ///
    /// # Errors
    ///
    /// If no port is available.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Creates a builder.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            credential: Credential::new(seed::SECRET_ID, seed::SECRET_KEY),
            #[cfg(feature = "disk")]
            data_dir: None,
            callback: None,
            public_url: None,
            faults: Vec::new(),
            fault_seed: 0,
            control_api: None,
            encryption_keys: None,
            rate_limit: true,
            pages: None,
        }
    }
}

/// Builder of a [`Sandbox`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it starts"]
pub struct SandboxBuilder {
    listen: SocketAddr,
    credential: Credential,
    #[cfg(feature = "disk")]
    data_dir: Option<PathBuf>,
    callback: Option<Callback>,
    public_url: Option<String>,
    faults: Vec<Fault>,
    fault_seed: u64,
    control_api: Option<bool>,
    encryption_keys: Option<EncryptionKeys>,
    rate_limit: bool,
    pages: Option<Pages>,
}

/// Creates additional pages of a sandbox.
type Pages = fn(SandboxHandle) -> io::Result<Router>;

impl SandboxBuilder {
    /// Sets the address to listen on. Default: a free port of the loopback interface.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Sets the credential that the service accepts. Default: [`seed::SECRET_ID`] and
    /// [`seed::SECRET_KEY`].
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = credential;
        self
    }

    /// Stores all data in a folder, and reads it back at the next start. Default: memory only.
    ///
    /// A response is sent only after its changes are on disk. One sandbox at a time can use a
    /// folder. Requires the feature `disk`.
    #[cfg(feature = "disk")]
    pub fn data_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.data_dir = Some(folder.into());
        self
    }

    /// Posts events to a callback. Default: events are only recorded.
    pub fn callback(mut self, callback: Callback) -> Self {
        self.callback = Some(callback);
        self
    }

    /// Sets the URL that links start with, such as `http://192.0.2.1:8899`. Default: the address
    /// that the sandbox listens on, which other machines cannot use if it is `0.0.0.0`.
    pub fn public_url(mut self, url: impl Into<String>) -> Self {
        self.public_url = Some(url.into());
        self
    }

    /// Injects a fault from the start.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Sets the seed of the random numbers for faults: the same sequence of calls then meets the
    /// same faults. Default: 0.
    pub fn fault_seed(mut self, seed: u64) -> Self {
        self.fault_seed = seed;
        self
    }

    /// Enables or disables the control API under `/sandbox/`. Default: enabled on the loopback
    /// interface only.
    ///
    /// Clients of the control API can read and change all data.
    pub fn control_api(mut self, enabled: bool) -> Self {
        self.control_api = Some(enabled);
        self
    }

    /// Sets the keys for encrypted calls. Default: encrypted calls are rejected.
    pub fn encryption_keys(mut self, keys: EncryptionKeys) -> Self {
        self.encryption_keys = Some(keys);
        self
    }

    /// Disables the rate limit of 20 calls per second and action, for load tests.
    pub fn without_rate_limit(mut self) -> Self {
        self.rate_limit = false;
        self
    }

    /// Adds pages, which are created from a [`SandboxHandle`] and served if the control API is.
    /// Default: none.
    pub fn pages(mut self, pages: fn(SandboxHandle) -> io::Result<Router>) -> Self {
        self.pages = Some(pages);
        self
    }

    /// Starts the sandbox on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// If the address is not available, the data folder cannot be read and written, the callback
    /// is invalid, or the pages cannot be created.
    pub async fn start(self) -> io::Result<Sandbox> {
        if let Some(callback) = &self.callback {
            callback.validate().map_err(|it| io::Error::new(io::ErrorKind::InvalidInput, it))?;
        }
        let listener = TcpListener::bind(self.listen).await?;
        let address = listener.local_addr()?;
        let store = self.store().await?;
        let base_url = self.public_url.unwrap_or_else(|| format!("http://{address}"));
        store.set_base_url(base_url.trim_end_matches('/').to_owned(), self.callback.is_some());
        let context = Arc::new(Context {
            gateway: Gateway::new(self.credential, store, self.encryption_keys, self.rate_limit),
            faults: Faults::new(self.faults, self.fault_seed),
            call_log: CallLog::new(),
        });
        let control_api = match self.control_api {
            Some(true) => ControlApi::AnyHost,
            None if address.ip().is_loopback() => ControlApi::LocalHost,
            _ => ControlApi::Disabled,
        };
        let handle = SandboxHandle::new(Arc::clone(&context), address);
        let mut router = server::router(Arc::clone(&context), control_api);
        if let Some(pages) = self.pages.filter(|_| control_api != ControlApi::Disabled) {
            router = router.merge(pages(handle.clone())?);
        }
        let server = tokio::spawn(server::serve(listener, router));
        let dispatch = |callback| tokio::spawn(dispatcher::run(Arc::clone(&context), callback));
        let dispatcher = self.callback.map(dispatch);
        Ok(Sandbox { handle, server, dispatcher })
    }

    #[cfg(not(feature = "disk"))]
    #[expect(clippy::unused_async, reason = "opening a folder waits")]
    async fn store(&self) -> io::Result<Store> {
        Ok(Store::in_memory(seed::state()))
    }

    /// Opens the data folder, if there is one. A sandbox dropped just before may still be closing
    /// it.
    #[cfg(feature = "disk")]
    async fn store(&self) -> io::Result<Store> {
        const ATTEMPTS: u32 = 20;
        const DELAY: std::time::Duration = std::time::Duration::from_millis(50);

        let Some(folder) = &self.data_dir else { return Ok(Store::in_memory(seed::state())) };
        for _ in 0..ATTEMPTS {
            match Store::in_folder(folder, seed::state) {
                Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                    tokio::time::sleep(DELAY).await;
                }
                opened => return opened,
            }
        }
        let message = "the data folder is in use by another sandbox";
        Err(io::Error::new(io::ErrorKind::ResourceBusy, message))
    }
}
