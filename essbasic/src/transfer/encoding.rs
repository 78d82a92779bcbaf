//! Readers on the way from a file to a request: of exactly the length that was signed, in Base64.

use std::io::{self, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{FileProblem, FileProblemKind};

/// How much is encoded at once: whole groups of three bytes.
const RAW: usize = 48 << 10;

/// How many characters so many bytes become.
pub(super) fn encoded_length(raw: u64) -> u64 {
    raw.div_ceil(3) * 4
}

/// What a reader has, in Base64.
pub(super) struct Encoding<R> {
    inner: R,
    raw: Vec<u8>,
    encoded: String,
    at: usize,
}

impl<R: Read> Encoding<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, raw: Vec::with_capacity(RAW), encoded: String::new(), at: 0 }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.raw.clear();
        self.encoded.clear();
        self.at = 0;
        (&mut self.inner).take(RAW as u64).read_to_end(&mut self.raw)?;
        STANDARD.encode_string(&self.raw, &mut self.encoded);
        Ok(())
    }
}

impl<R: Read> Read for Encoding<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.encoded.len() {
            self.fill()?;
        }
        let mut ready = &self.encoded.as_bytes()[self.at..];
        let length = ready.read(out)?;
        self.at += length;
        Ok(length)
    }
}

/// A reader that must have so many bytes, neither more nor less.
pub(super) struct Exactly<R> {
    inner: R,
    left: u64,
    /// The file's place, for errors.
    index: usize,
}

impl<R: Read> Exactly<R> {
    pub(super) fn new(inner: R, length: u64, index: usize) -> Self {
        Self { inner, left: length, index }
    }
}

impl<R: Read> Read for Exactly<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            return match self.inner.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(differs(self.index, FileProblemKind::Grew)),
            };
        }
        let most = usize::try_from(self.left).map_or(out.len(), |left| left.min(out.len()));
        let length = self.inner.read(&mut out[..most])?;
        if length == 0 {
            return Err(differs(self.index, FileProblemKind::Shrank));
        }
        self.left -= length as u64;
        Ok(length)
    }
}

fn differs(index: usize, kind: FileProblemKind) -> io::Error {
    io::Error::other(FileProblem { index, kind })
}
