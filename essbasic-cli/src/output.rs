//! Standard output: the result of a command and nothing else.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::str::FromStr;
use std::thread;

use clap::{Args, ValueEnum};
use essbasic::schema::StructSchema;
use essbasic_devtools::{Language, escape, request_json};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::CliError;
use crate::help_texts;
use crate::language;
use crate::message::{Message, detail, message};

mod table;
mod text;

/// Columns of pages that are laid out.
pub(crate) const WIDTH: usize = 80;

/// Maximum length of a filter, in bytes.
const MAX_FILTER: usize = 2048;

/// Stack on which a filter is parsed and evaluated: both are recursive.
const FILTER_STACK: usize = 128 << 20;

/// Format of results and errors.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum OutputFormat {
    #[value(help = help_texts::of_value("output.json", "One JSON value; an error is one JSON object"))]
    Json,
    #[value(help = help_texts::of_value("output.table", "Rows and columns"))]
    Table,
    #[value(help = help_texts::of_value("output.text", "Indented lines; an error has a hint"))]
    Text,
}

// A doc comment would replace the help of the command.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct PrintOptions {
    /// Format of results and errors. Default: text on a terminal; otherwise JSON for results and
    /// text for errors
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) output: Option<OutputFormat>,
    /// JMESPath expression that selects what is printed: QrCode.QrCodeId
    #[arg(long, value_name = "JMESPATH")]
    pub(crate) filter: Option<Filter>,
}

impl PrintOptions {
    /// Returns the language of the texts in a result that [`result`] or [`response`] prints: that
    /// of the reader in text and tables, English in JSON.
    pub(crate) fn result_language(&self) -> Language {
        let is_text = self.output.map_or(io::stdout().is_terminal(), |it| it != OutputFormat::Json);
        if is_text { language::current() } else { Language::English }
    }

    /// Fills in options that are not set.
    pub(crate) fn or(self, defaults: &Self) -> Self {
        Self {
            output: self.output.or(defaults.output),
            filter: self.filter.or_else(|| defaults.filter.clone()),
        }
    }
}

/// A valid JMESPath expression.
#[derive(Clone, Debug)]
pub(crate) struct Filter(String);

impl FromStr for Filter {
    type Err = String;

    fn from_str(expression: &str) -> Result<Self, String> {
        if expression.len() > MAX_FILTER {
            return Err(message!("cli-filter-too-long", max = MAX_FILTER).local().to_owned());
        }
        match evaluate(expression, None) {
            Ok(_) => Ok(Self(expression.to_owned())),
            Err(problem) => Err(problem.local().to_owned()),
        }
    }
}

impl Filter {
    fn apply(&self, value: &Value) -> Result<Value, CliError> {
        evaluate(&self.0, Some(value)).map_err(|problem| {
            let option = format!("--filter {}", self.0);
            CliError::usage(message!("cli-option", option = option, problem = problem))
                .with_hint(message!("cli-unfiltered"))
        })
    }
}

/// Evaluates an expression, or only parses it, on a stack of its own.
///
/// A response that is filtered may be the only copy of it, so that nothing may end the process.
fn evaluate(expression: &str, value: Option<&Value>) -> Result<Value, Message> {
    let evaluate = || -> Result<Value, Message> {
        let compiled = jmespath::compile(expression).map_err(|error| detail(&error))?;
        let Some(value) = value else { return Ok(Value::Null) };
        let found = compiled.search(value).map_err(|error| detail(&error.reason))?;
        serde_json::to_value(&*found).map_err(|error| detail(&error))
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(FILTER_STACK);
        match thread.spawn_scoped(scope, evaluate) {
            // A panic was printed.
            Ok(running) => running.join().unwrap_or_else(|_| Err(message!("cli-filter-panicked"))),
            Err(error) => Err(Message::from_io(&error)),
        }
    })
}

/// Prints a result. Default format: text on a terminal, otherwise JSON.
pub(crate) fn result(value: &Value, options: &PrintOptions) -> Result<(), CliError> {
    response(value, None, options)
}

/// Prints a response with its fields in the order of the schema.
pub(crate) fn response(
    value: &Value,
    schema: Option<&'static StructSchema>,
    options: &PrintOptions,
) -> Result<(), CliError> {
    let format = if io::stdout().is_terminal() { OutputFormat::Text } else { OutputFormat::Json };
    print(value, schema, options, options.output.unwrap_or(format))
}

/// Prints a result that is meant for programs. Default format: JSON.
pub(crate) fn data(value: &Value, options: &PrintOptions) -> Result<(), CliError> {
    print(value, None, options, options.output.unwrap_or(OutputFormat::Json))
}

fn print(
    value: &Value,
    schema: Option<&'static StructSchema>,
    options: &PrintOptions,
    format: OutputFormat,
) -> Result<(), CliError> {
    let schema = schema.filter(|_| options.filter.is_none());
    let selected = match &options.filter {
        None => Cow::Borrowed(value),
        Some(filter) => match filter.apply(value) {
            Ok(filtered) => Cow::Owned(filtered),
            Err(error) => {
                // This is the only copy of the response.
                json(value)?;
                return Err(error);
            }
        },
    };
    match format {
        OutputFormat::Json => json(&selected),
        OutputFormat::Table => lines(&table::render(&selected, schema)),
        OutputFormat::Text => lines(&text::render(&selected, schema)),
    }
}

/// Prints JSON: indented on a terminal, otherwise on one line.
fn json(value: &impl Serialize) -> Result<(), CliError> {
    if io::stdout().is_terminal() {
        return pretty_json(value);
    }
    let text = serde_json::to_string(value).map_err(io::Error::from)?;
    line(&escape::json_text(&text))
}

/// Prints indented JSON.
fn pretty_json(value: &impl Serialize) -> Result<(), CliError> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    line(&escape::json_text(&text))
}

/// Prints a request as indented JSON, for people to edit.
pub(crate) fn request(
    schema: &'static StructSchema,
    fields: &Map<String, Value>,
) -> Result<(), CliError> {
    line(&escape::json_text(&request_json::pretty(schema, fields)))
}

/// Prints lines and flushes them.
pub(crate) fn line(text: &str) -> Result<(), CliError> {
    write_to(io::stdout().lock(), |stdout| writeln!(stdout, "{}", escape::lines(text)))
}

/// Prints lines, without their styles where the terminal or the environment does not want them.
pub(crate) fn lines(text: &str) -> Result<(), CliError> {
    write_to(anstream::stdout().lock(), |stdout| {
        writeln!(stdout, "{}", escape::styled(text.trim_end_matches('\n')))
    })
}

/// Prints the contents of a file unchanged.
pub(crate) fn file(bytes: &[u8]) -> Result<(), CliError> {
    write_to(io::stdout().lock(), |stdout| stdout.write_all(bytes))
}

fn write_to<W: Write>(
    mut stdout: W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> Result<(), CliError> {
    write(&mut stdout).and_then(|()| stdout.flush()).map_err(|error| {
        let message = message!("cli-cannot-write-stdout", problem = error);
        io::Error::new(error.kind(), message).into()
    })
}
