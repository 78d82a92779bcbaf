//! A file that is to be uploaded.

use std::fmt;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bytes::Bytes;

use super::contents::Shared;

/// A file that is to be uploaded: on disk, in memory, or behind a reader.
///
/// Its name has an extension that says what it is: `offer.pdf`. That of a path is its last part,
/// unless another is [given](Self::with_name).
///
/// ```
/// use essbasic::transfer::LocalFile;
///
/// let offer = LocalFile::from_path("/srv/contracts/4711.tmp").with_name("offer.pdf");
/// let terms = LocalFile::from_bytes("terms.pdf", b"%PDF-1.7\n".as_slice());
/// // Names may be people's.
/// assert_eq!(format!("{offer:?}, {terms:?}"), "LocalFile(path), LocalFile(9 bytes)");
/// ```
pub struct LocalFile {
    pub(super) name: Option<String>,
    pub(super) origin: Origin,
}

/// Where it is.
pub(super) enum Origin {
    Path(PathBuf),
    Bytes(Bytes),
    Seekable(Shared),
    Reader(Box<dyn Read + Send>),
}

impl LocalFile {
    /// A file on disk. It is read when it is sent, twice, and must not be written to meanwhile.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        Self { name: None, origin: Origin::Path(path.into()) }
    }

    /// A file in memory.
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { name: Some(name.into()), origin: Origin::Bytes(bytes.into()) }
    }

    /// A reader that can go back; it is read from its very beginning, twice.
    pub fn from_seekable(
        name: impl Into<String>,
        reader: impl Read + Seek + Send + 'static,
    ) -> Self {
        let shared: Shared = Arc::new(Mutex::new(Box::new(reader)));
        Self { name: Some(name.into()), origin: Origin::Seekable(shared) }
    }

    /// A reader that cannot go back; it is read to its end, and held encoded until it is sent.
    pub fn from_reader(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self { name: Some(name.into()), origin: Origin::Reader(Box::new(reader)) }
    }

    /// Gives it another name.
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
