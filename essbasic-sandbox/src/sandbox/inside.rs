//! A sandbox from within, as pages beside its service see it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use essbasic::Credential;
use tokio::sync::watch;

use super::{Command, CommandError, CommandOutput};
use crate::faults::Fault;
use crate::records::{CallLogCursor, RecordedCall};
use crate::server::Context;
use crate::state::State;

mod rows;

pub use rows::{Row, RowLocations, Rows, TableInfo};

/// A sandbox from within: what [`SandboxBuilder::pages`](crate::SandboxBuilder::pages) are made of.
#[derive(Clone, Debug)]
pub struct SandboxHandle {
    context: Arc<Context>,
    address: SocketAddr,
}

impl SandboxHandle {
    pub(crate) fn new(context: Arc<Context>, address: SocketAddr) -> Self {
        Self { context, address }
    }

    /// Where it is reached from this machine: `http://127.0.0.1:54321`.
    pub fn endpoint(&self) -> String {
        let mut address = self.address;
        if address.ip().is_unspecified() {
            let own = match address {
                SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
                SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
            };
            address.set_ip(own);
        }
        format!("http://{address}")
    }

    /// The credential that it knows.
    pub fn credential(&self) -> Credential {
        self.context.gateway.credential().clone()
    }

    /// The last calls behind a number, the oldest first: a thousand, or fewer where they are
    /// large. All of them behind 0.
    pub fn calls_after(&self, number: u64) -> Vec<Arc<RecordedCall>> {
        self.context.records.after(number)
    }

    /// A call by its number, or by the request id of its answer.
    pub fn call(&self, id: &str) -> Option<Arc<RecordedCall>> {
        self.context.records.find(id)
    }

    /// Tells of every call that ends; of several at once, of the last.
    pub fn watch_calls(&self) -> watch::Receiver<CallLogCursor> {
        self.context.records.watch()
    }

    /// Forgets the calls.
    pub fn clear_calls(&self) {
        self.context.records.clear();
    }

    /// Does what a tester plays.
    ///
    /// # Errors
    ///
    /// [`CommandError`] says why nothing came of it.
    pub async fn execute(&self, command: &Command) -> Result<CommandOutput, CommandError> {
        self.context.execute(command).await
    }

    /// The time as the sandbox sees it, in Unix seconds.
    ///
    /// # Errors
    ///
    /// As [`tables`](Self::tables).
    pub async fn now(&self) -> io::Result<i64> {
        self.look(State::now).await
    }

    /// An address in the sandbox, as its links and codes have it.
    pub fn url(&self, path: &str) -> String {
        self.context.gateway.store().address(path)
    }

    /// The faults that are on.
    pub fn faults(&self) -> Vec<Fault> {
        self.context.faults.all()
    }

    /// Lets a fault befall calls from now on.
    pub fn inject_fault(&self, fault: Fault) {
        self.context.faults.add(fault);
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.context.faults.clear();
    }

    async fn look<T>(&self, look: impl FnOnce(&State) -> T) -> io::Result<T> {
        self.context.gateway.store().look(look).stored().await.map_err(io::Error::other)
    }
}
