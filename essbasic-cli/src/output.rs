//! What is written to standard output: the result, and nothing else.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use essbasic::schema::StructSchema;
use serde::Serialize;
use serde_json::Value;

use crate::arguments::{Output, Printing};
use crate::failure::Failure;

mod filter;
mod order;
mod table;
mod text;

pub(crate) use filter::Filter;

/// Writes a result as it was asked for: unless it was, for a person on a terminal and for a
/// program elsewhere.
pub(crate) fn result(value: &Value, printing: &Printing) -> Result<(), Failure> {
    answer(value, None, printing)
}

/// Writes a result whose members have an order.
pub(crate) fn answer(
    value: &Value,
    schema: Option<&'static StructSchema>,
    printing: &Printing,
) -> Result<(), Failure> {
    let usual = if io::stdout().is_terminal() { Output::Text } else { Output::Json };
    write(value, schema, printing, printing.output.unwrap_or(usual))
}

/// Writes a result that is for programs, unless asked for otherwise.
pub(crate) fn data(value: &Value, printing: &Printing) -> Result<(), Failure> {
    write(value, None, printing, printing.output.unwrap_or(Output::Json))
}

fn write(
    value: &Value,
    schema: Option<&'static StructSchema>,
    printing: &Printing,
    output: Output,
) -> Result<(), Failure> {
    let schema = schema.filter(|_| printing.filter.is_none());
    let shown = match &printing.filter {
        None => Cow::Borrowed(value),
        Some(filter) => match filter.apply(value) {
            Ok(filtered) => Cow::Owned(filtered),
            Err(failure) => {
                // It is the only copy of the answer.
                json(value)?;
                return Err(failure);
            }
        },
    };
    match output {
        Output::Json => json(&shown),
        Output::Table => lines(&table::table(&shown, schema)),
        Output::Text => lines(&text::text(&shown, schema)),
    }
}

/// Writes JSON: laid out for a person, on one line for a program.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        return pretty(value);
    }
    to(io::stdout().lock(), |stdout| {
        serde_json::to_writer(&mut *stdout, value)?;
        writeln!(stdout)
    })
}

/// Writes JSON laid out for a person, who will edit it.
pub(crate) fn pretty(value: &impl Serialize) -> Result<(), Failure> {
    to(io::stdout().lock(), |stdout| {
        serde_json::to_writer_pretty(&mut *stdout, value)?;
        writeln!(stdout)
    })
}

/// Writes one line, at once.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    to(io::stdout().lock(), |stdout| writeln!(stdout, "{text}"))
}

/// Writes lines that may be styled: styles are for terminals, and for who wants them.
pub(crate) fn lines(text: &str) -> Result<(), Failure> {
    to(anstream::stdout().lock(), |stdout| writeln!(stdout, "{}", text.trim_end_matches('\n')))
}

/// Writes a file that goes to standard output, as it stands.
pub(crate) fn file(bytes: &[u8]) -> Result<(), Failure> {
    to(io::stdout().lock(), |stdout| stdout.write_all(bytes))
}

/// Writes something to standard output; what fails there says so.
fn to<W: Write>(
    mut stdout: W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> Result<(), Failure> {
    write(&mut stdout).and_then(|()| stdout.flush()).map_err(|error| {
        io::Error::new(error.kind(), format!("cannot write to standard output: {error}")).into()
    })
}
