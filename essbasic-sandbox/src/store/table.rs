//! A table: rows by their key, which remembers what they were until a change is kept.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Change, Journal};

/// Rows by key, in the order of the keys.
pub(crate) struct Table<T> {
    pub(super) name: &'static str,
    pub(super) rows: BTreeMap<String, Arc<T>>,
    /// What the rows that changed were before.
    before: BTreeMap<String, Option<Arc<T>>>,
}

impl<T: Clone> Table<T> {
    /// A table without rows.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, rows: BTreeMap::new(), before: BTreeMap::new() }
    }

    /// A row.
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.rows.get(key).map(|row| &**row)
    }

    /// A row, to be changed.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        let row = self.rows.get_mut(key)?;
        if !self.before.contains_key(key) {
            self.before.insert(key.to_owned(), Some(Arc::clone(row)));
        }
        Some(Arc::make_mut(row))
    }

    /// Adds a row, or puts it in another's place.
    pub(crate) fn insert(&mut self, key: impl Into<String>, row: T) {
        let key = key.into();
        let old = self.rows.insert(key.clone(), Arc::new(row));
        self.before.entry(key).or_insert(old);
    }

    /// Takes a row out.
    pub(crate) fn remove(&mut self, key: &str) {
        if let Some(old) = self.rows.remove(key) {
            self.before.entry(key.to_owned()).or_insert(Some(old));
        }
    }

    /// All rows.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> {
        self.rows.iter().map(|(key, row)| (key.as_str(), &**row))
    }

    /// The rows whose keys start like this.
    pub(crate) fn starting(&self, prefix: String) -> impl Iterator<Item = (&str, &T)> {
        self.rows
            .range(prefix.clone()..)
            .take_while(move |(key, _)| key.starts_with(&prefix))
            .map(|(key, row)| (key.as_str(), &**row))
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}

impl<T: Clone + Serialize + DeserializeOwned> Journal for Table<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn keep(&mut self, told: bool) -> Vec<Change> {
        let before = std::mem::take(&mut self.before);
        if !told {
            return Vec::new();
        }
        let change = |key: String| {
            // Rows are plain data under text keys: writing one to memory cannot fail.
            let row = self.rows.get(&key).and_then(|row| serde_json::to_vec(&**row).ok());
            Change { table: self.name, key, row }
        };
        before.into_keys().map(change).collect()
    }

    fn undo(&mut self) {
        for (key, row) in std::mem::take(&mut self.before) {
            match row {
                Some(row) => self.rows.insert(key, row),
                None => self.rows.remove(&key),
            };
        }
    }

    fn restore(&mut self, key: &str, row: &[u8]) -> serde_json::Result<()> {
        self.rows.insert(key.to_owned(), Arc::new(serde_json::from_slice(row)?));
        Ok(())
    }
}

/// Rows may be about people, so only their number is shown.
impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({}, {} rows)", self.name, self.rows.len())
    }
}
