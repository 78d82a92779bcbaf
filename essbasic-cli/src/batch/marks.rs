//! The journal file of a batch: its parameters, and the lines that were about to be sent.
//!
//! The first line is JSON. Every other line is `12` (line 12 is about to be sent) or `-12` (line 12
//! was not sent after all). Bytes after the last line break are ignored.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::line_set::LineSet;
use crate::error::CliError;
use crate::files::{self, Replacement, with_suffix};
use crate::input;
use crate::message::{Message, message};

mod writer;

pub(super) use writer::MarkWriter;

/// Parameters of a batch. A run resumes only a batch with the same ones.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Parameters {
    /// Version of the format.
    pub(super) journal: u32,
    pub(super) action: String,
    pub(super) version: String,
    pub(super) service: String,
    pub(super) destination: String,
    /// Hash of the input.
    pub(super) input: String,
    /// Hash of the options that go into requests.
    pub(super) options: String,
}

/// The marks of earlier runs. Nothing is written yet.
#[derive(Debug)]
pub(super) struct Marks {
    path: PathBuf,
    parameters: Parameters,
    sent: LineSet,
}

impl Marks {
    /// Returns the path of the journal of an output file.
    pub(super) fn path(output: &Path) -> PathBuf {
        with_suffix(output, ".journal")
    }

    /// Reads the journal, if it exists, and checks that its parameters are the same.
    pub(super) fn read(
        path: PathBuf,
        parameters: Parameters,
        max_line: u64,
    ) -> Result<Self, CliError> {
        let file = match files::open_existing(&path, OpenOptions::new().read(true)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { path, parameters, sent: LineSet::default() });
            }
            Err(error) => {
                let problem = message!("cli-cannot-read-it", problem = error);
                return Err(mismatch(&path, &problem));
            }
        };
        let mut reader = BufReader::new(file);
        let mut line = Vec::new();
        input::read_line(&mut reader, &mut line)?;
        let earlier: Parameters = serde_json::from_slice(&line)
            .map_err(|_| mismatch(&path, &message!("cli-not-a-journal")))?;
        earlier.check_same(&parameters).map_err(|problem| mismatch(&path, &problem))?;
        let mut sent = LineSet::default();
        loop {
            line.clear();
            input::read_line(&mut reader, &mut line)?;
            let Some(mark) = line.strip_suffix(b"\n") else { break };
            let number = std::str::from_utf8(mark).ok().and_then(|mark| mark.parse::<i64>().ok());
            let number = number.filter(|number| number.unsigned_abs() <= max_line);
            match number {
                Some(number @ 1..) => _ = sent.insert(number.unsigned_abs()),
                Some(number @ ..=-1) => sent.remove(number.unsigned_abs()),
                _ => return Err(mismatch(&path, &message!("cli-invalid-line"))),
            }
        }
        Ok(Self { path, parameters, sent })
    }

    /// Returns the lines that were about to be sent.
    pub(super) fn sent(&self) -> &LineSet {
        &self.sent
    }

    /// Rewrites the file without duplicates and opens it for appending.
    ///
    /// Lines with a result are kept, so that they are not sent again if the results are deleted.
    pub(super) fn write(&self) -> Result<MarkWriter, CliError> {
        let file = self.rewrite().map_err(|error| {
            let path = &self.path;
            io::Error::other(message!("cli-cannot-write-journal-at", path = path, problem = error))
        })?;
        Ok(MarkWriter::start(file, self.path.clone())?)
    }

    fn rewrite(&self) -> io::Result<File> {
        let mut new = Replacement::new(&self.path)?;
        let mut writer = io::BufWriter::new(new.file());
        serde_json::to_writer(&mut writer, &self.parameters)?;
        writeln!(writer)?;
        for line in self.sent.iter() {
            writeln!(writer, "{line}")?;
        }
        writer.flush()?;
        drop(writer);
        new.commit()
    }
}

impl Parameters {
    fn check_same(&self, now: &Self) -> Result<(), Message> {
        let same_action =
            self.action == now.action && self.version == now.version && self.service == now.service;
        Err(if self.journal != now.journal {
            message!("cli-journal-version")
        } else if !same_action {
            message!("cli-journal-action")
        } else if self.destination != now.destination {
            message!("cli-journal-destination")
        } else if self.input != now.input {
            message!("cli-journal-input")
        } else if self.options != now.options {
            message!("cli-journal-options")
        } else {
            return Ok(());
        })
    }
}

fn mismatch(path: &Path, problem: &Message) -> CliError {
    CliError::usage(message!("cli-journal", path = path, problem = problem))
        .with_hint(message!("cli-journal-hint"))
}
