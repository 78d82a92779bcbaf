//! Readers on the way from a file to a request: of exactly the length that was signed, in Base64.

use std::io::{self, Read};
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::PAD;

use super::{FileError, FileErrorKind};

/// How much is encoded at once: whole groups of three bytes.
const RAW: usize = 48 << 10;

/// How many characters so many bytes become.
pub(super) fn encoded_length(raw: u64) -> u64 {
    raw.div_ceil(3) * 4
}

/// Base64, of many bytes at a time where the processor can: it is much of an upload's work.
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon")))]
type Base64 = base64::engine::Simd;
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon"))))]
type Base64 = base64::engine::GeneralPurpose;

/// What a reader has, in Base64.
pub(super) struct Base64Reader<R> {
    inner: R,
    base64: Base64,
    raw: Vec<u8>,
    encoded: Vec<u8>,
    /// What of the encoded bytes is not read yet.
    ready: Range<usize>,
}

impl<R: Read> Base64Reader<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            base64: base64(),
            raw: Vec::with_capacity(RAW),
            encoded: vec![0; RAW / 3 * 4],
            ready: 0..0,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.raw.clear();
        (&mut self.inner).take(RAW as u64).read_to_end(&mut self.raw)?;
        // There is always room for it.
        let encoded = self.base64.encode_slice(&self.raw, &mut self.encoded);
        self.ready = 0..encoded.map_err(io::Error::other)?;
        Ok(())
    }
}

impl<R: Read> Read for Base64Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_empty() {
            self.fill()?;
        }
        let length = (&self.encoded[self.ready.clone()]).read(out)?;
        self.ready.start += length;
        Ok(length)
    }
}

#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon")))]
fn base64() -> Base64 {
    Base64::standard(PAD)
}
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon"))))]
fn base64() -> Base64 {
    Base64::new(&base64::alphabet::STANDARD, PAD)
}

/// A reader that must have so many bytes, neither more nor less.
pub(super) struct ExactLengthReader<R> {
    inner: R,
    left: u64,
    /// The file's place, for errors.
    index: usize,
}

impl<R: Read> ExactLengthReader<R> {
    pub(super) fn new(inner: R, length: u64, index: usize) -> Self {
        Self { inner, left: length, index }
    }
}

impl<R: Read> Read for ExactLengthReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            return match self.inner.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(differs(self.index, FileErrorKind::Grew)),
            };
        }
        let most = usize::try_from(self.left).map_or(out.len(), |left| left.min(out.len()));
        let length = self.inner.read(&mut out[..most])?;
        if length == 0 {
            return Err(differs(self.index, FileErrorKind::Shrank));
        }
        self.left -= length as u64;
        Ok(length)
    }
}

fn differs(index: usize, kind: FileErrorKind) -> io::Error {
    io::Error::other(FileError { index, kind })
}
