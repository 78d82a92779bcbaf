//! The data of a sandbox as tables and rows of JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::io;

use serde_json::Value;

use super::SandboxHandle;
use crate::state::{State, link_token, pii};
use crate::table::ReadTable;

/// Maximum number of rows that a search reads.
const MAX_SEARCHED_ROWS: usize = 100_000;

/// Description of a table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TableInfo {
    /// Name of the table.
    pub name: &'static str,
    /// Number of rows.
    pub rows: usize,
}

/// One page of the rows of a table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rows {
    /// Rows of the page.
    pub rows: Vec<Row>,
    /// Number of rows on all pages.
    pub total: usize,
}

/// Row of a table.
#[derive(Clone)]
#[non_exhaustive]
pub struct Row {
    /// Key of the row. In some tables it is as secret as a bearer link.
    pub key: String,
    /// Public ID of the row: its key, or a hash of a secret key.
    pub id: String,
    /// Fields of the row.
    pub value: Value,
    /// Paths of the fields with personal data or secrets.
    pub pii_paths: &'static [&'static str],
}

/// Table and row ID by object ID.
pub type RowLocations = BTreeMap<String, (&'static str, String)>;

impl SandboxHandle {
    /// Returns every table.
    ///
    /// # Errors
    ///
    /// If the data folder cannot be written: data that is not on disk is not shown.
    pub async fn tables(&self) -> io::Result<Vec<TableInfo>> {
        let info = |table: &&dyn ReadTable| TableInfo { name: table.name(), rows: table.len() };
        self.read(|state| state.read_tables().iter().map(info).collect()).await
    }

    /// Returns one page of a table's rows, newest first if the order is known. A non-empty `text`
    /// selects the rows that contain it. Returns `None` if the table does not exist.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn rows(
        &self,
        table: &str,
        text: &str,
        offset: usize,
        limit: usize,
    ) -> io::Result<Option<Rows>> {
        let is_search = !text.is_empty();
        let taken = self.read(|state| {
            let table = find_table(state, table)?;
            let (name, total) = (table.name(), table.len());
            let (skip, take) = if is_search { (0, MAX_SEARCHED_ROWS) } else { (offset, limit) };
            Some((name, total, table.rows(is_numbered(name), skip, take)))
        });
        let Some((name, total, rows)) = taken.await? else { return Ok(None) };
        let text = text.to_lowercase();
        // The lock on the state is released: serializing rows blocks no call.
        let page = tokio::task::spawn_blocking(move || {
            let rows = rows.into_iter().map(|(key, row)| Row::new(name, key, row.json()));
            if !is_search {
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
        page.await.map(Some).map_err(io::Error::other)
    }

    /// Returns a row by its ID or its key.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn row(&self, table: &str, id: &str) -> io::Result<Option<Row>> {
        let row = self.read(|state| {
            let table = find_table(state, table)?;
            let (name, key) = (table.name(), find_key(table, id)?);
            let row = table.row(&key)?;
            Some((name, key, row))
        });
        Ok(row.await?.map(|(name, key, row)| Row::new(name, key, row.json())))
    }

    /// Returns the table and row of every ID or link that is one; other texts are left out.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn locate_rows(&self, ids: Vec<String>) -> io::Result<RowLocations> {
        self.read(|state| {
            let tables = state.read_tables();
            let locate = |id: String| {
                let key = if id.contains("://") { link_token(&id) } else { id.as_str() };
                let found = tables.iter().find_map(|table| {
                    let name = table.name();
                    (!matches!(name, "file_contents" | "settings") && table.row(key).is_some())
                        .then(|| (name, row_id(name, key)))
                });
                Some((id, found?))
            };
            ids.into_iter().filter_map(locate).collect()
        })
        .await
    }
}

impl Row {
    fn new(table: &str, key: String, value: Value) -> Self {
        Self { id: row_id(table, &key), pii_paths: pii(table).paths, key, value }
    }

    fn contains(&self, text: &str) -> bool {
        self.key.to_lowercase().contains(text)
            || self.value.to_string().to_lowercase().contains(text)
    }
}

/// Shows only the ID: rows contain personal data.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("id", &self.id).finish_non_exhaustive()
    }
}

fn find_table<'a>(state: &'a State, name: &str) -> Option<&'a dyn ReadTable> {
    state.read_tables().into_iter().find(|table| table.name() == name)
}

/// Returns whether the order of a table's keys is the order of insertion.
fn is_numbered(table: &str) -> bool {
    matches!(table, "charges" | "outbox")
}

/// Returns the ID of a row to be shown, which must not contain a link's token.
pub(super) fn row_id(table: &str, key: &str) -> String {
    if !pii(table).keys {
        return key.to_owned();
    }
    let hash = essbasic::sign::body_hash(key.as_bytes());
    format!("_{}", &hash.as_str()[..16])
}

/// Returns the key of the row with an ID.
fn find_key(table: &dyn ReadTable, id: &str) -> Option<String> {
    if !pii(table.name()).keys || !id.starts_with('_') {
        return Some(id.to_owned());
    }
    let mut keys = table.rows(false, 0, usize::MAX).into_iter().map(|(key, _)| key);
    keys.find(|key| row_id(table.name(), key) == id)
}
