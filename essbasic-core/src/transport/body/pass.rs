//! One reading of a source from beginning to end, and how it differs from the first.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::BodySource;
use crate::sign::HexDigest;

/// How much is read at once.
const CHUNK: usize = 64 << 10;

/// A source, and what it was when it was signed.
pub(super) struct StreamedBody {
    source: Arc<dyn BodySource>,
    pub(super) length: u64,
    pub(super) hash: HexDigest,
    /// Why a later reading could not have all of it.
    failure: Mutex<Option<(io::ErrorKind, String)>>,
}

impl StreamedBody {
    /// Reads a source for the first time.
    pub(super) fn measure(source: Arc<dyn BodySource>) -> io::Result<Self> {
        let mut reader = source.open()?;
        let (mut hasher, mut length) = (Sha256::new(), 0);
        loop {
            let chunk = read(&mut *reader)?;
            if chunk.is_empty() {
                break;
            }
            hasher.update(&chunk);
            length += chunk.len() as u64;
        }
        let hash = HexDigest::new(&hasher.finalize().into());
        Ok(Self { source, length, hash, failure: Mutex::default() })
    }

    pub(super) fn failure(&self) -> Option<io::Error> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.as_ref().map(|(kind, what)| io::Error::new(*kind, what.clone()))
    }

    fn fail(&self, error: &io::Error) {
        let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.get_or_insert((error.kind(), error.to_string()));
    }
}

/// A later reading. The last chunk is held back until it is known that all of them are the same
/// as before, so that nobody ever gets the whole of something else.
pub(super) struct VerifiedReader {
    pub(super) whole: Arc<StreamedBody>,
    reader: Option<Box<dyn Read + Send>>,
    held: Bytes,
    hasher: Sha256,
    length: u64,
}

impl VerifiedReader {
    pub(super) fn new(whole: Arc<StreamedBody>) -> Self {
        Self { whole, reader: None, held: Bytes::new(), hasher: Sha256::new(), length: 0 }
    }

    /// The next chunk; an empty one at the end.
    pub(super) fn next(&mut self) -> io::Result<Bytes> {
        let next = self.advance();
        if let Err(error) = &next {
            self.whole.fail(error);
        }
        next
    }

    fn advance(&mut self) -> io::Result<Bytes> {
        loop {
            let reader = match &mut self.reader {
                Some(reader) => reader,
                None => self.reader.insert(self.whole.source.open()?),
            };
            let chunk = read(&mut **reader)?;
            if chunk.is_empty() {
                self.compare()?;
                return Ok(std::mem::take(&mut self.held));
            }
            self.hasher.update(&chunk);
            self.length += chunk.len() as u64;
            if self.length > self.whole.length {
                return Err(io::Error::other("it grew since it was signed"));
            }
            let ready = std::mem::replace(&mut self.held, chunk);
            if !ready.is_empty() {
                return Ok(ready);
            }
        }
    }

    fn compare(&self) -> io::Result<()> {
        if self.length < self.whole.length {
            return Err(io::Error::other("it shrank since it was signed"));
        }
        let hash = HexDigest::new(&self.hasher.clone().finalize().into());
        if hash != self.whole.hash {
            return Err(io::Error::other("it was changed since it was signed"));
        }
        Ok(())
    }
}

/// A full chunk, or what there is up to the end.
fn read(reader: &mut dyn Read) -> io::Result<Bytes> {
    let mut chunk = Vec::with_capacity(CHUNK);
    reader.take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok(chunk.into())
}

/// Does what waits for a disk where no other task waits for it.
pub(super) async fn on_a_thread_that_may_wait<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}
