//! A request's body, of which the files are read only when they are sent.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::Bytes;

use super::FileError;
use super::check::ValidatedFile;
use super::contents::FileContent;
use crate::transport::BodySource;

/// What stands in the JSON where a file's contents go; inside a text its quotes would be escaped.
const GAP: &str = r#""FileBody":""#;

/// A body in parts: JSON, and files between.
pub(super) struct UploadBody(Arc<[Part]>);

enum Part {
    Json(Bytes),
    File { contents: FileContent, length: u64, index: usize },
}

impl UploadBody {
    /// Puts files where JSON has empty ones, in the same order.
    pub(super) fn new(json: &str, files: Vec<ValidatedFile>) -> Self {
        let mut parts = Vec::new();
        let mut rest = json;
        for ValidatedFile { contents, length, index, .. } in files {
            let (before, after) = rest.split_at(rest.find(GAP).map_or(0, |at| at + GAP.len()));
            parts.push(Part::Json(Bytes::copy_from_slice(before.as_bytes())));
            parts.push(Part::File { contents, length, index });
            rest = after;
        }
        parts.push(Part::Json(Bytes::copy_from_slice(rest.as_bytes())));
        Self(parts.into())
    }
}

impl BodySource for UploadBody {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Chain {
            parts: Arc::clone(&self.0),
            next: 0,
            current: Box::new(io::empty()),
            index: 0,
        }))
    }
}

impl fmt::Debug for UploadBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} files and what is around them", self.0.len() / 2)
    }
}

/// One part after the other, each opened when its turn comes.
struct Chain {
    parts: Arc<[Part]>,
    next: usize,
    current: Box<dyn Read + Send>,
    /// The file that is being read, by its place.
    index: usize,
}

impl Read for Chain {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.current.read(out);
            let length = read.map_err(|error| FileError::reading(self.index, &error))?;
            if length > 0 || out.is_empty() {
                return Ok(length);
            }
            let Some(part) = self.parts.get(self.next) else { return Ok(0) };
            self.next += 1;
            self.current = match part {
                Part::Json(json) => Box::new(io::Cursor::new(json.clone())),
                Part::File { contents, length, index } => {
                    self.index = *index;
                    let opened = contents.encoded(*length, *index);
                    opened.map_err(|error| FileError::reading(*index, &error))?
                }
            };
        }
    }
}
