//! Content of a file and the readers that encode it: exact length, Base64.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::PAD;
use bytes::Bytes;

use super::error::{FileError, FileErrorKind};

/// Number of raw bytes encoded at once. A multiple of three, so that only the last chunk is padded.
pub(super) const CHUNK_BYTES: usize = 48 << 10;

pub(super) trait ReadSeek: Read + Seek + Send {}

impl<R: Read + Seek + Send> ReadSeek for R {}

/// A seekable reader shared by successive [`SharedReader`]s.
pub(super) type SharedSource = Arc<Mutex<Box<dyn ReadSeek>>>;

/// Content of a file, readable more than once.
pub(super) enum FileContent {
    Path(PathBuf),
    Bytes(Bytes),
    Seekable(SharedSource),
    /// Content of a non-seekable reader, already in Base64.
    Encoded(Vec<Bytes>),
}

impl FileContent {
    /// Opens the content in Base64, given the number of raw bytes.
    pub(super) fn open_encoded(
        &self,
        length: u64,
        index: usize,
    ) -> io::Result<Box<dyn Read + Send>> {
        let raw: Box<dyn Read + Send> = match self {
            Self::Path(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => {
                Box::new(ChunkReader(vec![bytes.clone()].into_iter(), Bytes::new()))
            }
            Self::Seekable(shared) => Box::new(SharedReader::new(shared)),
            Self::Encoded(chunks) => {
                return Ok(Box::new(ChunkReader(chunks.clone().into_iter(), Bytes::new())));
            }
        };
        Ok(Box::new(Base64Reader::new(ExactLengthReader::new(raw, length, index))))
    }
}

/// A reader over chunks of bytes, with the unread rest of the current chunk.
struct ChunkReader(std::vec::IntoIter<Bytes>, Bytes);

impl Read for ChunkReader {
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

/// A reader with its own position in a shared seekable reader.
pub(super) struct SharedReader {
    source: SharedSource,
    position: u64,
}

impl SharedReader {
    pub(super) fn new(source: &SharedSource) -> Self {
        Self { source: Arc::clone(source), position: 0 }
    }
}

impl Read for SharedReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut reader = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        reader.seek(SeekFrom::Start(self.position))?;
        let length = reader.read(out)?;
        self.position += length as u64;
        Ok(length)
    }
}

/// A reader that fails if its content is longer or shorter than expected.
struct ExactLengthReader<R> {
    inner: R,
    remaining: u64,
    index: usize,
}

impl<R: Read> ExactLengthReader<R> {
    fn new(inner: R, length: u64, index: usize) -> Self {
        Self { inner, remaining: length, index }
    }

    fn error(&self, kind: FileErrorKind) -> io::Error {
        io::Error::other(FileError { index: self.index, kind })
    }
}

impl<R: Read> Read for ExactLengthReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        if self.remaining == 0 {
            return match self.inner.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(self.error(FileErrorKind::Grew)),
            };
        }
        let limit = usize::try_from(self.remaining).map_or(out.len(), |left| left.min(out.len()));
        let length = self.inner.read(&mut out[..limit])?;
        if length == 0 {
            return Err(self.error(FileErrorKind::Shrank));
        }
        self.remaining -= length as u64;
        Ok(length)
    }
}

/// Returns the length of `raw` bytes in Base64.
pub(super) fn encoded_length(raw: u64) -> u64 {
    raw.div_ceil(3) * 4
}

/// The Base64 engine. Encoding is a large part of an upload's work, so SIMD is used where available.
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon")))]
type Base64 = base64::engine::Simd;
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon"))))]
type Base64 = base64::engine::GeneralPurpose;

#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon")))]
fn base64() -> Base64 {
    Base64::standard(PAD)
}
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon"))))]
fn base64() -> Base64 {
    Base64::new(&base64::alphabet::STANDARD, PAD)
}

/// A reader that encodes its content in Base64.
struct Base64Reader<R> {
    inner: R,
    base64: Base64,
    raw: Vec<u8>,
    encoded: Vec<u8>,
    /// Unread range of `encoded`.
    unread: Range<usize>,
}

impl<R: Read> Base64Reader<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            base64: base64(),
            raw: Vec::with_capacity(CHUNK_BYTES),
            encoded: vec![0; CHUNK_BYTES / 3 * 4],
            unread: 0..0,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.raw.clear();
        (&mut self.inner).take(CHUNK_BYTES as u64).read_to_end(&mut self.raw)?;
        let length = self.base64.encode_slice(&self.raw, &mut self.encoded);
        self.unread = 0..length.map_err(io::Error::other)?;
        Ok(())
    }
}

impl<R: Read> Read for Base64Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.unread.is_empty() {
            self.fill()?;
        }
        let length = (&self.encoded[self.unread.clone()]).read(out)?;
        self.unread.start += length;
        Ok(length)
    }
}
