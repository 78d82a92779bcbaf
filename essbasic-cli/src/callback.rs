//! `essbasic callback`: receives, opens, sends and checks callbacks.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use essbasic_devtools::Language;
use essbasic_devtools::callback_diagnostics::{CallbackCause, CallbackSecrets};

use crate::cli::{CallbackArgs, CallbackCommand, CallbackKeyArgs};
use crate::config::Profile;
use crate::error::CliError;
use crate::language;
use crate::message::{Message, message};
use crate::output::{OutputFormat, PrintOptions};
use crate::settings::variable;

mod events;
mod listen;
mod open;
mod probe;
mod receiver;
mod store;
mod trigger;

/// Maximum size of a file that contains a token or a key.
const SECRET_FILE_BYTES: u64 = 4096;

pub(crate) fn run(arguments: &CallbackArgs, print: &PrintOptions) -> Result<(), CliError> {
    match &arguments.command {
        CallbackCommand::Verify(it) => open::verify(&it.args, print),
        CallbackCommand::Open(it) => open::open(&it.args, print),
        CallbackCommand::Trigger(it) => trigger::run(&it.args, print),
        CallbackCommand::Probe(it) => probe::run(&it.args, print),
        CallbackCommand::Listen(it) => listen::run(&it.args, print),
        CallbackCommand::Events(it) => events::list(&it.args, print),
        CallbackCommand::Resend(it) => events::resend(&it.args, print),
    }
}

/// Returns the language of the texts in a result that is printed in this way: that of the reader in
/// text, English in JSON.
fn result_language(print: &PrintOptions, is_text_by_default: bool) -> Language {
    let is_text = print.output.map_or(is_text_by_default, |it| it != OutputFormat::Json);
    if is_text { language::current() } else { Language::English }
}

/// Resolves token and key: options, then a profile selected by name, variables, the default profile.
fn secrets(arguments: &CallbackKeyArgs) -> Result<CallbackSecrets, CliError> {
    let profile = Profile::read(arguments.profile.as_deref())?;
    let from_profile = |key: &str| match profile.get(key) {
        Some(path) => read_secret(key, Path::new(path)).map(Some),
        None => Ok(None),
    };
    let resolve = |option: &Option<String>, file: &Option<PathBuf>, names: [&str; 3]| {
        if let Some(value) = option {
            return Ok(Some(value.clone()));
        }
        let [file_option, file_setting, variable_name] = names;
        if let Some(path) = file {
            return read_secret(file_option, path).map(Some);
        }
        let from_variable = || variable(variable_name);
        if profile.named {
            Ok(from_profile(file_setting)?.or(from_variable()?))
        } else {
            Ok(from_variable()?.or(from_profile(file_setting)?))
        }
    };
    let names = ["--token-file", "callback_token_file", "ESSBASIC_CALLBACK_TOKEN"];
    let token = resolve(&arguments.token, &arguments.token_file, names)?;
    let names = ["--key-file", "callback_key_file", "ESSBASIC_CALLBACK_KEY"];
    let key = resolve(&arguments.key, &arguments.key_file, names)?;
    CallbackSecrets::new(token, key).map_err(invalid_secret)
}

fn cause_message(cause: CallbackCause) -> Message {
    Message::new(|language| cause.message(language).into())
}

fn cause_hint(cause: CallbackCause) -> Message {
    Message::new(|language| cause.hint(language).into())
}

/// Returns the usage error of an invalid token or key.
fn invalid_secret(cause: CallbackCause) -> CliError {
    CliError::usage(cause_message(cause)).with_hint(cause_hint(cause))
}

/// Reads a token or a key from a file, without the line break at its end.
fn read_secret(source: &str, path: &Path) -> Result<String, CliError> {
    let error = |error: std::io::Error| {
        let problem = message!("cli-cannot-read", path = path, problem = error);
        CliError::usage(message!("cli-option", option = source, problem = problem))
    };
    let mut text = String::new();
    let file = File::open(path).map_err(error)?;
    let read = file.take(SECRET_FILE_BYTES).read_to_string(&mut text);
    read.map_err(error)?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Returns the error of a command without a token that needs one.
fn token_missing() -> CliError {
    CliError::usage(message!("callback-needs-token"))
        .with_hint(message!("callback-needs-token-hint"))
}
