//! Text and JSON from arguments, files and standard input.

use std::convert::Infallible;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::str::FromStr;

use serde_json::{Map, Value};

use crate::error::CliError;

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
            CliError::usage(format!("{argument}: cannot read {}: {error}", path.display()))
        }),
        Source::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            Ok(bytes)
        }
    }
}

/// Reads the JSON object of a source.
pub(crate) fn read_object(argument: &str, source: &Source) -> Result<Map<String, Value>, CliError> {
    let bytes = read(argument, source)?;
    parse_object(&bytes).map_err(|problem| CliError::usage(format!("{argument}: {problem}")))
}

/// Parses the JSON object of a request.
pub(crate) fn parse_object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("the request must be a JSON object: {…}".to_owned()),
        Err(error) => Err(format!("not JSON: {error}")),
    }
}
