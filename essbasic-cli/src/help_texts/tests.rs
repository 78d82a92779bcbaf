//! Compares the help in both languages: the same commands, arguments and values, figures and names.

use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory};

use super::{CHINESE, of_argument, of_command};
use crate::cli::Cli;

mod translation;

use translation::names_and_figures;

/// Abbreviations that one of the languages writes as a word: API is 接口, secret ID is SecretId.
const TERMS: [&str; 5] = ["API", "ID", "URL", "SecretId", "SecretKey"];

/// A text in both languages, and the table and key of the Chinese one.
struct Pair {
    key_path: (String, String),
    english: String,
    chinese: Option<&'static str>,
}

/// Returns the texts of a command and those below it.
fn pairs(command: &Command) -> Vec<Pair> {
    let name = command.get_name();
    let mut pairs = Vec::new();
    let mut add = |table: &str, key: &str, english: String, chinese| {
        let key_path = (table.to_owned(), key.to_owned());
        pairs.push(Pair { key_path, english, chinese });
    };
    let about = command.get_long_about().or(command.get_about());
    let after = command.get_after_long_help().or(command.get_after_help());
    for (key, text) in [("about", about), ("after", after)] {
        if let Some(text) = text {
            add(name, key, text.to_string(), of_command(name, key));
        }
    }
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let id = arg.get_id().as_str();
        let table = if of_command(name, id).is_some() { name } else { "shared" };
        add(table, id, help(arg), of_argument(name, id));
        for value in arg.get_possible_values() {
            if let Some(help) = value.get_help() {
                let key = format!("{id}.{}", value.get_name());
                add("values", &key, help.to_string(), of_command("values", &key));
            }
        }
    }
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        // clap gives each `help` the subcommands of its parent.
        if command.get_name() != "help" || name == "essbasic" {
            pairs.extend(if command.get_name() == "help" {
                own_texts(command)
            } else {
                self::pairs(command)
            });
        }
    }
    pairs
}

fn own_texts(command: &Command) -> Vec<Pair> {
    let mut command = command.clone();
    for name in command.get_subcommands().map(|it| it.get_name().to_owned()).collect::<Vec<_>>() {
        command = command.mut_subcommand(name, |it| it.hide(true));
    }
    pairs(&command)
}

fn help(arg: &Arg) -> String {
    arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default()
}

fn all() -> Vec<Pair> {
    let mut command = Cli::command();
    command.build();
    pairs(&command)
}

#[test]
fn every_command_argument_and_value_has_a_chinese_text_and_none_is_left_over() {
    let pairs = all();
    assert!(pairs.len() > 200, "{}", pairs.len());
    let missing: Vec<_> =
        pairs.iter().filter(|it| it.chinese.is_none()).map(|it| &it.key_path).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let used: BTreeSet<_> = pairs.into_iter().map(|it| it.key_path).collect();
    let keys = CHINESE.iter().flat_map(|(table, texts)| {
        texts.keys().map(|key| (table.clone(), key.clone())).collect::<Vec<_>>()
    });
    let left_over: Vec<_> = keys.filter(|key_path| !used.contains(key_path)).collect();
    assert!(left_over.is_empty(), "{left_over:#?}");
}

#[test]
fn both_languages_have_the_same_names_options_and_figures() {
    let mut different = Vec::new();
    for Pair { key_path, english, chinese } in all() {
        let (english, chinese) =
            (names_and_figures(&english), names_and_figures(chinese.unwrap_or_default()));
        let difference = english.symmetric_difference(&chinese);
        let difference: Vec<_> =
            difference.filter(|name| !TERMS.contains(&name.as_str())).collect();
        if !difference.is_empty() {
            different.push(format!("{key_path:?}: {difference:?}"));
        }
    }
    assert!(different.is_empty(), "{different:#?}");
}
