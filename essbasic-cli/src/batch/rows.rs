//! The requests of a batch, one after the other: lines of JSON, or rows that fill a template.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::time::SystemTime;

use csv::StringRecord;
use serde_json::{Map, Value};

use super::hashing::Hashing;
use super::lines::Lines;
use super::template::Template;
use crate::failure::Failure;
use crate::input;

/// What was found out about an input before anything of it is sent.
#[derive(Debug)]
pub(super) struct Survey {
    /// The hash of all of it.
    pub(super) hash: String,
    /// How many requests it holds.
    pub(super) requests: u64,
    stamp: Stamp,
}

/// Length and time of change, by which a change while it is read is noticed.
type Stamp = (u64, Option<SystemTime>);

/// The requests, read one by one.
pub(super) enum Rows {
    Json { reader: BufReader<File>, line: u64, buffer: Vec<u8> },
    Csv { reader: csv::Reader<BufReader<File>>, template: Template, row: StringRecord },
}

/// A request and its line; or why there is none on it.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) request: Result<Map<String, Value>, String>,
}

impl Survey {
    /// Reads all of an input once.
    pub(super) fn take(path: &Path, csv: bool) -> Result<Self, Failure> {
        let file = open(path)?;
        let stamp = stamp(&file)?;
        let mut hashing = Hashing::new(file);
        let mut requests = 0;
        if csv {
            let buffered = BufReader::with_capacity(1 << 16, &mut hashing);
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(buffered);
            let mut row = csv::ByteRecord::new();
            while reader.read_byte_record(&mut row).map_err(io::Error::from)? {
                requests += 1;
            }
        } else {
            let mut reader = BufReader::with_capacity(1 << 16, &mut hashing);
            let mut buffer = Vec::new();
            while next_line(&mut reader, &mut buffer)? {
                requests += u64::from(!buffer.trim_ascii().is_empty());
            }
        }
        // Whatever stopped a reader, the hash is that of the whole.
        io::copy(&mut hashing, &mut io::sink())?;
        Ok(Self { hash: hashing.finish(), requests, stamp })
    }

    /// More lines than it can have.
    pub(super) fn most_lines(&self) -> u64 {
        self.stamp.0.saturating_add(1)
    }

    /// Whether the input is still as it was.
    pub(super) fn still_holds(&self, path: &Path) -> bool {
        File::open(path).and_then(|file| stamp(&file)).is_ok_and(|stamp| stamp == self.stamp)
    }
}

impl Rows {
    /// The lines of a file, each a request.
    pub(super) fn json(path: &Path) -> Result<Self, Failure> {
        let reader = BufReader::with_capacity(1 << 16, open(path)?);
        Ok(Self::Json { reader, line: 0, buffer: Vec::new() })
    }

    /// The rows of a file, each filling a template.
    pub(super) fn csv(
        path: &Path,
        template: impl FnOnce(&StringRecord) -> Result<Template, Failure>,
    ) -> Result<Self, Failure> {
        let mut reader = csv_reader(BufReader::with_capacity(1 << 16, open(path)?));
        let columns = reader.headers().map_err(|error| {
            Failure::usage(format!(
                "--csv: {}: its first row cannot be read: {error}",
                path.display()
            ))
        })?;
        let template = template(columns)?;
        Ok(Self::Csv { reader, template, row: StringRecord::new() })
    }

    /// The next request that is not done yet; those that are, are not even read.
    pub(super) fn next(&mut self, done: &Lines) -> io::Result<Option<Row>> {
        match self {
            Self::Json { reader, line, buffer } => loop {
                if !next_line(reader, buffer)? {
                    return Ok(None);
                }
                *line += 1;
                let mut json = buffer.trim_ascii();
                if *line == 1 {
                    json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
                }
                if !json.is_empty() && !done.contains(*line) {
                    return Ok(Some(Row { line: *line, request: input::members(json) }));
                }
            },
            Self::Csv { reader, template, row } => loop {
                let line = |row: &StringRecord| row.position().map_or(0, csv::Position::line);
                match reader.read_record(row) {
                    Ok(false) => return Ok(None),
                    Ok(true) if done.contains(line(row)) => {}
                    Ok(true) => {
                        return Ok(Some(Row { line: line(row), request: template.fill(row) }));
                    }
                    Err(error) => match misread(error)? {
                        (line, _) if done.contains(line) => {}
                        (line, why) => return Ok(Some(Row { line, request: Err(why) })),
                    },
                }
            },
        }
    }
}

/// The line of a row that cannot be read, and why; unless it is the file that cannot be.
fn misread(error: csv::Error) -> io::Result<(u64, String)> {
    let line = error.position().map_or(0, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Err(error),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Ok((line, format!("the row has {len} cells instead of {expected_len}")))
        }
        csv::ErrorKind::Utf8 { .. } => Ok((line, "the row is not UTF-8".to_owned())),
        _ => Ok((line, "the row cannot be read".to_owned())),
    }
}

fn next_line(reader: &mut impl BufRead, buffer: &mut Vec<u8>) -> io::Result<bool> {
    buffer.clear();
    // A line with a file in it must not hold on to its memory for the rest.
    buffer.shrink_to(1 << 16);
    Ok(reader.read_until(b'\n', buffer)? > 0)
}

fn csv_reader<R: Read>(reader: R) -> csv::Reader<R> {
    csv::ReaderBuilder::new().trim(csv::Trim::Headers).from_reader(reader)
}

fn open(path: &Path) -> Result<File, Failure> {
    let refuse = |why: String| Failure::usage(format!("cannot read {}: {why}", path.display()));
    let file = File::open(path).map_err(|error| refuse(error.to_string()))?;
    if file.metadata().is_ok_and(|it| it.is_file()) {
        return Ok(file);
    }
    Err(refuse("it is no file, so nothing could go on with it later".to_owned()))
}

fn stamp(file: &File) -> io::Result<Stamp> {
    let metadata = file.metadata()?;
    Ok((metadata.len(), metadata.modified().ok()))
}
