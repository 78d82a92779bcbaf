//! Errors and warnings on standard error, as text or JSON.

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::error::ErrorKind;
use essbasic_devtools::{Language, escape};
use serde_json::json;

use crate::cli;
use crate::error::CliError;
use crate::language;
use crate::message::{Message, message};
use crate::output::OutputFormat;
use crate::wrap;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Prints an error and returns its exit code.
pub(crate) fn error(error: &CliError, format: Option<OutputFormat>) -> ExitCode {
    if !error.is_broken_pipe() {
        // Standard error is the last place to report to.
        let _ = match format {
            Some(OutputFormat::Json) => writeln!(io::stderr(), "{}", escape::json(&error.json())),
            _ => write_styled(ERROR, "essbasic:", &error.to_string()),
        };
    }
    ExitCode::from(error.code())
}

/// Prints a warning.
pub(crate) fn warning(text: &Message, format: Option<OutputFormat>) {
    // Standard error may be closed.
    let _ = match format {
        Some(OutputFormat::Json) => {
            writeln!(io::stderr(), "{}", escape::json(&json!({ "warning": text.english() })))
        }
        _ => {
            let label = message!("cli-warning-label");
            write_styled(WARNING, label.local(), &escape::line(text.local()))
        }
    };
}

/// Prints a remark on the output, which itself goes to standard output.
pub(crate) fn remark(text: &Message) {
    // Standard error may be closed.
    let _ = writeln!(io::stderr(), "{}", escape::line(text.local()));
}

/// Prints the error of a command line that cannot be parsed, or the help that was requested.
pub(crate) fn usage_error(parse_error: &clap::Error) -> ExitCode {
    if language::current() == Language::Chinese {
        return chinese_usage_error(parse_error);
    }
    let rendered = parse_error.render().to_string();
    if !parse_error.use_stderr() || !requests_json() {
        // The reader may have closed the pipe.
        let _ = match escape::lines(&rendered) {
            Cow::Borrowed(_) => parse_error.print(),
            Cow::Owned(escaped) => write!(io::stderr(), "{escaped}"),
        };
        return ExitCode::from(if parse_error.use_stderr() { 2 } else { 0 });
    }
    let rendered = rendered.strip_prefix("error: ").unwrap_or(&rendered);
    let (message, rest) = rendered.split_once("\n\n").unwrap_or((rendered, ""));
    let tip = rest.lines().find_map(|line| line.trim().strip_prefix("tip: "));
    let usage = CliError::usage(Message::verbatim(message.trim()))
        .with_suggestion(tip.map(Message::verbatim));
    error(&usage, Some(OutputFormat::Json))
}

fn chinese_usage_error(parse_error: &clap::Error) -> ExitCode {
    let text = cli::rendered(parse_error, Language::Chinese);
    // The reader may have closed the pipe.
    if !parse_error.use_stderr() {
        let _ = write!(anstream::stdout(), "{}", escape::styled(&text));
        return ExitCode::SUCCESS;
    }
    let _ = match parse_error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            write!(anstream::stderr(), "{}", escape::styled(&text))
        }
        _ => write_styled(ERROR, "essbasic:", &text),
    };
    ExitCode::from(2)
}

/// Returns whether an unparsable command line requests JSON.
fn requests_json() -> bool {
    let arguments: Vec<_> = env::args_os().collect();
    let is_json = |pair: &[OsString]| pair[0] == "--output" && pair[1] == "json";
    arguments.windows(2).any(is_json) || arguments.iter().any(|it| it == "--output=json")
}

fn write_styled(style: Style, label: &str, text: &str) -> io::Result<()> {
    let text = format!("{label} {text}");
    let text = if io::stderr().is_terminal() { wrap(&text, textwrap::termwidth()) } else { text };
    let text = text.strip_prefix(label).unwrap_or(&text);
    writeln!(anstream::stderr(), "{style}{label}{style:#}{text}")
}

/// Wraps lines, but not IDs and URLs.
fn wrap(text: &str, width: usize) -> String {
    let lines = text.lines().flat_map(|line| wrap::wrap(line, width, "", "    "));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn request_id_is_not_broken_across_lines() {
        let id = "df80645b-5ae9-40aa-86f1-9f8b95bcd3d3";
        let text = wrap(&format!("essbasic: ChannelCancelFlow: rejected (request {id})"), 60);
        assert_eq!(text, format!("essbasic: ChannelCancelFlow: rejected (request\n    {id})"));
    }
}
