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
