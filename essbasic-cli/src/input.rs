//! A request as people have it: inline, in a file, on standard input, member by member.

use std::convert::Infallible;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::str::FromStr;

use serde_json::{Map, Value};

use crate::failure::Failure;

mod agent;
mod file;
mod set;
mod typo;

pub(crate) use agent::AgentIds;
pub(crate) use file::Attached;
pub(crate) use set::{parse, set};
pub(crate) use typo::refuse_typos;

/// Where an argument's text comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// It is the argument itself.
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

/// All that a source holds.
pub(crate) fn bytes(argument: &str, source: &Source) -> Result<Vec<u8>, Failure> {
    match source {
        Source::Inline(text) => Ok(text.clone().into_bytes()),
        Source::File(path) => fs::read(path).map_err(|error| {
            Failure::usage(format!("{argument}: cannot read {}: {error}", path.display()))
        }),
        Source::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            Ok(bytes)
        }
    }
}

/// The JSON object that a source holds.
pub(crate) fn object(argument: &str, source: &Source) -> Result<Map<String, Value>, Failure> {
    let bytes = bytes(argument, source)?;
    members(&bytes).map_err(|why| Failure::usage(format!("{argument}: {why}")))
}

/// The members of a request in JSON.
pub(crate) fn members(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err("a request is a JSON object: {…}".to_owned()),
        Err(error) => Err(format!("not JSON: {error}")),
    }
}
