//! Result file: JSON Lines, appended one whole line at a time.

use std::io::{self, BufReader};
use std::path::Path;

use essbasic_fleet::{LineResult, LineStatus};

use super::outcome;
use crate::error::CliError;
use crate::files;
use crate::input;
use crate::line_file::LineFile;
use crate::message::{Localize, message};

/// A result file, locked by this process.
#[derive(Debug)]
pub(super) struct Results {
    lines: LineFile,
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
        let mut lines = LineFile::new(file, path, length)?;
        if needs_break {
            lines.append(b"\n")?;
        }
        Ok(Self { lines })
    }

    /// Appends a result, completely or not at all.
    pub(super) fn append(&mut self, result: &LineResult) -> io::Result<()> {
        self.lines.append((outcome::json_line(result) + "\n").as_bytes())
    }

    /// Flushes the results to the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.lines.sync()
    }

    /// Removes the file if it has no results.
    pub(super) fn remove_if_empty(&self) {
        if self.lines.length() == 0 {
            // An empty file is harmless.
            let _ = std::fs::remove_file(self.lines.path());
        }
    }
}
