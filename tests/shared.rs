//! What lies beside the project when it is developed: the vendor's spec and golden vectors.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// A JSON file of that folder. Where there is none, says so and gives nothing.
pub(crate) fn json(path: &str) -> Option<Value> {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "shared", path].iter().collect();
    let Ok(text) = fs::read_to_string(&file) else {
        println!("NOT RUN: there is no shared/{path} beside the project");
        return None;
    };
    Some(serde_json::from_str(&text).expect("a JSON file"))
}
