//! Names and figures of a text, which no translation changes.
//!
//! The workspace's test support includes this file. It is here because a package is tested with its own
//! files alone.

#![allow(unreachable_pub, reason = "public in the test support")]

use std::collections::BTreeSet;

/// Returns what must be the same in every language: arguments, code, names, options, addresses and
/// numbers.
pub fn invariants(text: &str) -> BTreeSet<String> {
    let mut invariants: BTreeSet<String> = BTreeSet::new();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            invariants.insert(part.to_owned());
            continue;
        }
        let is_separator =
            |c: char| !c.is_ascii() || c.is_ascii_whitespace() || "()[],;'".contains(c);
        for word in part.split(is_separator) {
            let word = word.trim_end_matches([':', '.']);
            let is_placeholder = word.starts_with('{');
            let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
            let is_option = word.starts_with("--") || word.contains("://") || word.starts_with('%');
            let is_name = word.contains('_') && !word.bytes().any(|byte| byte.is_ascii_lowercase());
            if is_placeholder || is_number || is_option || is_name {
                invariants.extend(placeholders(word).unwrap_or_else(|| vec![word.to_owned()]));
            }
        }
    }
    invariants
}

/// Returns what must be the same in every language in a text for users of a command or an API: all of
/// [`invariants`], and words that are no words of a language: `FILE`, `QrCodeId`, `X-TC-Action`,
/// `config.toml`, `name=value`, `UTF-8`.
pub fn names_and_figures(text: &str) -> BTreeSet<String> {
    let mut found = invariants(text);
    let prose = text.split('`').step_by(2);
    let is_separator =
        |c: char| !c.is_ascii() || c.is_ascii_whitespace() || "()[]<>,;'\"".contains(c);
    for word in prose.flat_map(|it| it.split(is_separator)) {
        let word = word.trim_end_matches([':', '.', '?']);
        // Plural: `IDs`.
        let word = match word.strip_suffix('s') {
            Some(singular) if singular.ends_with(|c: char| c.is_ascii_uppercase()) => singular,
            _ => word,
        };
        let inner = word.get(1..).unwrap_or_default();
        let has_name = inner.bytes().any(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            || inner.contains(['_', '.', '=', '@'])
            || word.starts_with(['@', '~']);
        if has_name && !word.starts_with('{') {
            found.insert(word.to_owned());
        }
    }
    found
}

/// Returns the placeholders of a word that contains some.
fn placeholders(word: &str) -> Option<Vec<String>> {
    let names = word.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()));
    Some(names.collect()).filter(|names: &Vec<_>| !names.is_empty())
}
