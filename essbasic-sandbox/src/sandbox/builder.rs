//! A sandbox being set up.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use essbasic::Credential;
use essbasic::encryption::EncryptionKeys;
use tokio::net::TcpListener;
use tokio::time::sleep;

use super::{Sandbox, SandboxHandle};
use crate::callbacks::{Callback, poster};
use crate::faults::{Fault, Faults};
use crate::gateway::Gateway;
use crate::records::Records;
use crate::server::{Context, Control};
use crate::store::Store;
use crate::{seed, server};

/// How often, and after what wait, a folder is tried that another sandbox has.
const PATIENCE: u32 = 20;
const A_MOMENT: Duration = Duration::from_millis(50);

/// A sandbox being set up.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it starts"]
pub struct SandboxBuilder {
    listen: SocketAddr,
    credential: Credential,
    data_dir: Option<PathBuf>,
    callback: Option<Callback>,
    public_url: Option<String>,
    faults: Vec<Fault>,
    dice: u64,
    control: Option<bool>,
    encryption: Option<EncryptionKeys>,
    quota: bool,
    pages: Option<Pages>,
}

/// What makes pages of a sandbox's inside.
type Pages = fn(SandboxHandle) -> io::Result<Router>;

impl SandboxBuilder {
    pub(super) fn new() -> Self {
        Self {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            credential: Credential::new(seed::SECRET_ID, seed::SECRET_KEY),
            data_dir: None,
            callback: None,
            public_url: None,
            faults: Vec::new(),
            dice: 0,
            control: None,
            encryption: None,
            quota: true,
            pages: None,
        }
    }

    /// The address to listen on; a free port of this machine unless given.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// The id and the key that it knows; those of [`seed`] unless given.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = credential;
        self
    }

    /// The folder to keep everything in, so that it outlives the process; in memory unless given.
    /// Only one sandbox at a time can have a folder.
    pub fn data_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.data_dir = Some(folder.into());
        self
    }

    /// Where events are posted; nowhere unless given.
    pub fn callback(mut self, callback: Callback) -> Self {
        self.callback = Some(callback);
        self
    }

    /// Where others reach it: what its links start with, `http://192.0.2.1:8899`. Unless given,
    /// the address that it listens on, which is none for others where it is `0.0.0.0`.
    pub fn public_url(mut self, url: impl Into<String>) -> Self {
        self.public_url = Some(url.into());
        self
    }

    /// A fault that befalls calls from the start.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// What the dice for faults start from; the same calls one after the other then meet the same
    /// faults.
    pub fn fault_seed(mut self, seed: u64) -> Self {
        self.dice = seed;
        self
    }

    /// Whether the control API under `/sandbox/` is there. It is unless the sandbox listens
    /// beyond this machine: whoever reaches it can do everything with what is kept.
    pub fn control_api(mut self, there: bool) -> Self {
        self.control = Some(there);
        self
    }

    /// What encrypted calls are opened with, as it would be agreed upon with the vendor; they are
    /// refused unless given.
    pub fn encryption_keys(mut self, keys: EncryptionKeys) -> Self {
        self.encryption = Some(keys);
        self
    }

    /// Takes as many calls in a second as come, for whoever measures: the real service does not.
    pub fn without_rate_limit(mut self) -> Self {
        self.quota = false;
        self
    }

    /// Pages beside the service, made of what is [`SandboxHandle`]; none unless given. They are there
    /// where the control API is: whoever reaches them can do as much.
    pub fn pages(mut self, pages: fn(SandboxHandle) -> io::Result<Router>) -> Self {
        self.pages = Some(pages);
        self
    }

    /// Starts it, on the runtime that this is awaited on.
    ///
    /// # Errors
    ///
    /// When the address cannot be listened on, the folder cannot be read and written, events
    /// cannot be posted as the callback says, or the pages cannot be made.
    pub async fn start(self) -> io::Result<Sandbox> {
        if let Some(callback) = &self.callback {
            callback.check().map_err(|why| io::Error::new(io::ErrorKind::InvalidInput, why))?;
        }
        let listener = TcpListener::bind(self.listen).await?;
        let address = listener.local_addr()?;
        let store = match &self.data_dir {
            Some(folder) => open(folder).await?,
            None => Store::in_memory(seed::state()),
        };
        let base = self.public_url.map(|url| url.trim_end_matches('/').to_owned());
        let base = base.unwrap_or_else(|| format!("http://{address}"));
        store.lives(base, self.callback.is_some());
        let context = Arc::new(Context {
            gateway: Gateway::new(self.credential, store, self.encryption, self.quota),
            faults: Faults::new(self.faults, self.dice),
            records: Records::new(),
        });
        let control = match self.control {
            Some(true) => Control::AskedFor,
            None if address.ip().is_loopback() => Control::OwnMachine,
            _ => Control::None,
        };
        let mut router = server::router(Arc::clone(&context), control);
        if let Some(pages) = self.pages.filter(|_| control != Control::None) {
            router = router.merge(pages(SandboxHandle::new(Arc::clone(&context), address))?);
        }
        let server = tokio::spawn(server::serve(listener, router));
        let post = |callback| tokio::spawn(poster::run(Arc::clone(&context), callback));
        let poster = self.callback.map(post);
        Ok(Sandbox { context, address, server, poster })
    }
}

/// Opens a folder. A sandbox that was dropped a moment ago is given one to let go of it.
async fn open(folder: &Path) -> io::Result<Store> {
    for _ in 0..PATIENCE {
        match Store::in_folder(folder, seed::state) {
            Err(error) if error.kind() == io::ErrorKind::ResourceBusy => sleep(A_MOMENT).await,
            opened => return opened,
        }
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, "another sandbox has the folder"))
}
