//! Texts by key, kept in one string: pairs of strings would take 80 bytes more for each, of which 48 are
//! relocations.

use std::collections::BTreeMap;

/// Texts by key.
pub(crate) type TextTable = BTreeMap<&'static str, &'static str>;

/// Reads what `build.rs` writes: key, U+001F, text and U+001E for each entry.
pub(crate) fn parse(entries: &'static str) -> TextTable {
    entries.split_terminator('\u{1e}').filter_map(|entry| entry.split_once('\u{1f}')).collect()
}
