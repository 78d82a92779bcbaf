//! Code samples of a call: programs in Rust and with the vendor's SDKs, an `essbasic` command, curl.
//!
//! [`SampleFormat`] renders a [`Sample`] in each format. [`curl`] renders a request that is signed
//! already.
//!
//! [`redact::request_fields`] removes secrets from a request before a sample is rendered.

use std::fmt::Write;

use essbasic::{Entry, Environment, RawAction, validate};
use serde_json::{Map, Value};

use crate::escape;

pub mod capture;
pub mod command;
pub mod curl;
mod format;
pub mod redact;
pub mod rust;
pub mod script;
pub mod sdk;

pub use format::SampleFormat;

/// A call to render.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The action.
    pub action: &'a SampleAction<'a>,
    /// The endpoint.
    pub endpoint: &'a SampleEndpoint,
    /// The request.
    pub members: &'a Map<String, Value>,
    /// `true` to skip validation, for programs with this library. SDKs do not validate.
    pub unchecked: bool,
}

/// The action of a sample.
#[derive(Clone, Copy, Debug)]
pub enum SampleAction<'a> {
    /// An action of the catalogue.
    Catalogue(&'static Entry),
    /// An action that is not in the catalogue.
    Raw {
        /// Name of the action.
        name: &'a str,
        /// Version of the API.
        version: &'a str,
        /// Name of the service.
        service: &'a str,
    },
}

impl<'a> SampleAction<'a> {
    /// Returns the name of the action.
    pub fn name(&self) -> &'a str {
        match self {
            Self::Catalogue(entry) => entry.descriptor().name,
            Self::Raw { name, .. } => name,
        }
    }

    /// Returns the version of the action's API.
    pub fn version(&self) -> &'a str {
        match self {
            Self::Catalogue(entry) => entry.descriptor().version,
            Self::Raw { version, .. } => version,
        }
    }

    /// Returns the name of the action's service.
    pub fn service(&self) -> &'a str {
        match self {
            Self::Catalogue(entry) => entry.descriptor().service,
            Self::Raw { service, .. } => service,
        }
    }

    /// Returns the action for [`Client::call_raw`](essbasic::Client::call_raw).
    pub fn raw(&self) -> RawAction {
        RawAction::new(self.name(), self.version()).service(self.service())
    }

    /// Returns whether validation rejects a request, so that its samples must skip validation.
    pub fn rejects(&self, members: &Map<String, Value>) -> bool {
        match self {
            Self::Catalogue(entry) => {
                !validate::json((entry.descriptor().request)(), members).is_empty()
            }
            Self::Raw { .. } => false,
        }
    }
}

/// Source of the request in a command line.
#[derive(Clone, Copy, Debug)]
pub enum SampleBody<'a> {
    /// From the command line itself.
    Inline,
    /// From a file.
    File(&'a str),
}

/// Maximum length of an argument of a command, in bytes.
const MAX_ARGUMENT: usize = 64 << 10;

/// Renders a command as lines, of which the last is an option that takes a text, or `@FILE`.
///
/// A text that is too long for an argument, or not safe for a terminal, is piped in by `printf`,
/// which shells have built in. `stdin` is the value with which the option reads standard input.
fn command_line(
    mut lines: Vec<String>,
    option: &str,
    (text, body, stdin): (&str, SampleBody<'_>, &str),
) -> String {
    let value = match body {
        SampleBody::File(path) => shell_quote(&format!("@{path}")),
        SampleBody::Inline if text.len() <= MAX_ARGUMENT && *escape::lines(text) == *text => {
            shell_quote(text)
        }
        SampleBody::Inline => {
            lines[0] = format!("{} | {}", printf(text), lines[0]);
            stdin.to_owned()
        }
    };
    lines.push(format!("{option} {value}"));
    lines.join(" \\\n  ")
}

/// Renders a `printf` command that prints a text.
fn printf(text: &str) -> String {
    let mut format = String::with_capacity(text.len() + 16);
    let mut buffer = [0; 4];
    for c in text.chars() {
        match &*c.encode_utf8(&mut buffer) {
            "%" => format += "%%",
            "\\" => format += "\\\\",
            c if *escape::line(c) == *c => format += c,
            // Writing to a string cannot fail.
            c => c.bytes().for_each(|byte| _ = write!(format, "\\{byte:03o}")),
        }
    }
    format!("printf {}", shell_quote(&format))
}

/// Quotes a text for a POSIX shell.
pub fn shell_quote(text: &str) -> String {
    let quoted = format!("'{}'", text.replace('\'', r"'\''"));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:@%+,".contains(&byte);
    if text.is_empty() || !text.bytes().all(is_plain) { quoted } else { text.to_owned() }
}

/// The endpoint of a sample.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SampleEndpoint {
    /// The production environment.
    Production,
    /// The test environment.
    Test,
    /// One URL for all hosts, such as that of a sandbox.
    Custom(String),
}

impl SampleEndpoint {
    /// Returns the endpoint of an environment.
    pub fn of(environment: &Environment) -> Self {
        match environment {
            Environment::Custom { api, .. } => Self::Custom(api.to_string()),
            Environment::Test => Self::Test,
            _ => Self::Production,
        }
    }
}
