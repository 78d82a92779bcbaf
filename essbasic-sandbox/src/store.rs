//! The store: the state in memory, one transaction at a time, and its copy on disk.
//!
//! A transaction that refuses leaves nothing changed. One that does not is handed to the disk,
//! where there is one, and nothing is answered before it is there: neither to whoever made the
//! change nor to whoever saw it.

use std::io;
use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockWriteGuard};

use crate::state::State;

mod disk;
mod journal;
mod listed;
mod table;

use disk::Disk;
pub(crate) use disk::Stored;
pub(crate) use journal::{Change, Journal};
pub(crate) use listed::Listed;
pub(crate) use table::Table;

/// The state, and the disk that it is copied to.
#[derive(Debug)]
pub(crate) struct Store {
    state: RwLock<State>,
    disk: Option<Disk>,
}

impl Store {
    /// A state that is forgotten with the process.
    pub(crate) fn in_memory(state: State) -> Self {
        let store = Self { state: RwLock::new(state), disk: None };
        store.write().keep(None);
        store
    }

    /// The state that a folder holds; where it holds none, the one given.
    pub(crate) fn in_folder(folder: &Path, seed: impl FnOnce() -> State) -> io::Result<Self> {
        let mut state = State::default();
        let disk = Disk::open(folder, &mut state)?;
        let store = if state.is_empty() {
            let store = Self { state: RwLock::new(seed()), disk: Some(disk) };
            store.transact(|_| Ok::<_, NotStored>(())).stored_now().map_err(io::Error::other)?;
            store
        } else {
            Self { state: RwLock::new(state), disk: Some(disk) }
        };
        Ok(store)
    }

    /// Says where the sandbox is reached, and whether it posts events somewhere.
    pub(crate) fn lives(&self, base: String, posts: bool) {
        self.write().state().lives(base, posts);
    }

    /// An address in the sandbox, which no change changes.
    pub(crate) fn address(&self, path: &str) -> String {
        self.state.read().unwrap_or_else(PoisonError::into_inner).address(path)
    }

    /// Looks at the state.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&State) -> T) -> Committed<T> {
        self.settle();
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let value = look(&state);
        // Still under the lock: what was seen is either on disk or on its way there.
        self.committed(value)
    }

    /// Changes the state, or leaves it as it was.
    pub(crate) fn transact<T, E>(
        &self,
        act: impl FnOnce(&mut State) -> Result<T, E>,
    ) -> Committed<Result<T, E>> {
        let mut open = self.write();
        let now = open.state().now();
        open.state().settle(now);
        open.keep(self.disk.as_ref());
        // What the clock has caused was caused by nobody.
        open.state().told();
        let result = act(open.state());
        let told = open.state().told();
        if result.is_ok() {
            open.keep(self.disk.as_ref());
        }
        Committed { told, ..self.committed(result) }
    }

    /// Does what the clock has made due.
    pub(crate) fn settle(&self) {
        let due = {
            let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
            state.is_due(state.now())
        };
        if due {
            let nothing: Committed<Result<(), ()>> = self.transact(|_| Ok(()));
            drop(nothing);
        }
    }

    fn write(&self) -> Open<'_> {
        Open(self.state.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn committed<T>(&self, value: T) -> Committed<T> {
        let stored = self.disk.as_ref().map(Disk::so_far);
        Committed { value, told: Vec::new(), stored }
    }
}

/// What came of a transaction, and when it may be told.
#[must_use = "what is not on disk yet must not be told"]
#[derive(Debug)]
pub(crate) struct Committed<T> {
    value: T,
    /// The events that it caused, by their keys.
    told: Vec<String>,
    stored: Option<Stored>,
}

/// The disk failed: what was done cannot be promised.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotStored;

impl std::fmt::Display for NotStored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the folder cannot be written")
    }
}

impl std::error::Error for NotStored {}

impl<T> Committed<T> {
    /// The events that it caused, by their keys; once.
    pub(crate) fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
    }

    /// The value, once all that it rests on is on disk.
    pub(crate) async fn stored(self) -> Result<T, NotStored> {
        if let Some(stored) = self.stored {
            stored.wait().await?;
        }
        Ok(self.value)
    }

    /// The value at once, for an act in the tester's own process: this blocks while the disk
    /// writes, and ends with the process if it cannot.
    pub(crate) fn stored_now(self) -> T {
        if let Some(stored) = self.stored {
            stored.wait_blocking();
        }
        self.value
    }
}

/// The state being changed; what is not kept is undone, also when the change panics.
struct Open<'a>(RwLockWriteGuard<'a, State>);

impl Open<'_> {
    fn state(&mut self) -> &mut State {
        &mut self.0
    }

    fn keep(&mut self, disk: Option<&Disk>) {
        let changes: Vec<Change> =
            self.0.tables().into_iter().flat_map(|table| table.keep(disk.is_some())).collect();
        if let Some(disk) = disk.filter(|_| !changes.is_empty()) {
            disk.write(changes);
        }
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        for table in self.0.tables() {
            table.undo();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Account;

    fn left(store: &Store) -> Option<i64> {
        store.look(|state| state.accounts.get("app").map(|account| account.contracts)).stored_now()
    }

    fn store() -> Store {
        let mut state = State::default();
        state.accounts.insert("app", Account { contracts: 7, licences: 0, reports: 0 });
        Store::in_memory(state)
    }

    #[test]
    fn a_refusal_leaves_nothing_changed() {
        let store = store();
        let refused = store.transact(|state| {
            state.set_contract_quota(1);
            state.accounts.insert("another", Account { contracts: 1, licences: 1, reports: 1 });
            state.accounts.remove("app");
            Err::<(), ()>(())
        });
        assert_eq!(refused.stored_now(), Err(()));
        assert_eq!(left(&store), Some(7));
        assert_eq!(store.look(|state| state.accounts.len()).stored_now(), 1);
    }

    #[test]
    fn a_panic_leaves_nothing_changed_and_the_store_in_use() {
        let store = store();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let never = store.transact(|state| {
                state.set_contract_quota(1);
                assert!(state.accounts.get("app").is_none(), "on purpose");
                Ok::<_, ()>(())
            });
            drop(never);
        }));
        assert!(panicked.is_err());
        assert_eq!(left(&store), Some(7));
        store
            .transact(|state| {
                state.set_contract_quota(2);
                Ok::<_, ()>(())
            })
            .stored_now()
            .unwrap_or_default();
        assert_eq!(left(&store), Some(2));
    }
}
