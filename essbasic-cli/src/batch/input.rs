//! Input of a batch: lines of JSON, or rows of CSV that are inserted into a template.

use std::fmt::Write;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::time::SystemTime;

use csv::StringRecord;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::line_set::LineSet;
use super::template::Template;
use crate::error::CliError;
use crate::input;

const BUFFER_SIZE: usize = 1 << 16;

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
        if is_csv {
            let buffered = BufReader::with_capacity(BUFFER_SIZE, &mut hashing);
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(buffered);
            let mut row = csv::ByteRecord::new();
            while reader.read_byte_record(&mut row).map_err(io::Error::from)? {
                requests += 1;
            }
        } else {
            let mut reader = BufReader::with_capacity(BUFFER_SIZE, &mut hashing);
            let mut buffer = Vec::new();
            while read_line(&mut reader, &mut buffer)? {
                requests += u64::from(!buffer.trim_ascii().is_empty());
            }
        }
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
pub(super) enum Rows {
    Json { reader: BufReader<File>, line: u64, buffer: Vec<u8> },
    Csv { reader: csv::Reader<BufReader<File>>, template: Template, row: StringRecord },
}

/// A line of the input, and its request or why it has none.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) request: Result<Map<String, Value>, String>,
}

impl Rows {
    /// Opens a file with one request per line.
    pub(super) fn json(path: &Path) -> Result<Self, CliError> {
        let reader = BufReader::with_capacity(BUFFER_SIZE, open(path)?);
        Ok(Self::Json { reader, line: 0, buffer: Vec::new() })
    }

    /// Opens a CSV file whose rows are inserted into a template.
    pub(super) fn csv(
        path: &Path,
        template: impl FnOnce(&StringRecord) -> Result<Template, CliError>,
    ) -> Result<Self, CliError> {
        let reader = BufReader::with_capacity(BUFFER_SIZE, open(path)?);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::Headers).from_reader(reader);
        let columns = reader.headers().map_err(|error| {
            CliError::usage(format!("--csv: cannot read the header of {}: {error}", path.display()))
        })?;
        let template = template(columns)?;
        Ok(Self::Csv { reader, template, row: StringRecord::new() })
    }

    /// Reads the next line that is not in `completed`.
    pub(super) fn next(&mut self, completed: &LineSet) -> io::Result<Option<Row>> {
        match self {
            Self::Json { reader, line, buffer } => loop {
                if !read_line(reader, buffer)? {
                    return Ok(None);
                }
                *line += 1;
                let mut json = buffer.trim_ascii();
                if *line == 1 {
                    // Byte order mark.
                    json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
                }
                if !json.is_empty() && !completed.contains(*line) {
                    return Ok(Some(Row { line: *line, request: input::parse_object(json) }));
                }
            },
            Self::Csv { reader, template, row } => loop {
                let line = |row: &StringRecord| row.position().map_or(0, csv::Position::line);
                match reader.read_record(row) {
                    Ok(false) => return Ok(None),
                    Ok(true) if completed.contains(line(row)) => {}
                    Ok(true) => {
                        return Ok(Some(Row { line: line(row), request: template.fill(row) }));
                    }
                    Err(error) => match invalid_row(error)? {
                        (line, _) if completed.contains(line) => {}
                        (line, problem) => return Ok(Some(Row { line, request: Err(problem) })),
                    },
                }
            },
        }
    }
}

/// Returns the line of an invalid row and its problem, or the error if the file cannot be read.
fn invalid_row(error: csv::Error) -> io::Result<(u64, String)> {
    let line = error.position().map_or(0, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Err(error),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Ok((line, format!("the row has {len} cells, not {expected_len}")))
        }
        csv::ErrorKind::Utf8 { .. } => Ok((line, "the row is not valid UTF-8".to_owned())),
        _ => Ok((line, "the row is not valid CSV".to_owned())),
    }
}

fn read_line(reader: &mut impl BufRead, buffer: &mut Vec<u8>) -> io::Result<bool> {
    buffer.clear();
    // Frees the memory of a very long line, such as one with a file in it.
    buffer.shrink_to(BUFFER_SIZE);
    Ok(reader.read_until(b'\n', buffer)? > 0)
}

fn open(path: &Path) -> Result<File, CliError> {
    let failed =
        |problem: String| CliError::usage(format!("cannot read {}: {problem}", path.display()));
    let file = File::open(path).map_err(|error| failed(error.to_string()))?;
    if file.metadata().is_ok_and(|it| it.is_file()) {
        return Ok(file);
    }
    Err(failed("not a regular file, so the batch could not be resumed".to_owned()))
}

fn stamp(file: &File) -> io::Result<Stamp> {
    let metadata = file.metadata()?;
    Ok((metadata.len(), metadata.modified().ok()))
}
