//! The store: the state in memory, changed in transactions, and its copy on disk.
//!
//! A transaction that fails leaves the state unchanged. Any other is handed to the disk, if there is
//! one, and neither its result nor what others read of it is returned before it is written. While the
//! disk cannot be written, transactions are rolled back.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::SystemTime;
#[cfg(feature = "disk")]
use std::{io, path::Path};

use crate::clock::ClockState;
use crate::errors::StorageError;
use crate::state::{CallbackPlan, State};
use crate::table::Change;

#[cfg(feature = "disk")]
mod database;
#[cfg(feature = "disk")]
mod disk;
#[cfg(not(feature = "disk"))]
#[path = "store/no_disk.rs"]
mod disk;

#[cfg(feature = "disk")]
pub(crate) use disk::Reporter;
#[cfg(feature = "disk")]
pub use disk::StorageEvent;
use disk::{Disk, WriteTicket};

/// The state, and the disk that it is copied to.
#[derive(Debug)]
pub(crate) struct Store {
    state: RwLock<State>,
    disk: Option<Disk>,
}

impl Store {
    /// Creates a store in memory.
    pub(crate) fn in_memory(state: State) -> Self {
        let store = Self { state: RwLock::new(state), disk: None };
        store.write().commit(None);
        store
    }

    /// Opens the store in a folder. An empty one is filled with `seed`.
    #[cfg(feature = "disk")]
    pub(crate) fn in_folder(
        folder: &Path,
        seed: impl FnOnce() -> State,
        report: Reporter,
    ) -> io::Result<Self> {
        let mut state = State::default();
        let disk = Disk::open(folder, &mut state, report)?;
        if !state.is_empty() {
            return Ok(Self { state: RwLock::new(state), disk: Some(disk) });
        }
        let store = Self { state: RwLock::new(seed()), disk: Some(disk) };
        store
            .transact(|_| Ok::<_, StorageError>(()))
            .stored_blocking()
            .map_err(io::Error::other)?;
        Ok(store)
    }

    /// Sets the URL that links start with, and the callbacks that events are posted to.
    pub(crate) fn set_up(&self, base_url: String, callbacks: CallbackPlan) {
        self.write().state().set_up(base_url, callbacks);
    }

    /// Stops the clock at a time.
    pub(crate) fn stop_clock(&self, time: SystemTime) {
        drop(self.transact(|state| {
            state.stop_clock(time);
            Ok::<_, StorageError>(())
        }));
    }

    /// Sets the URLs of the callbacks that events are posted to from now on.
    pub(crate) fn set_callback_urls(&self, urls: Vec<String>) {
        self.write().state().set_callback_urls(urls);
    }

