//! Result file: JSON Lines, appended one whole line at a time.

use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use essbasic_fleet::{LineResult, LineStatus};

use super::outcome;
use crate::error::CliError;
use crate::files;
use crate::input;
use crate::message::{Localize, message};

/// A result file, locked by this process.
#[derive(Debug)]
pub(super) struct Results {
    file: File,
    path: PathBuf,
    /// Length in bytes, up to the last whole line.
    length: u64,
}

impl Results {
    /// Opens or creates a file, locks it, and passes its results to `handle`.
    ///
    /// An incomplete last line, left by a crash, is removed.
    pub(super) fn open(
        path: &Path,
        max_line: u64,
        mut handle: impl FnMut(u64, LineStatus),
    ) -> Result<Self, CliError> {
        let failed = |problem: &dyn Localize| {
            CliError::usage(message!("cli-output", path = path, problem = problem))
        };
        let file = files::open(path).map_err(|error| failed(&error))?;
        if let Err(error) = fs4::FileExt::try_lock(&file) {
            return Err(match error {
                fs4::TryLockError::WouldBlock => failed(&message!("cli-output-locked")),
                fs4::TryLockError::Error(error) => error.into(),
            });
        }
        let (mut reader, mut length, mut buffer) = (BufReader::new(&file), 0, Vec::new());
        let mut number = 0_u64;
        loop {
            buffer.clear();
            let read =
                input::read_line(&mut reader, &mut buffer).map_err(|error| failed(&error))?;
            if read == 0 || !buffer.ends_with(b"\n") {
                break;
            }
            number += 1;
            let (line, status) = outcome::parse(&buffer)
                .filter(|(line, _)| (1..=max_line).contains(line))
                .ok_or_else(|| failed(&message!("cli-not-a-result", line = number)))?;
            handle(line, status);
            length += read as u64;
        }
        if length == 0 {
            files::make_private(&file, path).map_err(|error| failed(&error))?;
        }
        file.set_len(length)?;
        let mut results = Self { file, path: path.to_owned(), length };
        results.file.seek(SeekFrom::Start(length))?;
        Ok(results)
    }

    /// Appends a result, completely or not at all.
    pub(super) fn append(&mut self, result: &LineResult) -> io::Result<()> {
        let line = outcome::json_line(result) + "\n";
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            // If this fails too, the next run removes the incomplete line.
            let _ = self.file.set_len(self.length);
            let _ = self.file.seek(SeekFrom::Start(self.length));
            return Err(error);
        }
        self.length += line.len() as u64;
        Ok(())
    }

    /// Flushes the results to the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Removes the file if it has no results.
    pub(super) fn remove_if_empty(&self) {
        if self.length == 0 {
            // An empty file is harmless.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
