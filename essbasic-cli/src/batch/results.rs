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
    /// `true` if part of a line may follow.
    is_torn: bool,
}

impl Results {
    /// Opens or creates a file, locks it, and passes its results to `handle`.
    ///
    /// An incomplete last line, left by a crash, is removed. A whole result that only lacks its line break, as
    /// some editors and disks leave it, is kept.
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
        let mut needs_break = false;
        loop {
            buffer.clear();
            let read =
                input::read_line(&mut reader, &mut buffer).map_err(|error| failed(&error))?;
            if read == 0 {
                break;
            }
            number += 1;
            let result = outcome::parse(&buffer).filter(|(line, _)| (1..=max_line).contains(line));
            needs_break = !buffer.ends_with(b"\n");
            let Some((line, status)) = result else {
                if needs_break {
                    needs_break = false;
                    break;
                }
                return Err(failed(&message!("cli-not-a-result", line = number)));
            };
            handle(line, status);
            length += read as u64;
        }
        if length == 0 {
            files::make_private(&file, path).map_err(|error| failed(&error))?;
        }
        file.set_len(length)?;
        let mut results = Self { file, path: path.to_owned(), length, is_torn: false };
        results.file.seek(SeekFrom::Start(length))?;
        if needs_break {
            results.file.write_all(b"\n")?;
            results.length += 1;
        }
        Ok(results)
    }

    /// Appends a result, completely or not at all.
    pub(super) fn append(&mut self, result: &LineResult) -> io::Result<()> {
        if self.is_torn {
            self.remove_incomplete()?;
        }
        let line = outcome::json_line(result) + "\n";
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            self.is_torn = true;
            // If this fails too, it is done before the next result, or by the next run.
            let _ = self.remove_incomplete();
            return Err(error);
        }
        self.length += line.len() as u64;
        Ok(())
    }

    /// Removes what follows the last whole line.
    fn remove_incomplete(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        self.is_torn = false;
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
