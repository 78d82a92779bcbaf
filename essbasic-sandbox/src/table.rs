//! Tables: rows by key, with changes that can be committed or rolled back.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Rows by key, in the order of the keys. Clones share the rows.
#[derive(Clone)]
pub(crate) struct Table<T> {
    name: &'static str,
    rows: BTreeMap<String, Arc<T>>,
    /// Rows that changed since the last commit, as they were then.
    before: BTreeMap<String, Option<Arc<T>>>,
}

impl<T: Clone> Table<T> {
    /// Creates an empty table.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, rows: BTreeMap::new(), before: BTreeMap::new() }
    }

    /// Returns a row.
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.rows.get(key).map(|row| &**row)
    }

    /// Returns a row to be changed.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        let row = self.rows.get_mut(key)?;
        if !self.before.contains_key(key) {
            self.before.insert(key.to_owned(), Some(Arc::clone(row)));
        }
        Some(Arc::make_mut(row))
    }

    /// Adds or replaces a row.
    pub(crate) fn insert(&mut self, key: impl Into<String>, row: T) {
        let key = key.into();
        let old = self.rows.insert(key.clone(), Arc::new(row));
        self.before.entry(key).or_insert(old);
    }

    /// Removes a row.
    pub(crate) fn remove(&mut self, key: &str) {
        if let Some(old) = self.rows.remove(key) {
            self.before.entry(key.to_owned()).or_insert(Some(old));
        }
    }

    /// Takes the rows of another table.
    pub(crate) fn restore_rows(&mut self, other: &Self) {
        let gone = self.rows.keys().filter(|key| !other.rows.contains_key(*key));
        for key in gone.cloned().collect::<Vec<_>>() {
            self.remove(&key);
        }
        for (key, row) in &other.rows {
            if !self.rows.get(key).is_some_and(|old| Arc::ptr_eq(old, row)) {
                let old = self.rows.insert(key.clone(), Arc::clone(row));
                self.before.entry(key.clone()).or_insert(old);
            }
        }
    }

    /// Iterates over all rows.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> {
        self.rows.iter().map(|(key, row)| (key.as_str(), &**row))
    }

    /// Iterates over the rows whose keys start with `prefix`.
    pub(crate) fn starting_with(&self, prefix: String) -> impl Iterator<Item = (&str, &T)> {
        self.rows
            .range(prefix.clone()..)
            .take_while(move |(key, _)| key.starts_with(&prefix))
            .map(|(key, row)| (key.as_str(), &**row))
    }

    /// Returns the number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}

/// A changed row: its new content as JSON, or `None` if it was removed.
#[derive(Debug)]
#[cfg_attr(not(feature = "disk"), expect(dead_code, reason = "only a disk reads them"))]
pub(crate) struct Change {
    pub(crate) table: &'static str,
    pub(crate) key: String,
    pub(crate) row: Option<Vec<u8>>,
}

/// The transactional side of a table, independent of its row type.
pub(crate) trait Journal {
    /// Commits the changes since the last commit, and returns them if `serialize`.
    fn commit(&mut self, serialize: bool) -> Vec<Change>;

    /// Rolls the changes since the last commit back.
    fn roll_back(&mut self);

    /// Returns the table's name on disk.
    #[cfg(feature = "disk")]
    fn name(&self) -> &'static str;

    /// Reads a row back from disk.
    #[cfg(feature = "disk")]
    fn restore(&mut self, key: &str, row: &[u8]) -> serde_json::Result<()>;
}

impl<T: Clone + Serialize + DeserializeOwned> Journal for Table<T> {
    fn commit(&mut self, serialize: bool) -> Vec<Change> {
        let before = std::mem::take(&mut self.before);
        if !serialize {
            return Vec::new();
        }
        let change = |key: String| {
            // Rows are plain data with text keys, which always serialize.
            let row = self.rows.get(&key).and_then(|row| serde_json::to_vec(&**row).ok());
            Change { table: self.name, key, row }
        };
        before.into_keys().map(change).collect()
    }

    fn roll_back(&mut self) {
        for (key, row) in std::mem::take(&mut self.before) {
            match row {
                Some(row) => self.rows.insert(key, row),
                None => self.rows.remove(&key),
            };
        }
    }

    #[cfg(feature = "disk")]
    fn name(&self) -> &'static str {
        self.name
    }

    #[cfg(feature = "disk")]
    fn restore(&mut self, key: &str, row: &[u8]) -> serde_json::Result<()> {
        self.rows.insert(key.to_owned(), Arc::new(serde_json::from_slice(row)?));
        Ok(())
    }
}

/// The readable side of a table, independent of its row type.
pub(crate) trait ReadTable {
    /// Returns the table's name.
    fn name(&self) -> &'static str;

    /// Returns the number of rows.
    fn len(&self) -> usize;

    /// Returns a row.
    fn row(&self, key: &str) -> Option<Arc<dyn ReadRow>>;

    /// Returns rows in the order of their keys, or backwards. They can be read after the lock on
    /// the table is released.
    fn rows(&self, backwards: bool, offset: usize, limit: usize)
    -> Vec<(String, Arc<dyn ReadRow>)>;
}

/// A row, independent of its type.
pub(crate) trait ReadRow: Send + Sync {
    /// Returns the fields of the row.
    fn json(&self) -> Value;
}

impl<T: Clone + ReadRow + 'static> ReadTable for Table<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, key: &str) -> Option<Arc<dyn ReadRow>> {
        self.rows.get(key).map(|row| Arc::clone(row) as _)
    }

    fn rows(
        &self,
        backwards: bool,
        offset: usize,
        limit: usize,
    ) -> Vec<(String, Arc<dyn ReadRow>)> {
        let row =
            |(key, row): (&String, &Arc<T>)| (key.clone(), Arc::clone(row) as Arc<dyn ReadRow>);
        if backwards {
            self.rows.iter().rev().skip(offset).take(limit).map(row).collect()
        } else {
            self.rows.iter().skip(offset).take(limit).map(row).collect()
        }
    }
}

impl<T: Serialize + Send + Sync + 'static> ReadRow for T {
    fn json(&self) -> Value {
        // A file may have 100 MB: only its length is shown.
        match (self as &dyn Any).downcast_ref::<String>() {
            Some(text) => json!({ "base64_length": text.len() }),
            None => serde_json::to_value(self).unwrap_or_default(),
        }
    }
}

/// Shows only the number of rows, which contain personal data.
impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({}, {} rows)", self.name, self.rows.len())
    }
}
