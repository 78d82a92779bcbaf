//! A member that is a file, in base64.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::schema::StructSchema;
use serde_json::{Map, Value};

use super::set;
use crate::failure::Failure;

/// A file in base64, and the path of the member that it becomes. It is read once.
#[derive(Clone)]
pub(crate) struct Attached {
    path: String,
    base64: String,
}

impl Attached {
    pub(crate) fn read(path: &str, file: &Path) -> Result<Self, Failure> {
        let bytes = fs::read(file).map_err(|error| {
            Failure::usage(format!("--file {path}: cannot read {}: {error}", file.display()))
        })?;
        Ok(Self { path: path.to_owned(), base64: STANDARD.encode(bytes) })
    }

    /// Sets the member to what the file held.
    pub(crate) fn set(
        &self,
        members: &mut Map<String, Value>,
        schema: Option<&'static StructSchema>,
    ) -> Result<(), Failure> {
        let Self { path, base64 } = self;
        set::at(members, schema, path, base64)
            .map_err(|(why, hint)| Failure::usage(format!("--file {path}: {why}")).hint(hint))
    }

    /// Path and contents, as a text of which a change can be told.
    pub(crate) fn told(&self) -> String {
        format!("{}={}", self.path, self.base64)
    }
}
