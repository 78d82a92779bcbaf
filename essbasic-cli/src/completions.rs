//! `essbasic completions`: what makes a shell complete commands.

use std::io::{self, Write};

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory};
use essbasic::CATALOGUE;

use crate::arguments::{self, Arguments};
use crate::failure::Failure;

pub(crate) fn run(arguments: &arguments::Completions) -> Result<(), Failure> {
    // Into memory first: the generator panics when a pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), "essbasic", &mut script);
    let mut stdout = io::stdout().lock();
    stdout.write_all(&script)?;
    stdout.flush()?;
    Ok(())
}

/// The command, with the actions of the catalogue where one is asked for.
fn command() -> Command {
    ["call", "batch", "describe", "skeleton"].into_iter().fold(
        Arguments::command(),
        |command, name| {
            command.mut_subcommand(name, |command| {
                let names = CATALOGUE.iter().map(|entry| entry.descriptor().name);
                command.mut_arg("action", |action| {
                    action.value_parser(PossibleValuesParser::new(names))
                })
            })
        },
    )
}
