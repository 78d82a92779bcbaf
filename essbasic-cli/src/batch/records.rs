//! Records of an input, each with the number of the line on which it starts, as in an editor.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use csv::{ErrorKind, StringRecord};

use crate::input::{self, TextReader};
use crate::message::{Message, message};

mod line_index;

use line_index::LineIndex;

const BUFFER_SIZE: usize = 1 << 16;

/// Reader of the records of an input.
#[allow(clippy::large_enum_variant, reason = "one value per process")]
pub(super) enum Records<R> {
    /// One record per line that is not blank.
    Json { reader: BufReader<TextReader<R>>, line: u64, buffer: Vec<u8> },
    /// One record per row below the header.
    Csv { reader: csv::Reader<LineIndex<CsvText<R>>>, row: StringRecord },
}

/// Text of a CSV file, whose first lines were read before to detect the delimiter.
type CsvText<R> = io::Chain<Cursor<Vec<u8>>, BufReader<TextReader<R>>>;

/// A record, or the problem of a row.
pub(super) enum Record<'a> {
    Json(&'a [u8]),
    Csv(Result<&'a StringRecord, Message>),
}

impl<R: Read> Records<R> {
    pub(super) fn new(input: R, is_csv: bool) -> io::Result<Self> {
        let mut reader = BufReader::with_capacity(BUFFER_SIZE, TextReader::new(input)?);
        if !is_csv {
            return Ok(Self::Json { reader, line: 0, buffer: Vec::new() });
        }
        let mut header = Vec::new();
        while header.iter().all(|byte: &u8| byte.is_ascii_whitespace() && *byte != b'\t')
            && read_line(&mut reader, &mut header)?
        {}
        let delimiter = delimiter(&header);
        let text = Cursor::new(header).chain(reader);
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::Headers)
            .from_reader(LineIndex::new(text, delimiter));
        Ok(Self::Csv { reader, row: StringRecord::new() })
    }

    /// Returns the header of CSV, or an empty record for JSON.
    pub(super) fn columns(&mut self) -> Result<StringRecord, csv::Error> {
        match self {
            Self::Json { .. } => Ok(StringRecord::new()),
            Self::Csv { reader, .. } => reader.headers().cloned(),
        }
    }

    /// Reads the next record.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Record<'_>)>> {
        match self {
            Self::Json { reader, line, buffer } => loop {
                buffer.clear();
                // Frees the memory of a very long line, such as one with a file in it.
                buffer.shrink_to(BUFFER_SIZE);
                if !read_line(reader, buffer)? {
                    return Ok(None);
                }
                *line += 1;
                if !buffer.trim_ascii().is_empty() {
                    return Ok(Some((*line, Record::Json(buffer.trim_ascii()))));
                }
            },
            Self::Csv { reader, row } => {
                let (position, problem) = match reader.read_record(row) {
                    Ok(false) => return Ok(None),
                    Ok(true) => (row.position().cloned(), None),
                    Err(error) => {
                        (error.position().cloned(), Some(problem_of_row(error.into_kind())?))
                    }
                };
                let index = reader.get_mut();
                let line = index.line_at(position.map_or(0, |position| position.byte()));
                let record = match (&index.unclosed, problem) {
                    (Some(line), _) => {
                        Err(message!("cli-row-unclosed-quote", line = line.to_string()))
                    }
                    (None, Some(problem)) => Err(problem),
                    (None, None) if row.iter().all(|cell| cell.trim().is_empty()) => {
                        Err(message!("cli-row-empty"))
                    }
                    (None, None) => Ok(&*row),
                };
                Ok(Some((line, Record::Csv(record))))
            }
        }
    }
}

/// Returns the problem of an invalid row, or the error if the file cannot be read.
fn problem_of_row(error: ErrorKind) -> io::Result<Message> {
    Ok(match error {
        ErrorKind::Io(error) => return Err(error),
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            message!("cli-row-cells", count = len, expected = expected_len)
        }
        ErrorKind::Utf8 { .. } => message!("cli-row-not-utf8"),
        _ => message!("cli-row-not-csv"),
    })
}

/// Appends a line with its line break: LF, CR LF or CR. Returns `false` at the end.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    let start = line.len();
    loop {
        let available = reader.fill_buf()?;
        if available.is_empty() {
            return Ok(line.len() > start);
        }
        let end = available.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let length = end.map_or(available.len(), |end| end + 1);
        line.extend_from_slice(&available[..length]);
        reader.consume(length);
        input::check_length(line.len() as u64)?;
        if end.is_some() {
            break;
        }
    }
    if line.ends_with(b"\r") && reader.fill_buf()?.first() == Some(&b'\n') {
        reader.consume(1);
        line.push(b'\n');
    }
    Ok(true)
}

/// Returns the delimiter of a header: the most frequent of comma, semicolon and tab.
fn delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: u8| {
        let cells = header.split(|byte| *byte == b'"').step_by(2);
        cells.flatten().filter(|byte| **byte == delimiter).count()
    };
    // `max_by_key` returns the last of equal ones: the comma.
    b";\t,".iter().copied().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}
