//! Choice of the language: `--lang`, `ESSBASIC_LANG`, the profile, or the locale, in this order.

use std::env;
use std::ffi::OsString;

use essbasic_devtools::Language;

use crate::config::Profile;
use crate::error::CliError;
use crate::language::{self, Choice};
use crate::message::message;

/// Chooses the language of the process.
///
/// Called before arguments are parsed, because help and usage errors need it.
///
/// # Errors
///
/// If `ESSBASIC_LANG` decides and is not a language of the command.
pub(crate) fn choose_language() -> Result<(), CliError> {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let from_option = option("--lang", &arguments).and_then(Language::from_tag);
    let language = match from_option {
        Some(language) => language,
        None => from_surroundings(option("--profile", &arguments))?,
    };
    let is_json = is_json(&arguments);
    language::set(Choice { language, is_explicit: from_option.is_some(), is_json });
    Ok(())
}

fn from_surroundings(profile: Option<&str>) -> Result<Language, CliError> {
    if let Some(tag) = env::var_os("ESSBASIC_LANG").filter(|tag| !tag.is_empty()) {
        let unknown = || CliError::usage(message!("write-essbasic-lang"));
        return tag.to_str().and_then(Language::from_tag).ok_or_else(unknown);
    }
    // An invalid file is reported by the commands that use it.
    let profile = Profile::read(profile).ok();
    let tag = profile.as_ref().and_then(|profile| profile.get("language"));
    Ok(tag.and_then(Language::from_tag).unwrap_or_else(of_locale))
}

/// Returns the language of messages by POSIX: the first variable that is set decides.
fn of_locale() -> Language {
    let mut variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(env::var_os);
    let locale = variables.find(|locale| !locale.is_empty());
    locale.and_then(|locale| Language::from_tag(locale.to_str()?)).unwrap_or_default()
}

/// Returns the value of an option, without knowing the command: its first occurrence counts.
///
/// After `--` there are no options.
fn option<'a>(name: &str, arguments: &'a [OsString]) -> Option<&'a str> {
    let arguments = arguments.iter().map(|argument| argument.to_str().unwrap_or_default());
    let mut arguments = arguments.take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix(name) {
            Some("") => return arguments.next(),
            Some(rest) if rest.starts_with('=') => return Some(&rest[1..]),
            _ => {}
        }
    }
    None
}

/// Returns whether results or errors are requested as JSON. `--output` of a batch is a file.
fn is_json(arguments: &[OsString]) -> bool {
    let (before, after) = arguments.split_at(command_position(arguments));
    let is_batch = after.first().is_some_and(|command| command == "batch");
    let after: &[OsString] = if is_batch { &[] } else { after };
    // The option of the command precedes the general one.
    option("--output", after).or_else(|| option("--output", before)) == Some("json")
}

/// Returns the position of the command: of the first word that is neither an option nor the value of one.
fn command_position(arguments: &[OsString]) -> usize {
    let mut position = 0;
    while let Some(argument) = arguments.get(position) {
        match argument.to_str() {
            Some("--output" | "--filter" | "--lang") => position += 2,
            Some(option) if option.starts_with('-') => position += 1,
            _ => return position,
        }
    }
    arguments.len()
}
