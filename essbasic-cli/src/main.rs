//! The command `essbasic`.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

mod arguments;
mod asking;
mod batch;
mod call;
mod catalogue;
mod client;
mod completions;
mod config;
mod configure;
mod credential;
mod describe;
mod doctor;
mod dry_run;
mod explorer;
mod failure;
mod input;
mod manual;
mod nearest;
mod output;
mod remembered;
mod replay;
mod request;
mod sandbox;
mod schema;
mod settings;
mod sign;
mod skeleton;
mod target;

use arguments::{Arguments, Command};
use failure::Failure;

fn main() -> ExitCode {
    let mut command = Arguments::command();
    let typed = command.try_get_matches_from_mut(std::env::args_os()).and_then(|typed| {
        let arguments =
            Arguments::from_arg_matches(&typed).map_err(|it| it.format(&mut command))?;
        Ok((typed, arguments))
    });
    let (typed, arguments) = match typed {
        Ok(read) => read,
        Err(mistake) => return failure::mistyped(&mistake),
    };
    let printing = arguments.command.printing().or(&arguments.printing);
    remembered::warn_of(&typed, printing.output);
    let done: Result<(), Failure> = match &arguments.command {
        Command::Actions(it) => catalogue::run(&it.command, &printing),
        Command::Call(it) => call::run(&it.command, &printing),
        Command::Completions(it) => completions::run(it),
        Command::Describe(it) => describe::run(&it.command, &printing),
        Command::Pages(it) => asking::pages(it),
        Command::Wait(it) => asking::wait(it),
        Command::Replay(it) => replay::run(&it.command, &printing),
        Command::Sandbox(it) => sandbox::run(&it.command, &printing),
        Command::Explorer(it) => explorer::run(it),
        Command::Complete { words } => completions::answer(words),
        Command::Configure(it) => configure::run(&it.command, &printing),
        Command::Man(it) => manual::run(it),
        Command::Schema(_) => schema::run(&printing),
        Command::Sign(it) => sign::run(&it.command, &printing),
        Command::Skeleton(it) => skeleton::run(&it.command, &printing),
        Command::Batch(it) => batch::run(it, &printing),
        Command::Doctor(it) => doctor::run(&it.command, &printing),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(printing.output);
            failure.exit_code()
        }
    }
}