    /// Returns the public URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        self.locked().url(path)
    }

    /// Returns time and offset of the clock, without waiting for the disk.
    pub(crate) fn clock(&self) -> ClockState {
        self.locked().clock()
    }

    /// Reads the state.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&State) -> T) -> Committed<T> {
        self.run_due();
        let state = self.locked();
        let value = read(&state);
        // Under the lock: everything that was read is on disk or queued.
        self.committed(value)
    }

    /// Changes the state, or leaves it unchanged on an error.
    pub(crate) fn transact<T, E>(
        &self,
        change: impl FnOnce(&mut State) -> Result<T, E>,
    ) -> Committed<Result<T, E>> {
        let mut transaction = self.write();
        let failing = self.disk.as_ref().filter(|disk| disk.is_failing());
        let now = transaction.state().now();
        transaction.state().run_due(now);
        if failing.is_none() {
            transaction.commit(self.disk.as_ref());
        }
        // Events of scheduled tasks belong to no call.
        transaction.state().drain_events();
        let result = change(transaction.state());
        let events = transaction.state().drain_events();
        let ticket = failing.map(Disk::rejected);
        if ticket.is_some() {
            return Committed { value: result, events: Vec::new(), ticket };
        }
        if result.is_ok() {
            transaction.commit(self.disk.as_ref());
        }
        Committed { events, ..self.committed(result) }
    }

    /// Runs the scheduled tasks that are due.
    pub(crate) fn run_due(&self) {
        let due = {
            let state = self.locked();
            state.is_due(state.now())
        };
        if due {
            drop(self.transact(|_| Ok::<_, ()>(())));
        }
    }

    fn locked(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> Transaction<'_> {
        Transaction(self.state.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn committed<T>(&self, value: T) -> Committed<T> {
        let ticket = self.disk.as_ref().map(Disk::ticket);
        Committed { value, events: Vec::new(), ticket }
    }
}

/// Result of a transaction, to be returned once it is on disk.
#[must_use = "a result must not be returned before it is on disk"]
#[derive(Debug)]
pub(crate) struct Committed<T> {
    value: T,
    events: Vec<String>,
    ticket: Option<WriteTicket>,
}

impl<T> Committed<T> {
    /// Takes the keys of the events that the transaction caused.
    pub(crate) fn drain_events(&mut self) -> Vec<String> {
        std::mem::take(&mut self.events)
    }

    /// Returns the value once everything that it depends on is on disk.
    pub(crate) async fn stored(self) -> Result<T, StorageError> {
        if let Some(ticket) = self.ticket {
            ticket.wait().await?;
        }
        Ok(self.value)
    }

    /// Returns the value once it is on disk, and blocks the thread until then. A failure of the
    /// disk is not reported: the next call will.
    pub(crate) fn stored_blocking(self) -> T {
        if let Some(ticket) = self.ticket {
            ticket.wait_blocking();
        }
        self.value
    }
}

/// The state during a change. Uncommitted changes are rolled back, also on a panic.
struct Transaction<'a>(RwLockWriteGuard<'a, State>);

impl Transaction<'_> {
    fn state(&mut self) -> &mut State {
        &mut self.0
    }

    fn commit(&mut self, disk: Option<&Disk>) {
        let changes: Vec<Change> =
            self.0.journals().into_iter().flat_map(|table| table.commit(disk.is_some())).collect();
        if let Some(disk) = disk.filter(|_| !changes.is_empty()) {
            disk.write(changes);
        }
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        for table in self.0.journals() {
            table.roll_back();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Account;

    fn contracts_left(store: &Store) -> Option<i64> {
        store
            .read(|state| state.accounts.get("app").map(|account| account.contracts))
            .stored_blocking()
    }

    fn store() -> Store {
        let mut state = State::default();
        state.accounts.insert("app", Account { contracts: 7, licenses: 0, reports: 0 });
        Store::in_memory(state)
    }

    #[test]
    fn an_error_leaves_the_state_unchanged() {
        let store = store();
        let rejected = store.transact(|state| {
            state.set_contract_quota(1);
            state.accounts.insert("another", Account { contracts: 1, licenses: 1, reports: 1 });
            state.accounts.remove("app");
            Err::<(), ()>(())
        });
        assert_eq!(rejected.stored_blocking(), Err(()));
        assert_eq!(contracts_left(&store), Some(7));
        assert_eq!(store.read(|state| state.accounts.len()).stored_blocking(), 1);
    }

    #[test]
    fn a_panic_leaves_the_state_unchanged_and_the_store_usable() {
        let store = store();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let never = store.transact(|state| {
                state.set_contract_quota(1);
                assert!(state.accounts.get("app").is_none(), "intended panic");
                Ok::<_, ()>(())
            });
            drop(never);
        }));
        assert!(panicked.is_err());
        assert_eq!(contracts_left(&store), Some(7));
        store
            .transact(|state| {
                state.set_contract_quota(2);
                Ok::<_, ()>(())
            })
            .stored_blocking()
            .unwrap_or_default();
        assert_eq!(contracts_left(&store), Some(2));
    }
}
