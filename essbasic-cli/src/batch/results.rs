//! A file of results that is only ever added to, a whole line at a time.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::failure::Failure;

/// A file of results.
#[derive(Debug)]
pub(super) struct Results {
    file: File,
    path: PathBuf,
    /// How long it is, up to the last whole line.
    length: u64,
}

/// What matters of a result that was written before.
#[derive(Debug, Deserialize)]
pub(super) struct Known {
    pub(super) line: u64,
    pub(super) ok: bool,
}

impl Results {
    /// Opens a file, or makes it, for this process alone, and tells each result that is in it.
    /// The piece of a line that a crash left behind is cut off.
    pub(super) fn open(
        path: &Path,
        most: u64,
        mut tell: impl FnMut(Known),
    ) -> Result<Self, Failure> {
        let refuse = |why: &str| Failure::usage(format!("--output {}: {why}", path.display()));
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        if path.exists() && !path.is_file() {
            return Err(refuse("it is no file, so nothing could go on with it later"));
        }
        let file = options.open(path).map_err(|error| refuse(&error.to_string()))?;
        if let Err(error) = fs4::FileExt::try_lock(&file) {
            return Err(match error {
                fs4::TryLockError::WouldBlock => refuse("another process is writing it"),
                fs4::TryLockError::Error(error) => error.into(),
            });
        }
        let (mut reader, mut length, mut buffer) = (BufReader::new(&file), 0, Vec::new());
        let mut number = 0_u64;
        loop {
            buffer.clear();
            let read = reader.read_until(b'\n', &mut buffer)?;
            if read == 0 || !buffer.ends_with(b"\n") {
                break;
            }
            number += 1;
            let known = serde_json::from_slice(&buffer).ok();
            let known = known.filter(|known: &Known| (1..=most).contains(&known.line));
            tell(
                known.ok_or_else(|| {
                    refuse(&format!("its line {number} is no result of this input"))
                })?,
            );
            length += read as u64;
        }
        file.set_len(length)?;
        let mut results = Self { file, path: path.to_owned(), length };
        results.file.seek(SeekFrom::Start(length))?;
        Ok(results)
    }

    /// Adds a result, whole or not at all.
    pub(super) fn add(&mut self, result: &Value) -> io::Result<()> {
        let mut line = serde_json::to_vec(result)?;
        line.push(b'\n');
        if let Err(error) = self.file.write_all(&line) {
            // Half a line is none; what cannot be cut off now is cut off when it is opened.
            let _ = self.file.set_len(self.length);
            let _ = self.file.seek(SeekFrom::Start(self.length));
            return Err(error);
        }
        self.length += line.len() as u64;
        Ok(())
    }

    /// Makes sure that it would outlive a crash of the machine.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}
