//! Questions and answers on a terminal.

use std::io::{self, BufRead, Write};

use essbasic_devtools::escape;
use secrecy::SecretString;

use crate::error::CliError;
use crate::message::{Message, message};

/// Prints to standard error, since standard output is for the result.
pub(super) fn print(text: &str) {
    // Standard error may be closed.
    let _ = write!(io::stderr(), "{}", escape::lines(text));
}

/// Asks a question. Returns `None` for an empty answer.
pub(super) fn ask(question: &Message, current: Option<&str>) -> Result<Option<String>, CliError> {
    let question = question.local();
    match current {
        Some(current) => print(&format!("{question} [{current}]: ")),
        None => print(&format!("{question}: ")),
    }
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        print("\n");
        return Err(aborted());
    }
    Ok(Some(line.trim().to_owned()).filter(|text| !text.is_empty()))
}

/// Asks until the answer is accepted. An empty answer changes nothing; `-` is an empty value.
pub(super) fn ask_until_valid(
    question: &Message,
    current: Option<&str>,
    mut accept: impl FnMut(&str) -> Result<(), CliError>,
) -> Result<(), CliError> {
    loop {
        let Some(text) = ask(question, current)? else { return Ok(()) };
        match accept(if text == "-" { "" } else { &text }) {
            Ok(()) => return Ok(()),
            Err(error) => {
                let options = textwrap::Options::with_termwidth().subsequent_indent("  ");
                let text = format!("  {}", error.message().local());
                print(&format!("{}\n", textwrap::fill(&text, options)));
            }
        }
    }
}

/// Reads a secret key without echo.
pub(super) fn read_secret_key() -> Result<SecretString, CliError> {
    // Without this handler, Ctrl-C would end the command before echo is turned on again.
    #[cfg(unix)]
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    #[cfg(unix)]
    let _handler = {
        let _entered = runtime.enter();
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?
    };
    match rpassword::prompt_password(format!("{}: ", message!("cli-ask-secret-key").local())) {
        Ok(key) => Ok(key.trim().to_owned().into()),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(aborted()),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(aborted()),
        Err(error) => Err(error.into()),
    }
}

fn aborted() -> CliError {
    CliError::interrupted(message!("cli-aborted"), None)
}
