//! Access to a running sandbox for pages.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use essbasic::Credential;
use tokio::sync::watch;

use crate::callbacks::events::{self, Event, EventFilter, Events};
use crate::callbacks::settings::CallbackSetting;
use crate::callbacks::{Callback, CallbackRequest, CallbackSettingError};
use crate::clock::ClockState;
use crate::command::{Command, CommandError, CommandOutput};
use crate::context::Context;
use crate::faults::{Fault, FaultError};
use crate::records::{ActSource, CallLogCursor, Record, RecordedCall};
use crate::saved_snapshots::{SavedSnapshot, SnapshotError};
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
        self.context.call_log.calls_after(number)
    }

    /// Returns the last records of every kind after a number, oldest first: at most 1,000 calls, and
    /// 1,000 others. 0 returns all.
    pub fn records_after(&self, number: u64) -> Vec<Record> {
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
        self.context.execute(command, ActSource::Handle).await
    }

    /// Returns the sandbox's Unix time in seconds.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn now(&self) -> io::Result<i64> {
        self.read(State::now).await
    }

    /// Returns time and offset of the sandbox's clock.
    pub fn clock(&self) -> ClockState {
        self.store().clock()
    }

    /// Returns the public URL of a path, as links and QR codes have it.
    pub fn url(&self, path: &str) -> String {
        self.store().url(path)
    }

    /// Returns the active faults.
    pub fn faults(&self) -> Vec<Fault> {
        self.context.faults.all()
    }

    /// Injects a fault into calls or callbacks from now on. Returns its ID.
    ///
    /// # Errors
    ///
    /// [`FaultError`] if 100 faults are active, or the name of the fault's action is too long.
    pub fn inject_fault(&self, fault: Fault) -> Result<u64, FaultError> {
        self.context.faults.add(fault)
    }

    /// Removes a fault by its ID. Returns whether there was one.
    pub fn remove_fault(&self, id: u64) -> bool {
        self.context.faults.remove(id)
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.context.faults.clear();
    }

    /// Returns the URLs of the callbacks. They may contain secrets.
    pub fn callbacks(&self) -> Vec<String> {
        self.callback_settings().into_iter().map(|it| it.url).collect()
    }

    /// Returns the callbacks as they are set, with their tokens and keys.
    pub fn callback_settings(&self) -> Vec<CallbackSetting> {
        self.context.callback_settings()
    }

    /// Adds a callback until the sandbox stops. It gets the events from now on. Returns its ID.
    ///
    /// # Errors
    ///
    /// [`CallbackSettingError`] as at the start of a sandbox.
    #[expect(clippy::unused_async, reason = "starts a task, which needs a runtime")]
    pub async fn add_callback(&self, callback: Callback) -> Result<u64, CallbackSettingError> {
        self.context.add_callback(callback)
    }

    /// Replaces URL, token and key of a callback; its root certificates stay. Events that wait for it are
    /// posted to the new URL.
    ///
    /// # Errors
    ///
    /// [`CallbackSettingError`] as at the start of a sandbox, and if no callback has this ID.
    #[expect(clippy::unused_async, reason = "starts a task, which needs a runtime")]
    pub async fn replace_callback(
        &self,
        id: u64,
        callback: Callback,
    ) -> Result<(), CallbackSettingError> {
        self.context.replace_callback(id, callback)
    }

    /// Removes a callback. Events that wait for it are not posted any more.
    ///
    /// # Errors
    ///
    /// [`CallbackSettingError::NotFound`].
    pub fn remove_callback(&self, id: u64) -> Result<(), CallbackSettingError> {
        self.context.remove_callback(id)
    }

    /// Returns the snapshots by name, oldest first: at most 10.
    pub fn snapshots(&self) -> Vec<SavedSnapshot> {
        self.context.snapshots.all()
    }

    /// Adds a snapshot of all data and the clock to the list. Returns its number.
    ///
    /// # Errors
    ///
    /// [`SnapshotError`] if 10 snapshots exist, or the name is empty or too long.
    pub async fn save_snapshot(&self, name: &str) -> Result<u64, SnapshotError> {
        self.context.save_snapshot(name).await
    }

    /// Goes back to a snapshot of the list, which stays there. Faults, callbacks and the call log stay
    /// as they are.
    ///
    /// # Errors
    ///
    /// [`SnapshotError`] if no snapshot has this number.
    pub async fn restore_snapshot(&self, id: u64) -> Result<(), SnapshotError> {
        self.context.restore_snapshot(id).await
    }

    /// Deletes a snapshot of the list.
    ///
    /// # Errors
    ///
    /// [`SnapshotError::NotFound`].
    pub fn delete_snapshot(&self, id: u64) -> Result<(), SnapshotError> {
        self.context.snapshots.delete(id)
    }

    /// Goes back to the data and the clock that an empty sandbox starts with. Faults, callbacks, snapshots
    /// and the call log stay as they are.
    ///
    /// # Errors
    ///
    /// [`SnapshotError::Storage`].
    pub async fn reset(&self) -> Result<(), SnapshotError> {
        self.context.reset().await
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
        let mut callbacks = self.context.callbacks.all().into_iter();
        let (_, callback) = callbacks.find(|(_, it)| it.url() == url)?;
        callback.encode(&event.json).ok()
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn stop_callbacks(&self) {
        self.context.callbacks.stop();
    }

    pub(super) fn store(&self) -> &Store {
        self.context.gateway.store()
    }

    pub(super) async fn read<T>(&self, read: impl FnOnce(&State) -> T) -> io::Result<T> {
        self.store().read(read).stored().await.map_err(io::Error::other)
    }
}
