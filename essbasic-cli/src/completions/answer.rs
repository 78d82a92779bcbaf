//! How the last of some words may go on.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt::Write;

use clap::{Command, CommandFactory};
use clap_complete::CompletionCandidate;
use clap_complete::engine::{ArgValueCompleter, PathCompleter, ValueCompleter, complete};
use essbasic::{CATALOGUE, Entry};

use super::member;
use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output;

/// Prints each word that could stand in place of the last one, and what it means behind a tab.
pub(crate) fn answer(words: &[OsString]) -> Result<(), Failure> {
    let Some(at) = words.len().checked_sub(1) else { return Ok(()) };
    let action = words.iter().find_map(|word| essbasic::find(word.to_str()?));
    let folder = env::current_dir().ok();
    let found = complete(&mut command(action), words.to_vec(), at, folder.as_deref())?;
    let mut lines = String::new();
    for candidate in found {
        let value = candidate.get_value().to_string_lossy();
        let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        // Writing into a string cannot fail.
        let _ = match help.lines().next() {
            Some(help) => writeln!(lines, "{value}\t{help}"),
            None => writeln!(lines, "{value}"),
        };
    }
    if lines.is_empty() { Ok(()) } else { output::lines(&lines) }
}

/// The command, knowing what stands where: actions, members of this action, files behind an `@`.
fn command(action: Option<&'static Entry>) -> Command {
    let mut command = Arguments::command();
    let names: Vec<_> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |command| {
            command.mut_args(|arg| match arg.get_id().as_str() {
                "action" => arg.add(ArgValueCompleter::new(actions)),
                "set" => arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                    member::paths(action, current, member::Want::Value)
                })),
                "file" => arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                    member::paths(action, current, member::Want::File)
                })),
                "json" | "template" | "body" => arg.add(ArgValueCompleter::new(at_file)),
                _ => arg,
            })
        });
    }
    command
}

/// The actions whose names begin so.
fn actions(current: &OsStr) -> Vec<CompletionCandidate> {
    let begun = current.to_string_lossy().to_lowercase();
    let found = CATALOGUE.iter().map(Entry::descriptor);
    let found = found.filter(|action| action.name.to_lowercase().starts_with(&begun));
    found.map(|action| told(action.name, action.title)).collect()
}

/// A file behind an `@`.
fn at_file(current: &OsStr) -> Vec<CompletionCandidate> {
    let current = current.to_string_lossy();
    let Some(path) = current.strip_prefix('@') else { return Vec::new() };
    files("@", path)
}

/// The files whose paths begin so, behind something.
pub(super) fn files(before: &str, path: &str) -> Vec<CompletionCandidate> {
    let found = PathCompleter::any().complete(OsStr::new(path));
    found.into_iter().map(|candidate| candidate.add_prefix(before)).collect()
}

/// A word and what it means, in one sentence.
pub(super) fn told(word: impl Into<OsString>, help: &str) -> CompletionCandidate {
    let help = help.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let help = help.split_inclusive(". ").next().unwrap_or_default().trim_end();
    let help = Some(help).filter(|help| !help.is_empty()).map(|help| help.to_owned().into());
    CompletionCandidate::new(word).help(help)
}
