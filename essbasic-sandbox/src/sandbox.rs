//! The running sandbox, as tests and examples use it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use essbasic::{Client, Credential};
use tokio::task::JoinHandle;

use crate::actions::{self, ActionSupport};
use crate::callbacks::{self, Event};
use crate::context::Context;
use crate::faults::Fault;
use crate::records::RecordedCall;

mod builder;
mod handle;
mod people;
mod rows;

pub use builder::SandboxBuilder;
pub use handle::SandboxHandle;
pub use rows::{Row, RowLocations, Rows, TableInfo};

/// A running local essbasic service. Dropping it stops the service.
#[derive(Debug)]
pub struct Sandbox {
    context: Arc<Context>,
    address: SocketAddr,
    server: JoinHandle<io::Result<()>>,
    dispatcher: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Returns the URL of the service, such as `http://127.0.0.1:54321`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the credential that the service accepts.
    pub fn credential(&self) -> Credential {
        self.context.gateway.credential().clone()
    }

    /// Creates a client of the service.
    ///
    /// # Panics
    ///
    /// If TLS cannot be set up on this system. To handle that error, build a client from
    /// [`endpoint`](Self::endpoint) and [`credential`](Self::credential).
    pub fn client(&self) -> Client {
        let client = Client::builder().credential(self.credential()).endpoint(self.endpoint());
        client.build().expect("the endpoint is valid, and the system provides TLS")
    }

    /// Moves the clock forward: QR codes and links expire, scheduled tasks run.
    ///
    /// Signatures are still verified against the system clock.
    pub fn advance(&self, duration: Duration) {
        self.update(|state| state.advance(duration));
    }

    /// Returns the last 1,000 events for callbacks, oldest first.
    pub fn events(&self) -> Vec<Event> {
        self.context.gateway.store().read(callbacks::events).stored_blocking()
    }

    /// Returns the last calls, oldest first: at most 1,000, and fewer if they are large.
    pub fn calls(&self) -> Vec<Arc<RecordedCall>> {
        self.context.call_log.after(0)
    }

    /// Injects a fault into calls from now on.
    pub fn inject_fault(&self, fault: Fault) {
        self.context.faults.add(fault);
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.context.faults.clear();
    }

    /// Returns every action of the catalogue with the sandbox's support for it, sorted by name.
    pub fn actions() -> Vec<ActionSupport> {
        actions::all().list()
    }

    /// Waits until the server fails.
    ///
    /// # Errors
    ///
    /// The error of the server.
    pub async fn run(mut self) -> io::Result<()> {
        (&mut self.server).await.map_err(io::Error::other)?
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
        if let Some(dispatcher) = &self.dispatcher {
            dispatcher.abort();
        }
    }
}
