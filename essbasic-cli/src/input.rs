//! Text and JSON from arguments, files and standard input.

use std::convert::Infallible;
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use essbasic_devtools::request_json::{self, JsonError};
use serde_json::{Map, Value};

use crate::error::CliError;
use crate::message::{Localize, Message, message};

mod text_reader;

pub(crate) use text_reader::TextReader;

/// Size up to which a file or standard input is read.
const MAX_BYTES: u64 = 128 << 20;

/// Size up to which a line of a file is read.
const MAX_LINE_BYTES: u64 = 128 << 20;

/// Source of the text of an argument.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The argument itself.
    Inline(String),
    /// `@FILE`
    File(PathBuf),
    /// `-`
    Stdin,
}

impl FromStr for Source {
    type Err = Infallible;

    fn from_str(argument: &str) -> Result<Self, Infallible> {
        Ok(match (argument, argument.strip_prefix('@')) {
            ("-", _) => Self::Stdin,
            (_, Some(path)) => Self::File(path.into()),
            (text, None) => Self::Inline(text.to_owned()),
        })
    }
}

/// Reads all bytes of a source.
pub(crate) fn read(argument: &str, source: &Source) -> Result<Vec<u8>, CliError> {
    match source {
        Source::Inline(text) => Ok(text.clone().into_bytes()),
        Source::File(path) => {
            read_file(path).map_err(|error| error.in_context(&Message::verbatim(argument)))
        }
        Source::Stdin => {
            let read = read_up_to(MAX_BYTES, io::stdin().lock());
            read.map_err(|error| match error.kind() {
                io::ErrorKind::FileTooLarge => {
                    CliError::usage(message!("cli-option", option = argument, problem = error))
                }
                _ => error.into(),
            })
        }
    }
}

/// Reads the text of a source, in UTF-8, or in UTF-16 with a byte order mark.
pub(crate) fn read_text(argument: &str, source: &Source) -> Result<String, CliError> {
    let shown = match source {
        Source::File(path) => format!("{argument}: {}", path.display()),
        Source::Inline(_) | Source::Stdin => argument.to_owned(),
    };
    decode(&read(argument, source)?).map_err(|problem| {
        CliError::usage(message!("cli-option", option = shown, problem = problem))
    })
}

/// Reads the text of a file, in UTF-8, or in UTF-16 with a byte order mark.
pub(crate) fn read_text_file(path: &Path) -> Result<String, CliError> {
    decode(&read_file(path)?).map_err(|problem| cannot_read(path, &problem))
}

/// Reads a file of at most 128 MiB.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, CliError> {
    read_file_up_to(MAX_BYTES, path).map_err(|error| cannot_read(path, &error))
}

/// Reads a file that has at most a number of bytes.
pub(crate) fn read_file_up_to(max: u64, path: &Path) -> io::Result<Vec<u8>> {
    read_up_to(max, File::open(path)?)
}

fn read_up_to(max: u64, reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max {
        let problem = message!("cli-too-large", bytes = max);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, problem));
    }
    Ok(bytes)
}

/// Appends a line with its line break, LF. Without one, the file ends here.
pub(crate) fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    let read = reader.by_ref().take(MAX_LINE_BYTES + 1).read_until(b'\n', line)?;
    check_length(read as u64).map(|()| read)
}

/// Checks the length of a line or a row that is being read.
pub(crate) fn check_length(bytes: u64) -> io::Result<()> {
    if bytes > MAX_LINE_BYTES { Err(line_too_long()) } else { Ok(()) }
}

fn line_too_long() -> io::Error {
    let problem = message!("cli-line-too-long", bytes = MAX_LINE_BYTES);
    io::Error::new(io::ErrorKind::InvalidData, problem)
}

/// Returns the error of a file that cannot be read.
pub(crate) fn cannot_read(path: &Path, problem: &dyn Localize) -> CliError {
    CliError::usage(message!("cli-cannot-read", path = path, problem = problem))
}

/// Decodes the text of a file, without its byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Message> {
    let mut text = Vec::new();
    let read = TextReader::new(bytes).and_then(|mut reader| reader.read_to_end(&mut text));
    read.map_err(|error| Message::from_io(&error))?;
    String::from_utf8(text).map_err(|_| message!("cli-not-utf8"))
}

/// Reads the JSON object of a source.
pub(crate) fn read_object(argument: &str, source: &Source) -> Result<Map<String, Value>, CliError> {
    let text = read_text(argument, source)?;
    parse_object(&text).map_err(|problem| {
        CliError::usage(message!("cli-option", option = argument, problem = problem))
    })
}

/// Parses the JSON object of a request. A field that occurs twice is an error.
pub(crate) fn parse_object(text: &str) -> Result<Map<String, Value>, Message> {
    request_json::parse_object(text).map_err(|error| json_problem(&error))
}

/// Returns the message of an error in JSON.
pub(crate) fn json_problem(error: &JsonError) -> Message {
    Message::new(|language| error.message(language).into())
}
