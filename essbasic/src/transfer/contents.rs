//! What is in a file, from wherever it can be read again.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::encoding::{Base64Reader, ExactLengthReader};

/// A reader that can go back.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<R: Read + Seek + Send> ReadSeek for R {}

/// A reader that can go back, shared by those who read it one after the other.
pub(super) type Shared = Arc<Mutex<Box<dyn ReadSeek>>>;

/// What is in a file.
pub(super) enum FileContent {
    Path(PathBuf),
    Bytes(Bytes),
    Seekable(Shared),
    /// Of a reader that cannot go back: in Base64 already, in pieces.
    Encoded(Vec<Bytes>),
}

impl FileContent {
    /// All of it in Base64, of a file that had so many bytes.
    pub(super) fn encoded(&self, length: u64, index: usize) -> io::Result<Box<dyn Read + Send>> {
        if let Self::Encoded(pieces) = self {
            return Ok(Box::new(Pieces(pieces.clone().into_iter(), Bytes::new())));
        }
        let raw = ExactLengthReader::new(self.raw()?, length, index);
        Ok(Box::new(Base64Reader::new(raw)))
    }

    fn raw(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Path(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(Pieces(Vec::new().into_iter(), bytes.clone())),
            Self::Seekable(shared) => Box::new(SharedReader { shared: Arc::clone(shared), at: 0 }),
            Self::Encoded(_) => Box::new(io::empty()),
        })
    }
}

/// Pieces one after the other, and the rest of the first.
struct Pieces(std::vec::IntoIter<Bytes>, Bytes);

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.1.is_empty() {
            let Some(next) = self.0.next() else { return Ok(0) };
            self.1 = next;
        }
        let length = out.len().min(self.1.len());
        out[..length].copy_from_slice(&self.1.split_to(length));
        Ok(length)
    }
}

/// A shared reader from its beginning, whoever else reads it.
pub(super) struct SharedReader {
    pub(super) shared: Shared,
    pub(super) at: u64,
}

impl Read for SharedReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut reader = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        reader.seek(SeekFrom::Start(self.at))?;
        let length = reader.read(out)?;
        self.at += length as u64;
        Ok(length)
    }
}
