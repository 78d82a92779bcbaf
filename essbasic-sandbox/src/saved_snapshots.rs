//! Snapshots that pages and the control API take by name, to go back to.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::system_now;
use crate::errors::StorageError;
use crate::limits;
use crate::state::State;

/// A snapshot in the list of a running sandbox. It is lost when the sandbox stops.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SavedSnapshot {
    /// Number of the snapshot.
    pub id: u64,
    /// Name, 1 to 64 characters.
    pub name: String,
    /// Unix time in seconds at which it was taken, by the system clock.
    pub taken_on: i64,
    /// Unix time in seconds that the sandbox's clock showed.
    pub clock: i64,
    /// Number of rows of all tables.
    pub rows: usize,
}

/// Error of a snapshot by name, or of a reset; nothing was changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SnapshotError {
    /// 10 snapshots exist.
    TooMany,
    /// The name is empty or longer than 64 characters.
    Name,
    /// No snapshot has this number.
    NotFound,
    /// The data folder cannot be written.
    Storage,
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany => write!(f, "{} snapshots exist: delete one first", limits::SNAPSHOTS),
            Self::Name => {
                write!(f, "a snapshot's name has 1 to {} characters", limits::SNAPSHOT_NAME_CHARS)
            }
            Self::NotFound => f.write_str("no snapshot has this number"),
            Self::Storage => StorageError.fmt(f),
        }
    }
}

impl std::error::Error for SnapshotError {}

/// The list of snapshots.
#[derive(Debug, Default)]
pub(crate) struct SavedSnapshots(Mutex<List>);

#[derive(Debug, Default)]
struct List {
    last_id: u64,
    snapshots: Vec<(SavedSnapshot, Arc<State>)>,
}

impl SavedSnapshots {
    /// Adds a snapshot. Returns its number.
    pub(crate) fn add(&self, name: &str, state: State) -> Result<u64, SnapshotError> {
        if name.is_empty() || name.chars().nth(limits::SNAPSHOT_NAME_CHARS).is_some() {
            return Err(SnapshotError::Name);
        }
        let mut list = self.lock();
        if list.snapshots.len() >= limits::SNAPSHOTS {
            return Err(SnapshotError::TooMany);
        }
        list.last_id += 1;
        let snapshot = SavedSnapshot {
            id: list.last_id,
            name: name.to_owned(),
            taken_on: system_now(),
            clock: state.now(),
            rows: state.read_tables().iter().map(|table| table.len()).sum(),
        };
        list.snapshots.push((snapshot, Arc::new(state)));
        Ok(list.last_id)
    }

    /// Returns all snapshots, oldest first.
    pub(crate) fn all(&self) -> Vec<SavedSnapshot> {
        self.lock().snapshots.iter().map(|(snapshot, _)| snapshot.clone()).collect()
    }

    /// Returns the data of a snapshot.
    pub(crate) fn data(&self, id: u64) -> Result<Arc<State>, SnapshotError> {
        let list = self.lock();
        let found = list.snapshots.iter().find(|(snapshot, _)| snapshot.id == id);
        found.map(|(_, state)| Arc::clone(state)).ok_or(SnapshotError::NotFound)
    }

    /// Deletes a snapshot.
    pub(crate) fn delete(&self, id: u64) -> Result<(), SnapshotError> {
        let mut list = self.lock();
        let index = list.snapshots.iter().position(|(snapshot, _)| snapshot.id == id);
        let deleted = list.snapshots.remove(index.ok_or(SnapshotError::NotFound)?);
        // Memory is freed without the lock.
        drop(list);
        drop(deleted);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, List> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
