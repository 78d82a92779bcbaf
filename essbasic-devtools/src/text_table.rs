//! Texts by key, in one string: a slice of pairs takes 80 bytes more for each, of which 48 are relocations.

/// A table that `build.rs` writes.
pub(crate) struct TextTable {
    /// Start of each entry, in ascending order of keys.
    pub(crate) starts: &'static [u32],
    /// Entries: key, U+001F, text, U+001E.
    pub(crate) entries: &'static str,
}

impl TextTable {
    /// Returns the text of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        let index = self.starts.binary_search_by(|start| self.entry(*start).0.cmp(key)).ok()?;
        Some(self.entry(self.starts[index]).1)
    }

    fn entry(&self, start: u32) -> (&'static str, &'static str) {
        let rest = self.entries.get(start as usize..).unwrap_or_default();
        let entry = rest.split_once('\u{1e}').map_or(rest, |(entry, _)| entry);
        entry.split_once('\u{1f}').unwrap_or((entry, ""))
    }
}
