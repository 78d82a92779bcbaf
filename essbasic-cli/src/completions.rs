//! `essbasic completions`: shell completions for commands, options, actions and fields.
//!
//! At every Tab, the scripts run `essbasic __complete` with the words so far. It prints one
//! completion per line: the word and, after a tab, its description.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt::Write;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete as completions};
use essbasic::{CATALOGUE, Entry};

use crate::cli::{self, Cli, CompletionsArgs};
use crate::error::CliError;
use crate::output;

mod fields;

use fields::FieldOption;

pub(crate) fn run(arguments: &CompletionsArgs) -> Result<(), CliError> {
    let script = match arguments.shell {
        Shell::Bash => include_str!("completions/essbasic.bash").into(),
        Shell::Fish => include_str!("completions/essbasic.fish").into(),
        Shell::Zsh => include_str!("completions/essbasic.zsh").into(),
        // Generated scripts complete commands and options only.
        other => {
            // Buffered, since the generator panics when a pipe is closed.
            let mut script = Vec::new();
            let mut command = cli::localized(Cli::command());
            clap_complete::generate(other, &mut command, "essbasic", &mut script);
            String::from_utf8_lossy(&script).into_owned()
        }
    };
    output::file(script.as_bytes())
}

/// Prints completions of the last word.
pub(crate) fn complete(words: &[OsString]) -> Result<(), CliError> {
    let Some(index) = words.len().checked_sub(1) else { return Ok(()) };
    let action = words.iter().find_map(|word| essbasic::find_action(word.to_str()?));
    let folder = env::current_dir().ok();
    let found = completions(&mut command(action), words.to_vec(), index, folder.as_deref())?;
    let mut lines = String::new();
    for candidate in found {
        let value = candidate.get_value().to_string_lossy();
        let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = match help.lines().next() {
            Some(help) => writeln!(lines, "{value}\t{help}"),
            None => writeln!(lines, "{value}"),
        };
    }
    if lines.is_empty() { Ok(()) } else { output::lines(&lines) }
}

/// Returns the command with completers for actions, fields and `@FILE`.
fn command(action: Option<&'static Entry>) -> Command {
    let mut command = cli::localized(Cli::command());
    let names: Vec<_> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |command| {
            command.mut_args(|arg| match arg.get_id().as_str() {
                "action" => arg.add(ArgValueCompleter::new(actions)),
                "set" => arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                    fields::complete(action, current, FieldOption::Set)
                })),
                "file" => arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                    fields::complete(action, current, FieldOption::File)
                })),
                "json" | "template" | "body" => arg.add(ArgValueCompleter::new(at_file)),
                _ => arg,
            })
        });
    }
    command
}

/// Completes the name of an action.
fn actions(current: &OsStr) -> Vec<CompletionCandidate> {
    let prefix = current.to_string_lossy().to_lowercase();
    let actions = CATALOGUE.iter().map(Entry::descriptor);
    let actions = actions.filter(|action| action.name.to_lowercase().starts_with(&prefix));
    actions.map(|action| fields::with_help(action.name, action.title)).collect()
}

/// Completes `@FILE`.
fn at_file(current: &OsStr) -> Vec<CompletionCandidate> {
    let current = current.to_string_lossy();
    let Some(path) = current.strip_prefix('@') else { return Vec::new() };
    fields::files("@", path)
}
