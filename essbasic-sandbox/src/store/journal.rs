//! What the store knows of a table: that it can keep its changes, undo them, and be read back.

/// A row that changed: its new content, or nothing when it is gone.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) table: &'static str,
    pub(crate) key: String,
    pub(crate) row: Option<Vec<u8>>,
}

/// A table, whatever its rows are.
pub(crate) trait Journal {
    /// Its name on disk.
    fn name(&self) -> &'static str;

    /// Keeps what was changed since the last time; tells it where somebody wants to know.
    fn keep(&mut self, told: bool) -> Vec<Change>;

    /// Undoes what was changed since the last time.
    fn undo(&mut self);

    /// Reads a row back from disk.
    fn restore(&mut self, key: &str, row: &[u8]) -> serde_json::Result<()>;
}
