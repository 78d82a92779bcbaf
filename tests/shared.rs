//! Files beside the project in development. Tests that read them are ignored by default.

use serde_json::Value;

/// Reads a JSON file of `../shared`.
pub(crate) fn json(path: &str) -> Value {
    let path = format!("{}/../../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap()
}
