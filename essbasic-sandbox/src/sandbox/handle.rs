//! Access to a running sandbox for pages.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use essbasic::Credential;
use tokio::sync::watch;

use crate::callbacks::events::{self, Event, EventFilter, Events};
use crate::callbacks::{Callback, CallbackRequest};
use crate::command::{Command, CommandError, CommandOutput};
use crate::context::Context;
use crate::faults::{Fault, FaultError};
use crate::records::{CallLogCursor, RecordedCall};
use crate::state::State;
use crate::store::Store;

/// Access to a running sandbox, for [pages](crate::SandboxBuilder::pages) that show and control it.
#[derive(Clone, Debug)]
pub struct SandboxHandle {
    context: Arc<Context>,
    address: SocketAddr,
}

/// Returns the URL of an address for clients on this machine.
pub(super) fn endpoint(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => IpAddr::from(Ipv4Addr::LOCALHOST),
            SocketAddr::V6(_) => IpAddr::from(Ipv6Addr::LOCALHOST),
        });
    }
    format!("http://{address}")
}

impl SandboxHandle {
    pub(crate) fn new(context: Arc<Context>, address: SocketAddr) -> Self {
        Self { context, address }
    }

    /// Returns the URL of the service for clients on this machine, such as
    /// `http://127.0.0.1:54321`.
    pub fn endpoint(&self) -> String {
        endpoint(self.address)
    }

    /// Returns the credential that the service accepts.
    pub fn credential(&self) -> Credential {
        self.context.gateway.credential().clone()
    }

    /// Returns the last calls after a call number, oldest first: at most 1,000, and fewer if they
    /// are large. 0 returns all.
    pub fn calls_after(&self, number: u64) -> Vec<Arc<RecordedCall>> {
        self.context.call_log.after(number)
    }

    /// Returns a call by its number or by the request ID of its response.
    pub fn call(&self, id: &str) -> Option<Arc<RecordedCall>> {
        self.context.call_log.find(id)
    }

    /// Watches the call log. Changes in quick succession are reported once.
    pub fn watch_calls(&self) -> watch::Receiver<CallLogCursor> {
        self.context.call_log.watch()
    }

    /// Clears the call log.
    pub fn clear_calls(&self) {
        self.context.call_log.clear();
    }

    /// Executes a command.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if the command is not possible now; nothing was changed.
    pub async fn execute(&self, command: &Command) -> Result<CommandOutput, CommandError> {
        self.context.execute(command).await
    }

    /// Returns the sandbox's Unix time in seconds.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn now(&self) -> io::Result<i64> {
        self.read(State::now).await
    }

    /// Returns the public URL of a path, as links and QR codes have it.
    pub fn url(&self, path: &str) -> String {
        self.store().url(path)
    }

    /// Returns the active faults.
    pub fn faults(&self) -> Vec<Fault> {
        self.context.faults.all()
    }

    /// Injects a fault into calls or callbacks from now on.
    ///
    /// # Errors
    ///
    /// [`FaultError`] if 100 faults are active, or the name of the fault's action is too long.
    pub fn inject_fault(&self, fault: Fault) -> Result<(), FaultError> {
        self.context.faults.add(fault)
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.context.faults.clear();
    }

    /// Returns the URLs of the callbacks. They may contain secrets.
    pub fn callbacks(&self) -> Vec<String> {
        self.context.callbacks.iter().map(|it| it.url().to_owned()).collect()
    }

    /// Returns one page of the events that match a filter, newest first.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn find_events(
        &self,
        filter: &EventFilter,
        offset: usize,
        limit: usize,
    ) -> io::Result<Events> {
        self.read(|state| events::find(state, filter, offset, limit)).await
    }

    /// Returns an event by its ID.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn event(&self, id: &str) -> io::Result<Option<Event>> {
        self.read(|state| events::event(state, id)).await
    }

    /// Returns the request that posts an event to a callback: encryption and signature are the same each
    /// time. Returns `None` if the sandbox has no callback with this URL.
    pub fn callback_request(&self, event: &Event, url: &str) -> Option<CallbackRequest> {
        let callback = self.context.callbacks.iter().find(|it: &&Callback| it.url() == url)?;
        callback.encode(&event.json).ok()
    }

    pub(super) fn store(&self) -> &Store {
        self.context.gateway.store()
    }

    pub(super) async fn read<T>(&self, read: impl FnOnce(&State) -> T) -> io::Result<T> {
        self.store().read(read).stored().await.map_err(io::Error::other)
    }
}
