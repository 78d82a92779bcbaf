//! Fixtures of this crate, and the vendor's data that lies beside the project.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Reads a JSON file from `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> Value {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name))
}

/// Reads a JSON file from the folder `shared` beside the project.
pub(crate) fn shared(path: &str) -> Value {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path))
}

fn read(path: &Path) -> Value {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

/// Returns a text field.
pub(crate) fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap()
}
