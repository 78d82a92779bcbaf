//! A running sandbox, as tests and examples hold it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use essbasic::{Client, Credential};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::gateway::Gateway;
use crate::state::{Person, ScanRefused};
use crate::{seed, server};

/// A running local essbasic; it stops when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    gateway: Arc<Gateway>,
    address: SocketAddr,
    server: JoinHandle<io::Result<()>>,
}

/// A sandbox being set up.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it starts"]
pub struct SandboxBuilder {
    listen: SocketAddr,
    credential: Credential,
}

impl Sandbox {
    /// Starts a sandbox on a free port of this machine, with what [`seed`] describes.
    ///
    /// # Errors
    ///
    /// When no port can be listened on.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// A sandbox to be set up.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            credential: Credential::new(seed::SECRET_ID, seed::SECRET_KEY),
        }
    }

    /// Where it is reached: `http://127.0.0.1:54321`.
    pub fn endpoint(&self) -> String {
        base(self.address)
    }

    /// The credential that it knows.
    pub fn credential(&self) -> Credential {
        self.gateway.credential().clone()
    }

    /// A client for it.
    ///
    /// # Panics
    ///
    /// When this system's TLS cannot be set up. A program that must not panic builds its client
    /// from [`endpoint`](Self::endpoint) and [`credential`](Self::credential).
    pub fn client(&self) -> Client {
        let client = Client::builder().credential(self.credential()).endpoint(self.endpoint());
        client.build().expect("an address of our own, and the system's TLS")
    }

    /// Plays a person who scans a QR code: a contract is started from it.
    ///
    /// # Errors
    ///
    /// [`ScanRefused`] says why none was.
    pub fn scan(&self, qr_code_id: &str, by: &Person) -> Result<(), ScanRefused> {
        let mut state = self.gateway.state();
        let now = state.now();
        state.qr_code_mut(qr_code_id).ok_or(ScanRefused::Unknown)?.scan(by, now)
    }

    /// Moves the sandbox's clock forward: codes expire. Signatures are judged by the real time
    /// all the same.
    pub fn advance(&self, by: Duration) {
        self.gateway.state().advance(by);
    }

    /// Runs until the server fails, for whoever has nothing else to do.
    ///
    /// # Errors
    ///
    /// The server's own.
    pub async fn run(mut self) -> io::Result<()> {
        (&mut self.server).await.map_err(io::Error::other)?
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl SandboxBuilder {
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

    /// Starts it, on the runtime that this is awaited on.
    ///
    /// # Errors
    ///
    /// When the address cannot be listened on.
    pub async fn start(self) -> io::Result<Sandbox> {
        let listener = TcpListener::bind(self.listen).await?;
        let address = listener.local_addr()?;
        let mut state = seed::state();
        state.reached_at(base(address));
        let gateway = Arc::new(Gateway::new(self.credential, state));
        let server = tokio::spawn(server::serve(listener, Arc::clone(&gateway)));
        Ok(Sandbox { gateway, address, server })
    }
}

fn base(address: SocketAddr) -> String {
    format!("http://{address}")
}
