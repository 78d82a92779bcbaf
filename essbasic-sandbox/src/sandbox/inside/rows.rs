//! What is kept, table by table, for whoever looks.

use std::collections::BTreeMap;
use std::fmt;
use std::io;

use serde_json::Value;

use super::SandboxHandle;
use crate::state::{State, personal};
use crate::store::Listed;

/// The most rows that a search looks through.
const SEARCHED: usize = 100_000;

/// A table of what is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TableInfo {
    /// Its name.
    pub name: &'static str,
    /// How many rows it has.
    pub rows: usize,
}

/// Rows of a table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rows {
    /// Some of the rows that were asked for.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: usize,
}

/// A row of a table.
#[derive(Clone)]
#[non_exhaustive]
pub struct Row {
    /// Its key; as good as a bearer link in some tables.
    pub key: String,
    /// What it is found by, which is no secret: its key, or a hash of that.
    pub id: String,
    /// Its members.
    pub value: Value,
    /// The members that are about people, by their paths.
    pub pii_paths: &'static [&'static str],
}

/// Where things are kept: for each id, its table and the row's own id.
pub type RowLocations = BTreeMap<String, (&'static str, String)>;

impl SandboxHandle {
    /// Every table.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written: what is not there yet is not told.
    pub async fn tables(&self) -> io::Result<Vec<TableInfo>> {
        let kept = |table: &&dyn Listed| TableInfo { name: table.name(), rows: table.len() };
        self.look(|state| state.listed().iter().map(kept).collect()).await
    }

    /// Rows of a table, the newest first where that is known; those that contain a text where one
    /// is given. Nothing when there is no such table.
    ///
    /// # Errors
    ///
    /// As [`tables`](Self::tables).
    pub async fn rows(
        &self,
        table: &str,
        text: &str,
        offset: usize,
        limit: usize,
    ) -> io::Result<Option<Rows>> {
        let is_searched = !text.is_empty();
        let taken = self.look(|state| {
            let table = named(state, table)?;
            let (name, total) = (table.name(), table.len());
            let (skip, take) = if is_searched { (0, SEARCHED) } else { (offset, limit) };
            Some((name, total, table.rows(is_numbered(name), skip, take)))
        });
        let Some((name, total, rows)) = taken.await? else { return Ok(None) };
        let text = text.to_lowercase();
        // The state is let go of by now: others need not wait for all this writing.
        let looked = tokio::task::spawn_blocking(move || {
            let rows = rows.into_iter().map(|(key, row)| Row::new(name, key, row.json()));
            if !is_searched {
                return Rows { rows: rows.collect(), total };
            }
            let mut found = Rows { rows: Vec::new(), total: 0 };
            for row in rows.filter(|row| row.contains(&text)) {
                if found.total >= offset && found.rows.len() < limit {
                    found.rows.push(row);
                }
                found.total += 1;
            }
            found
        });
        looked.await.map(Some).map_err(io::Error::other)
    }

    /// A row of a table by its id, or by its key.
    ///
    /// # Errors
    ///
    /// As [`tables`](Self::tables).
    pub async fn row(&self, table: &str, id: &str) -> io::Result<Option<Row>> {
        let row = self.look(|state| {
            let table = named(state, table)?;
            let (name, key) = (table.name(), key(table, id)?);
            let row = table.row(&key)?;
            Some((name, key, row))
        });
        Ok(row.await?.map(|(name, key, row)| Row::new(name, key, row.json())))
    }

    /// Where those of some ids are kept that are ids of something that is.
    ///
    /// # Errors
    ///
    /// As [`tables`](Self::tables).
    pub async fn locate_rows(&self, ids: Vec<String>) -> io::Result<RowLocations> {
        self.look(|state| {
            let tables = state.listed();
            let place = |id: String| {
                let key = id.rsplit(['/', '=']).next().unwrap_or_default();
                let found = tables.iter().find_map(|table| {
                    let name = table.name();
                    let key = if id.contains("://") { key } else { id.as_str() };
                    (!matches!(name, "file_contents" | "settings") && table.row(key).is_some())
                        .then(|| (name, row_id(name, key)))
                });
                Some((id, found?))
            };
            ids.into_iter().filter_map(place).collect()
        })
        .await
    }
}

impl Row {
    fn new(table: &str, key: String, value: Value) -> Self {
        Self { id: row_id(table, &key), pii_paths: personal(table).members, key, value }
    }

    fn contains(&self, text: &str) -> bool {
        self.key.to_lowercase().contains(text)
            || self.value.to_string().to_lowercase().contains(text)
    }
}

/// Rows are about people.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("id", &self.id).finish_non_exhaustive()
    }
}

fn named<'a>(state: &'a State, name: &str) -> Option<&'a dyn Listed> {
    state.listed().into_iter().find(|table| table.name() == name)
}

/// Whether a table's keys are in the order in which its rows came.
fn is_numbered(table: &str) -> bool {
    matches!(table, "charges" | "outbox")
}

/// What a row is found by: a link's token must not stand in an address.
fn row_id(table: &str, key: &str) -> String {
    if !personal(table).keys {
        return key.to_owned();
    }
    let hash = essbasic::sign::body_hash(key.as_bytes());
    format!("_{}", &hash.as_str()[..16])
}

fn key(table: &dyn Listed, id: &str) -> Option<String> {
    if !personal(table.name()).keys || !id.starts_with('_') {
        return Some(id.to_owned());
    }
    let mut rows = table.rows(false, 0, usize::MAX).into_iter().map(|(key, _)| key);
    rows.find(|key| row_id(table.name(), key) == id)
}
