//! The running sandbox, as tests and examples use it.

use std::io;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use essbasic::Client;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::actions::{self, ActionSupport};
use crate::callbacks::events::{self, Event};
use crate::records::RecordedCall;

mod builder;
mod contracts;
mod handle;
mod layout;
mod people;
mod rows;
mod snapshot;

pub use builder::{SandboxBuilder, StartError};
pub use contracts::{ContractFilter, ContractSummary, Contracts};
pub use handle::SandboxHandle;
pub use layout::{DocumentLayout, PageSize, PlacedField};
pub use rows::{Row, RowLocations, Rows, TableInfo};
pub use snapshot::{RowChange, Snapshot};

/// A running local essbasic service, with the methods of its [`SandboxHandle`]. Dropping it stops
/// the service.
#[derive(Debug)]
pub struct Sandbox {
    handle: SandboxHandle,
    server: JoinHandle<()>,
    stop: Option<oneshot::Sender<()>>,
}

impl Sandbox {
    /// Creates a client of the service.
    ///
    /// # Panics
    ///
    /// If TLS cannot be set up on this system. To handle that error, build a client from
    /// [`endpoint`](SandboxHandle::endpoint) and [`credential`](SandboxHandle::credential).
    pub fn client(&self) -> Client {
        let client = Client::builder().credential(self.credential()).endpoint(self.endpoint());
        client.build().expect("the endpoint is valid, and the system provides TLS")
    }

    /// Moves the clock forward: QR codes and links expire, scheduled tasks run.
    /// [`SandboxBuilder::clock_at`] stops it in between.
    ///
    /// Signatures are still verified against the system clock.
    pub fn advance(&self, duration: Duration) {
        self.update(|state| state.advance(duration));
    }

    /// Returns the last 1,000 events for callbacks, oldest first; up to 10,000 while they wait for a
    /// callback.
    pub fn events(&self) -> Vec<Event> {
        self.store().read(events::all).stored_blocking()
    }

    /// Returns the last calls, oldest first: at most 1,000, and fewer if they are large.
    pub fn calls(&self) -> Vec<Arc<RecordedCall>> {
        self.calls_after(0)
    }

    /// Returns every action of the catalogue with the sandbox's support for it, sorted by name.
    pub fn actions() -> Vec<ActionSupport> {
        actions::all().list()
    }

    /// Runs the service until `stop` completes. Requests in progress are finished, for at most 3
    /// seconds.
    ///
    /// # Errors
    ///
    /// If the server panics.
    pub async fn run_until(mut self, stop: impl Future<Output = ()>) -> io::Result<()> {
        tokio::select! {
            () = stop => {
                self.stop.take().map(|stop| stop.send(()));
                (&mut self.server).await
            }
            ended = &mut self.server => ended,
        }
        .map_err(io::Error::other)
    }
}

impl Deref for Sandbox {
    type Target = SandboxHandle;

    fn deref(&self) -> &SandboxHandle {
        &self.handle
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
        self.handle.stop_callbacks();
    }
}
