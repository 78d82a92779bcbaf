//! The body of an upload: JSON with the files' content, read while it is sent.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::Bytes;

use super::content::FileContent;
use super::error::FileError;
use super::validate::ValidatedFile;
use crate::transport::BodySource;

/// JSON before the position of a file's content. Inside a JSON string its quotes would be escaped.
const PLACEHOLDER: &str = r#""FileBody":""#;

/// A body of JSON parts with files between them.
pub(super) struct UploadBody(Arc<[Part]>);

enum Part {
    Json(Bytes),
    File { content: FileContent, length: u64, index: usize },
}

impl UploadBody {
    /// Inserts files into JSON that has an empty `FileBody` for each, in order.
    pub(super) fn new(json: &str, files: Vec<ValidatedFile>) -> Self {
        let mut parts = Vec::new();
        let mut rest = json;
        for ValidatedFile { content, length, index, .. } in files {
            let split = rest.find(PLACEHOLDER).map_or(0, |start| start + PLACEHOLDER.len());
            let (before, after) = rest.split_at(split);
            parts.push(Part::Json(Bytes::copy_from_slice(before.as_bytes())));
            parts.push(Part::File { content, length, index });
            rest = after;
        }
        parts.push(Part::Json(Bytes::copy_from_slice(rest.as_bytes())));
        Self(parts.into())
    }
}

impl BodySource for UploadBody {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(PartReader {
            parts: Arc::clone(&self.0),
            next: 0,
            current: Box::new(io::empty()),
            index: 0,
        }))
    }
}

impl fmt::Debug for UploadBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UploadBody({} files)", self.0.len() / 2)
    }
}

/// A reader over the parts, each opened when the previous one ends.
struct PartReader {
    parts: Arc<[Part]>,
    next: usize,
    current: Box<dyn Read + Send>,
    /// Index of the file being read.
    index: usize,
}

impl Read for PartReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.current.read(out);
            let length = read.map_err(|error| FileError::into_io(self.index, &error))?;
            if length > 0 || out.is_empty() {
                return Ok(length);
            }
            let Some(part) = self.parts.get(self.next) else { return Ok(0) };
            self.next += 1;
            self.current = match part {
                Part::Json(json) => Box::new(io::Cursor::new(json.clone())),
                Part::File { content, length, index } => {
                    self.index = *index;
                    let reader = content.open_encoded(*length, *index);
                    reader.map_err(|error| FileError::into_io(*index, &error))?
                }
            };
        }
    }
}
