//! Templates of messages in Rust sources, and what no translation of a text changes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Returns the templates of `message!` and the texts of `hint!` below a folder.
pub(super) fn of_sources(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(of_sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(path).unwrap();
            let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code = code.collect::<Vec<_>>().join("\n");
            for call in ["message!(", "hint!("] {
                found.extend(code.split(call).skip(1).filter_map(literal));
            }
        }
    }
    found
}

/// Returns the string literal at the beginning of a text. No template needs an escape.
fn literal(code: &str) -> Option<String> {
    let text = code.trim_start().strip_prefix('"')?.split('"').next()?;
    assert!(!text.contains('\\'), "{text}");
    Some(text.to_owned())
}

/// Returns what must be the same in every language: arguments, code, names, options, addresses and
/// numbers.
pub(crate) fn invariants(text: &str) -> BTreeSet<String> {
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

/// Returns the placeholders of a word that contains some.
fn placeholders(word: &str) -> Option<Vec<String>> {
    let names = word.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()));
    Some(names.collect()).filter(|names: &Vec<_>| !names.is_empty())
}
