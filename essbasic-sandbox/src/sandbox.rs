//! A running sandbox, as tests and examples hold it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use essbasic::{Client, Credential};
use tokio::task::JoinHandle;

use crate::actions::{ActionSupport, Actions};
use crate::callbacks::{self, Event};
use crate::faults::Fault;
use crate::records::RecordedCall;
use crate::server::Context;

mod acts;
mod builder;
mod inside;
mod people;

pub use acts::{Command, CommandError, CommandOutput, Signer};
pub use builder::SandboxBuilder;
pub use inside::{Row, RowLocations, Rows, SandboxHandle, TableInfo};

/// A running local essbasic; it stops when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    context: Arc<Context>,
    address: SocketAddr,
    server: JoinHandle<io::Result<()>>,
    poster: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts a sandbox on a free port of this machine, with what [`seed`](crate::seed) describes.
    ///
    /// # Errors
    ///
    /// When no port can be listened on.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// A sandbox to be set up.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::new()
    }

    /// Where it is reached: `http://127.0.0.1:54321`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The credential that it knows.
    pub fn credential(&self) -> Credential {
        self.context.gateway.credential().clone()
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

    /// Moves the sandbox's clock forward: codes expire, links die, tasks end. Signatures are
    /// judged by the real time all the same.
    pub fn advance(&self, by: Duration) {
        self.certainly(|state| state.advance(by));
    }

    /// The events that callbacks tell of, the oldest first; the last thousand.
    pub fn events(&self) -> Vec<Event> {
        self.context.gateway.store().look(callbacks::events).stored_now()
    }

    /// The last calls, the oldest first: a thousand, or fewer where they are large.
    pub fn calls(&self) -> Vec<Arc<RecordedCall>> {
        self.context.records.after(0)
    }

    /// Lets a fault befall calls from now on.
    pub fn inject_fault(&self, fault: Fault) {
        self.context.faults.add(fault);
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.context.faults.clear();
    }

    /// Every action, and whether it is kept or answered with a sample.
    pub fn actions() -> Vec<ActionSupport> {
        Actions::all().listing()
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
        if let Some(poster) = &self.poster {
            poster.abort();
        }
    }
}
