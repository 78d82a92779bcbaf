//! The text of the configuration file, changed in one profile and kept everywhere else.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::change::Change;
use crate::config::{self, Profile};
use crate::failure::Failure;

/// What a profile says so far; nothing where there is none.
pub(super) fn profile(text: &str, path: &Path, name: &str) -> Result<Profile, Failure> {
    let is_there = read(text, path)?.contains_key(name);
    if is_there { Profile::of(text, path, Some(name)) } else { Ok(Profile::default()) }
}

/// The text with a profile changed, comments and all else as they were.
pub(super) fn changed(
    text: &str,
    path: &Path,
    name: &str,
    change: &Change,
) -> Result<String, Failure> {
    let mut document = read(text, path)?;
    let profile = document.entry(name).or_insert_with(|| Item::Table(Table::new()));
    let Some(profile) = profile.as_table_like_mut() else {
        let message = format!("{}: `{name}` is no profile", path.display());
        return Err(Failure::usage(message));
    };
    let mut orphaned = String::new();
    for (key, _) in change.settings().filter(|(_, text)| text.is_none()) {
        orphaned += above(profile, key).as_deref().unwrap_or_default();
        profile.remove(key);
    }
    for (key, text) in change.settings() {
        let Some(text) = text else { continue };
        if set(profile, key, text) {
            continue;
        }
        profile.insert(key, toml_edit::value(text));
        if let Some(mut key) = profile.key_mut(key).filter(|_| !orphaned.is_empty()) {
            // What stood above a setting stands above the one in its place.
            key.leaf_decor_mut().set_prefix(std::mem::take(&mut orphaned));
        }
    }
    Ok(document.to_string())
}

/// The comments above a setting.
fn above(profile: &dyn TableLike, key: &str) -> Option<String> {
    let prefix = profile.key(key)?.leaf_decor().prefix()?.as_str()?;
    Some(prefix.to_owned()).filter(|prefix| prefix.contains('#'))
}

/// Sets a text where there is one already, and leaves the comment behind it; false where there is
/// none.
fn set(profile: &mut dyn TableLike, key: &str, text: &str) -> bool {
    let Some(value) = profile.get_mut(key).and_then(Item::as_value_mut) else { return false };
    let around = value.decor().clone();
    *value = Value::from(text);
    *value.decor_mut() = around;
    true
}

fn read(text: &str, path: &Path) -> Result<DocumentMut, Failure> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        config::unreadable(path, text, error.span().map_or(0, |span| span.start))
    })
}
