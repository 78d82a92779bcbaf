//! Input of a batch: lines of JSON, or rows of CSV that are inserted into a template.

use std::fmt::Write;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use csv::StringRecord;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::line_set::LineSet;
use super::records::{Record, Records};
use super::template::Template;
use crate::error::CliError;
use crate::input;
use crate::message::{Localize, Message, detail, message};

/// Hash and size of an input, computed before anything is sent.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) hash: String,
    pub(super) requests: u64,
    stamp: Stamp,
}

/// Length and modification time, which reveal a change.
type Stamp = (u64, Option<SystemTime>);

impl Survey {
    /// Reads the whole input once.
    pub(super) fn new(path: &Path, is_csv: bool) -> Result<Self, CliError> {
        let file = open(path)?;
        let stamp = stamp(&file)?;
        let mut hashing = HashingReader { inner: file, hash: Sha256::new() };
        let mut requests = 0;
        let unreadable = |error: io::Error| match error.kind() {
            io::ErrorKind::InvalidData => cannot_read(path, &error),
            _ => error.into(),
        };
        let mut records = Records::new(&mut hashing, is_csv).map_err(unreadable)?;
        while records.next().map_err(unreadable)?.is_some() {
            requests += 1;
        }
        drop(records);
        // Hashes what the reader left, if it stopped early.
        io::copy(&mut hashing, &mut io::sink())?;
        Ok(Self { hash: hex(&hashing.hash.finalize()), requests, stamp })
    }

    /// Returns an upper bound of line numbers.
    pub(super) fn max_line(&self) -> u64 {
        self.stamp.0.saturating_add(1)
    }

    /// Returns whether the input is unchanged.
    pub(super) fn is_current(&self, path: &Path) -> bool {
        File::open(path).and_then(|file| stamp(&file)).is_ok_and(|stamp| stamp == self.stamp)
    }
}

/// A reader that hashes what is read through it.
struct HashingReader<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> Read for HashingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}

/// Computes the SHA-256 of a text in hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Iterator over the requests of an input.
pub(super) struct Rows {
    records: Records<File>,
    /// Template of the rows of CSV.
    template: Option<Template>,
}

/// A line of the input, and its request or why it has none.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) request: Result<Map<String, Value>, Message>,
}

impl Rows {
    /// Opens a file with one request per line.
    pub(super) fn json(path: &Path) -> Result<Self, CliError> {
        Ok(Self { records: Records::new(open(path)?, false)?, template: None })
    }

    /// Opens a CSV file whose rows are inserted into a template.
    pub(super) fn csv(
        path: &Path,
        template: impl FnOnce(&StringRecord) -> Result<Template, CliError>,
    ) -> Result<Self, CliError> {
        let mut records = Records::new(open(path)?, true)?;
        let columns = records.columns().map_err(|error| {
            let problem = detail(&error);
            CliError::usage(message!("cli-csv-header", path = path, problem = problem))
        })?;
        Ok(Self { records, template: Some(template(&columns)?) })
    }

    /// Reads the next line that is not in `completed`.
    pub(super) fn next(&mut self, completed: &LineSet) -> io::Result<Option<Row>> {
        while let Some((line, record)) = self.records.next()? {
            if completed.contains(line) {
                continue;
            }
            let request = match (record, &self.template) {
                (Record::Json(json), _) => match str::from_utf8(json) {
                    Ok(json) => input::parse_object(json),
                    Err(_) => Err(message!("cli-line-not-utf8")),
                },
                (Record::Csv(Ok(row)), Some(template)) => template.fill(row),
                (Record::Csv(Err(problem)), _) => Err(problem),
                (Record::Csv(Ok(_)), None) => Err(message!("cli-no-template")),
            };
            return Ok(Some(Row { line, request }));
        }
        Ok(None)
    }
}

fn open(path: &Path) -> Result<File, CliError> {
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    if file.metadata().is_ok_and(|it| it.is_file()) {
        return Ok(file);
    }
    Err(cannot_read(path, &message!("cli-not-resumable")))
}

fn cannot_read(path: &Path, problem: &dyn Localize) -> CliError {
    CliError::usage(message!("cli-cannot-read", path = path, problem = problem))
}

fn stamp(file: &File) -> io::Result<Stamp> {
    let metadata = file.metadata()?;
    Ok((metadata.len(), metadata.modified().ok()))
}
