//! Edits of the configuration file that keep comments and other profiles.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::change::ProfileChange;
use crate::config::{self, Profile};
use crate::error::CliError;
use crate::message::message;

/// Returns a profile. Default: an empty one.
pub(super) fn profile(text: &str, path: &Path, name: &str) -> Result<Profile, CliError> {
    let exists = parse(text, path)?.contains_key(name);
    if exists { Profile::parse(text, path, Some(name)) } else { Ok(Profile::default()) }
}

/// Returns the text with a profile changed.
pub(super) fn apply(
    text: &str,
    path: &Path,
    name: &str,
    change: &ProfileChange,
) -> Result<String, CliError> {
    let mut document = parse(text, path)?;
    let profile = document.entry(name).or_insert_with(|| Item::Table(Table::new()));
    let Some(profile) = profile.as_table_like_mut() else {
        return Err(CliError::usage(message!("cli-not-a-profile", path = path, name = name)));
    };
    let mut orphaned_comments = String::new();
    for (key, _) in change.settings().filter(|(_, text)| text.is_none()) {
        orphaned_comments += comments_above(profile, key).as_deref().unwrap_or_default();
        profile.remove(key);
    }
    for (key, text) in change.settings() {
        let Some(text) = text else { continue };
        if replace(profile, key, text) {
            continue;
        }
        profile.insert(key, toml_edit::value(text));
        if let Some(mut key) = profile.key_mut(key).filter(|_| !orphaned_comments.is_empty()) {
            // Comments of a removed setting move to the one that replaces it.
            key.leaf_decor_mut().set_prefix(std::mem::take(&mut orphaned_comments));
        }
    }
    Ok(document.to_string())
}

fn comments_above(profile: &dyn TableLike, key: &str) -> Option<String> {
    let prefix = profile.key(key)?.leaf_decor().prefix()?.as_str()?;
    Some(prefix.to_owned()).filter(|prefix| prefix.contains('#'))
}

/// Replaces an existing value, and keeps the comment after it. Returns whether there was one.
fn replace(profile: &mut dyn TableLike, key: &str, text: &str) -> bool {
    let Some(value) = profile.get_mut(key).and_then(Item::as_value_mut) else { return false };
    let decor = value.decor().clone();
    *value = Value::from(text);
    *value.decor_mut() = decor;
    true
}

fn parse(text: &str, path: &Path) -> Result<DocumentMut, CliError> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        config::syntax_error(path, text, error.span().map_or(0, |span| span.start))
    })
}
