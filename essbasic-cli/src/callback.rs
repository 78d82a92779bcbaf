//! `essbasic callback`: receives, opens, sends and checks callbacks.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use essbasic_devtools::Language;
use essbasic_devtools::callback_diagnostics::{CallbackCause, CallbackSecrets};

use crate::cli::{CallbackArgs, CallbackCommand, CallbackKeyArgs};
use crate::config::Profile;
use crate::error::CliError;
use crate::input;
use crate::language;
use crate::message::{Localize, Message, message};
use crate::output::{OutputFormat, PrintOptions};
use crate::settings::Setting;

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
pub(crate) fn secrets(arguments: &CallbackKeyArgs) -> Result<CallbackSecrets, CliError> {
    let profile = Profile::read(arguments.profile.as_deref())?;
    let from_profile = |key: &str| {
        let path = Setting::of_profile(&profile, key).map(|it| it.map(PathBuf::from));
        path.as_ref().map(read_secret).transpose()
    };
    let resolve = |option: &Option<String>, file: &Option<PathBuf>, names: [&str; 4]| {
        let [option_name, file_option, file_setting, variable] = names;
        if let Some(value) = option {
            return Ok(Some(Setting::named(option_name, value.clone())));
        }
        if let Some(path) = file {
            return read_secret(&Setting::named(file_option, path.clone())).map(Some);
        }
        let from_variable = || Setting::of_variable(variable);
        if profile.named {
            Ok(from_profile(file_setting)?.or(from_variable()?))
        } else {
            Ok(from_variable()?.or(from_profile(file_setting)?))
        }
    };
    let names = ["--token", "--token-file", "callback_token_file", "ESSBASIC_CALLBACK_TOKEN"];
    let token = resolve(&arguments.token, &arguments.token_file, names)?;
    let names = ["--key", "--key-file", "callback_key_file", "ESSBASIC_CALLBACK_KEY"];
    let key = resolve(&arguments.key, &arguments.key_file, names)?;
    check_secrets(token, key)
}

/// Checks token and key. An error begins with what sets the invalid one.
fn check_secrets(
    token: Option<Setting>,
    key: Option<Setting>,
) -> Result<CallbackSecrets, CliError> {
    let value = |setting: &Option<Setting>| setting.as_ref().map(|it| it.value.clone());
    CallbackSecrets::new(value(&token), value(&key)).map_err(|cause| {
        let is_token = matches!(cause, CallbackCause::TokenInvalid | CallbackCause::TokenQuoted);
        let invalid = if is_token { token } else { key };
        let error = CliError::usage(cause_message(cause)).with_hint(cause_hint(cause));
        invalid.iter().fold(error, |error, it| error.in_context(&it.source))
    })
}

fn cause_message(cause: CallbackCause) -> Message {
    Message::new(|language| cause.message(language).into())
}

fn cause_hint(cause: CallbackCause) -> Message {
    Message::new(|language| cause.hint(language).into())
}

/// Reads a token or a key from a file, without the line break at its end.
fn read_secret(path: &Setting<PathBuf>) -> Result<Setting, CliError> {
    let text = path.apply(|path| {
        let cannot_read = |problem: &dyn Localize| input::cannot_read(path, problem);
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(|error| cannot_read(&error))?;
        let read = file.take(SECRET_FILE_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| cannot_read(&error))?;
        if bytes.len() as u64 > SECRET_FILE_BYTES {
            return Err(cannot_read(&message!("cli-too-large", bytes = SECRET_FILE_BYTES)));
        }
        input::decode(&bytes).map_err(|problem| cannot_read(&problem))
    })?;
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    Ok(Setting { value: text, source: path.source.clone() })
}

/// Returns the error of a command without a token that needs one.
fn token_missing() -> CliError {
    CliError::usage(message!("callback-needs-token"))
        .with_hint(message!("callback-needs-token-hint"))
}
