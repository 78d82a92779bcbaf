//! Configuration and start of a sandbox.

use std::net::{Ipv4Addr, SocketAddr};
#[cfg(feature = "disk")]
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;
use std::{fmt, io};

use axum::Router;
use essbasic::Credential;
use essbasic::encryption::EncryptionKeys;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::{Sandbox, SandboxHandle};
use crate::call_memory::CallMemory;
use crate::callbacks::active::ActiveCallbacks;
use crate::callbacks::{self, Callback, CallbackSettingError};
use crate::connections::{self, TlsReporter};
use crate::context::Context;
use crate::faults::{Fault, FaultError, Faults};
use crate::gateway::Gateway;
use crate::initial_data::InitialData;
use crate::records::CallLog;
use crate::saved_snapshots::SavedSnapshots;
use crate::server::ControlApi;
use crate::state::CallbackPlan;
use crate::store::Store;
#[cfg(feature = "disk")]
use crate::store::{Reporter, StorageEvent};
use crate::{seed, server};

impl Sandbox {
    /// Starts a sandbox on a free port of the loopback interface, with the data of
    /// [`seed`].
    ///
    /// # Errors
    ///
    /// If no port is available.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Creates a builder.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            credential: Credential::new(seed::SECRET_ID, seed::SECRET_KEY),
            #[cfg(feature = "disk")]
            data_dir: None,
            #[cfg(feature = "disk")]
            storage_reporter: |_| (),
            callbacks: Vec::new(),
            public_url: None,
            faults: Vec::new(),
            fault_seed: 0,
            control_api: None,
            encryption_keys: seed::encryption_keys(),
            rate_limit: true,
            pages: None,
            initial_data: InitialData::default(),
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
    #[cfg(feature = "disk")]
    storage_reporter: Reporter,
    callbacks: Vec<Callback>,
    public_url: Option<String>,
    faults: Vec<Fault>,
    fault_seed: u64,
    control_api: Option<bool>,
    encryption_keys: Option<EncryptionKeys>,
    rate_limit: bool,
    pages: Option<Pages>,
    initial_data: InitialData,
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
    /// A response is sent only after its changes are on disk; while they cannot be written, calls
    /// fail with `InternalError`. One sandbox at a time can use a folder, which is created for its
    /// owner alone. Requires the feature `disk`.
    #[cfg(feature = "disk")]
    pub fn data_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.data_dir = Some(folder.into());
        self
    }

    /// Calls a function when the data folder cannot be written, and when it can be again. Default:
    /// nothing is reported. Requires the feature `disk`.
    #[cfg(feature = "disk")]
    pub fn storage_reporter(mut self, report: fn(StorageEvent<'_>)) -> Self {
        self.storage_reporter = report;
        self
    }

    /// Sets the initial data. Default: that of [`seed`]. A folder that already has data keeps it.
    /// Requires the feature `toml`.
    #[cfg(feature = "toml")]
    pub fn seed(mut self, seed: seed::Seed) -> Self {
        self.initial_data.seed = Some(seed);
        self
    }

    /// Stops the clock at a time. From then on only [`advance`](Sandbox::advance) moves it, and with
    /// it everything that takes the service time. Default: the system clock.
    ///
    /// Signatures are verified against the system clock all the same.
    pub fn clock_at(mut self, time: SystemTime) -> Self {
        self.initial_data.clock = Some(time);
        self
    }

    /// Posts events to one more callback. Default: events are only recorded. A running sandbox gets more by
    /// [`SandboxHandle::add_callback`].
    ///
    /// Each of up to 10 callbacks receives every event, as with several addresses in the console. An event
    /// that is not answered with status 200 within 5 seconds is posted again after 1, 2, 4, … seconds, at
    /// most 10 minutes: the vendor documents that it repeats them, but no schedule.
    pub fn callback(mut self, callback: Callback) -> Self {
        self.callbacks.push(callback);
        self
    }

    /// Sets the URL that links start with, such as `http://192.0.2.1:8899`. Default: the address
    /// that the sandbox listens on; for `0.0.0.0`, the loopback address.
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
    /// same faults, and so does the same sequence of events. Default: 0.
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

    /// Sets the keys for encrypted calls. Default: [`seed::ENCRYPTION_KEY`] and
    /// [`seed::ENCRYPTION_MAC_KEY`].
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
    /// [`StartError`] names the setting that prevents the start.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        let faults = Arc::new(Faults::new(self.fault_seed));
        self.faults
            .iter()
            .try_for_each(|it| faults.add(it.clone()).map(drop))
            .map_err(StartError::Fault)?;
        if !self.public_url.as_ref().is_none_or(|url| is_base_url(url)) {
            return Err(StartError::PublicUrl);
        }
        callbacks::check(&self.callbacks).map_err(StartError::Callback)?;
        let listener = TcpListener::bind(self.listen).await.map_err(StartError::Listen)?;
        let address = listener.local_addr().map_err(StartError::Listen)?;
        let store = self.store().await.map_err(StartError::DataDir)?;
        if let Some(time) = self.initial_data.clock {
            store.stop_clock(time);
        }
        let base_url = self.public_url.unwrap_or_else(|| super::handle::endpoint(address));
        let plan = CallbackPlan::new(Arc::clone(&faults));
        store.set_up(base_url.trim_end_matches('/').to_owned(), plan);
        let context = Arc::new(Context {
            gateway: Gateway::new(self.credential, store, self.encryption_keys, self.rate_limit),
            faults,
            callbacks: ActiveCallbacks::default(),
            call_log: CallLog::new(),
            call_memory: CallMemory::new(),
            initial_data: self.initial_data,
            snapshots: SavedSnapshots::default(),
        });
        let control_api = match self.control_api {
            Some(true) => ControlApi::AnyHost,
            None if address.ip().is_loopback() => ControlApi::LocalHost,
            _ => ControlApi::Disabled,
        };
        let handle = SandboxHandle::new(Arc::clone(&context), address);
        let pages = match self.pages.filter(|_| control_api != ControlApi::Disabled) {
            Some(pages) => pages(handle.clone()).map_err(StartError::Pages)?,
            None => Router::new(),
        };
        for callback in self.callbacks {
            context.add_callback(callback).map_err(StartError::Callback)?;
        }
        let router = server::router(Arc::clone(&context), control_api, pages);
        let (stop, stopped) = oneshot::channel::<()>();
        // A sandbox that is dropped aborts the server.
        let shared = Arc::clone(&context);
        let report_tls: TlsReporter = Arc::new(move |peer| shared.call_log.push_tls(peer));
        let server =
            tokio::spawn(connections::serve_reporting(listener, router, report_tls, async {
                let _ = stopped.await;
            }));
        Ok(Sandbox { handle, server, stop: Some(stop) })
    }

    #[cfg(not(feature = "disk"))]
    #[expect(clippy::unused_async, reason = "opening a folder waits")]
    async fn store(&self) -> io::Result<Store> {
        Ok(Store::in_memory(self.initial_data.state()))
    }

    /// Opens the data folder, if there is one. A sandbox dropped just before may still be closing
    /// it.
    #[cfg(feature = "disk")]
    async fn store(&self) -> io::Result<Store> {
        const ATTEMPTS: u32 = 20;
        const DELAY: std::time::Duration = std::time::Duration::from_millis(50);

        let Some(folder) = &self.data_dir else {
            return Ok(Store::in_memory(self.initial_data.state()));
        };
        for _ in 0..ATTEMPTS {
            match Store::in_folder(folder, || self.initial_data.state(), self.storage_reporter) {
                Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                    tokio::time::sleep(DELAY).await;
                }
                opened => return opened,
            }
        }
        let message = format!("{} is in use by another sandbox", folder.display());
        Err(io::Error::new(io::ErrorKind::ResourceBusy, message))
    }
}

/// Returns whether links can start with a URL.
fn is_base_url(url: &str) -> bool {
    let Ok(url) = url.parse::<http::Uri>() else { return false };
    matches!(url.scheme_str(), Some("http" | "https")) && url.query().is_none()
}

/// Error of [`SandboxBuilder::start`], by the setting that it is about.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// [`listen`](SandboxBuilder::listen): the address is not available.
    Listen(io::Error),
    /// `data_dir`: the folder cannot be used. The message names the file.
    DataDir(io::Error),
    /// [`callback`](SandboxBuilder::callback): URL, key or token is invalid.
    Callback(CallbackSettingError),
    /// [`public_url`](SandboxBuilder::public_url) is no URL of a host.
    PublicUrl,
    /// [`fault`](SandboxBuilder::fault).
    Fault(FaultError),
    /// [`pages`](SandboxBuilder::pages) could not be created.
    Pages(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(error) | Self::DataDir(error) | Self::Pages(error) => error.fmt(f),
            Self::Callback(problem) => problem.fmt(f),
            Self::PublicUrl => f.write_str("the public URL must start with http:// or https://"),
            Self::Fault(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StartError {}

impl From<StartError> for io::Error {
    fn from(error: StartError) -> Self {
        Self::other(error)
    }
}
