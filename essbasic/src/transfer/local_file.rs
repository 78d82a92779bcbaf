//! Files to be uploaded.

use std::fmt;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bytes::Bytes;

use super::content::SharedSource;

/// A file to be uploaded: a path, bytes or a reader.
///
/// The extension of its name determines its type. The name of a path is its last component, unless
/// set [otherwise](Self::with_name).
///
/// ```
/// use essbasic::transfer::LocalFile;
///
/// let offer = LocalFile::from_path("/srv/contracts/4711.tmp").with_name("offer.pdf");
/// let terms = LocalFile::from_bytes("terms.pdf", b"%PDF-1.7\n".as_slice());
/// // File names may contain people's names.
/// assert_eq!(format!("{offer:?}, {terms:?}"), "LocalFile(path), LocalFile(9 bytes)");
/// ```
pub struct LocalFile {
    pub(super) name: Option<String>,
    pub(super) origin: Origin,
}

/// Origin of a file's content.
pub(super) enum Origin {
    Path(PathBuf),
    Bytes(Bytes),
    Seekable(SharedSource),
    Reader(Box<dyn Read + Send>),
}

impl LocalFile {
    /// Creates a file from a path. It is read twice when it is sent and must not change meanwhile.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        Self { name: None, origin: Origin::Path(path.into()) }
    }

    /// Creates a file from bytes in memory.
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { name: Some(name.into()), origin: Origin::Bytes(bytes.into()) }
    }

    /// Creates a file from a seekable reader. It is read twice from the start.
    pub fn from_seekable(
        name: impl Into<String>,
        reader: impl Read + Seek + Send + 'static,
    ) -> Self {
        let shared: SharedSource = Arc::new(Mutex::new(Box::new(reader)));
        Self { name: Some(name.into()), origin: Origin::Seekable(shared) }
    }

    /// Creates a file from a reader. It is read to its end and kept in memory, encoded, until it is
    /// sent.
    pub fn from_reader(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self { name: Some(name.into()), origin: Origin::Reader(Box::new(reader)) }
    }

    /// Sets the name.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

impl From<PathBuf> for LocalFile {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

impl From<&Path> for LocalFile {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

impl From<&str> for LocalFile {
    fn from(path: &str) -> Self {
        Self::from_path(path)
    }
}

impl fmt::Debug for LocalFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Origin::Path(_) => f.write_str("LocalFile(path)"),
            Origin::Bytes(bytes) => write!(f, "LocalFile({} bytes)", bytes.len()),
            Origin::Seekable(_) => f.write_str("LocalFile(seekable)"),
            Origin::Reader(_) => f.write_str("LocalFile(reader)"),
        }
    }
}
