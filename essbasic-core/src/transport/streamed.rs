//! Streamed bodies: a source that is hashed once, then read and verified for each attempt.

use std::fmt;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use tokio::task::{JoinHandle, spawn_blocking};

use super::require_runtime;
use crate::sign::HexDigest;

/// Size of a chunk, in bytes.
const CHUNK: usize = 64 << 10;

/// Source of a body that is too large to be held in memory.
///
/// It is read once to compute length and hash, and once for each attempt. If a later reading differs
/// from the first, the attempt fails before the service has received a whole request.
pub trait BodySource: fmt::Debug + Send + Sync {
    /// Opens the source from its beginning. Called on a thread that may block.
    ///
    /// # Errors
    ///
    /// The errors of the source.
    fn open(&self) -> io::Result<Box<dyn Read + Send>>;
}

/// A source, with length and hash as they are signed.
pub(super) struct StreamedBody {
    source: Arc<dyn BodySource>,
    pub(super) length: u64,
    pub(super) hash: HexDigest,
    /// Error of a later reading.
    failure: Mutex<Option<(io::ErrorKind, String)>>,
}

impl StreamedBody {
    /// Computes the length and SHA-256 of a source.
    pub(super) async fn measure(source: Arc<dyn BodySource>) -> io::Result<Self> {
        let measure = move || {
            let mut reader = source.open()?;
            let (mut hasher, mut length) = (Sha256::new(), 0);
            loop {
                let chunk = read_chunk(&mut *reader)?;
                if chunk.is_empty() {
                    break;
                }
                hasher.update(&chunk);
                length += chunk.len() as u64;
            }
            let hash = HexDigest::new(&hasher.finalize().into());
            Ok(Self { source, length, hash, failure: Mutex::default() })
        };
        require_runtime().map_err(io::Error::other)?;
        spawn_blocking(measure).await.map_err(io::Error::other)?
    }

    pub(super) fn failure(&self) -> Option<io::Error> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.as_ref().map(|(kind, message)| io::Error::new(*kind, message.clone()))
    }

    fn set_failure(&self, error: &io::Error) {
        let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.get_or_insert((error.kind(), error.to_string()));
    }
}

/// A reader that reads a source again and verifies it. Holds back the last chunk until the hash has been compared,
/// so that no receiver gets the whole of a different body.
struct VerifiedReader {
    body: Arc<StreamedBody>,
    reader: Option<Box<dyn Read + Send>>,
    held: Bytes,
    hasher: Sha256,
    length: u64,
}

impl VerifiedReader {
    fn new(body: Arc<StreamedBody>) -> Self {
        Self { body, reader: None, held: Bytes::new(), hasher: Sha256::new(), length: 0 }
    }

    /// Returns the next chunk; an empty one at the end.
    fn next(&mut self) -> io::Result<Bytes> {
        let next = self.advance();
        if let Err(error) = &next {
            self.body.set_failure(error);
        }
        next
    }

    fn advance(&mut self) -> io::Result<Bytes> {
        loop {
            let reader = match &mut self.reader {
                Some(reader) => reader,
                None => self.reader.insert(self.body.source.open()?),
            };
            let chunk = read_chunk(&mut **reader)?;
            if chunk.is_empty() {
                self.verify()?;
                return Ok(std::mem::take(&mut self.held));
            }
            self.hasher.update(&chunk);
            self.length += chunk.len() as u64;
            if self.length > self.body.length {
                return Err(io::Error::other("the source grew after it was signed"));
            }
            let ready = std::mem::replace(&mut self.held, chunk);
            if !ready.is_empty() {
                return Ok(ready);
            }
        }
    }

    fn verify(&self) -> io::Result<()> {
        if self.length < self.body.length {
            return Err(io::Error::other("the source shrank after it was signed"));
        }
        if HexDigest::new(&self.hasher.clone().finalize().into()) != self.body.hash {
            return Err(io::Error::other("the source changed after it was signed"));
        }
        Ok(())
    }
}

/// Reads a full chunk, or what is left.
fn read_chunk(reader: &mut dyn Read) -> io::Result<Bytes> {
    let mut chunk = Vec::with_capacity(CHUNK);
    reader.take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok(chunk.into())
}

/// A streamed body that is being sent; reads the next chunk while one is sent.
pub(super) struct BodyStream {
    body: Arc<StreamedBody>,
    remaining: u64,
    state: State,
}

enum State {
    Reading(JoinHandle<(VerifiedReader, io::Result<Bytes>)>),
    Ended,
}

impl BodyStream {
    pub(super) fn new(body: Arc<StreamedBody>) -> Self {
        let reader = VerifiedReader::new(Arc::clone(&body));
        Self { remaining: body.length, body, state: State::read(reader) }
    }

    pub(super) fn remaining(&self) -> u64 {
        self.remaining
    }

    /// Returns the body from its beginning.
    pub(super) fn body(&self) -> &Arc<StreamedBody> {
        &self.body
    }

    pub(super) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        let State::Reading(handle) = &mut self.state else { return Poll::Ready(None) };
        let read = ready!(Pin::new(handle).poll(context));
        self.state = State::Ended;
        Poll::Ready(match read {
            Ok((_, Ok(chunk))) if chunk.is_empty() => None,
            Ok((reader, Ok(chunk))) => {
                self.remaining = self.remaining.saturating_sub(chunk.len() as u64);
                if self.remaining > 0 {
                    self.state = State::read(reader);
                }
                Some(Ok(chunk))
            }
            Ok((_, Err(error))) => Some(Err(error)),
            Err(error) => Some(Err(io::Error::other(error))),
        })
    }
}

impl State {
    fn read(mut reader: VerifiedReader) -> Self {
        Self::Reading(spawn_blocking(move || {
            let chunk = reader.next();
            (reader, chunk)
        }))
    }
}
