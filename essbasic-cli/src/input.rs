//! Text and JSON from arguments, files and standard input.

use std::convert::Infallible;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::str::FromStr;

use serde_json::{Map, Value};

use crate::error::CliError;
use crate::message::{Message, detail, message};

mod text_reader;
mod unique_keys;

pub(crate) use text_reader::TextReader;
use unique_keys::UniqueKeys;

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
        Source::File(path) => fs::read(path).map_err(|error| {
            let problem = message!("cli-cannot-read", path = path, problem = error);
            CliError::usage(message!("cli-option", option = argument, problem = problem))
        }),
        Source::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            Ok(bytes)
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
    match serde_json::from_str(text) {
        Ok(UniqueKeys(Value::Object(fields))) => Ok(fields),
        Ok(_) => Err(message!("cli-not-an-object")),
        Err(error) if error.is_data() => Err(unique_keys::problem(&error)),
        Err(error) => Err(message!("cli-not-json", problem = detail(&error))),
    }
}
