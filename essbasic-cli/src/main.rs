//! The command `essbasic`.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

mod batch;
mod call;
mod callback;
mod catalogue;
mod cli;
mod client;
mod completions;
mod config;
mod configure;
mod credential;
mod describe;
mod doctor;
mod error;
mod explorer;
mod files;
mod fleet;
mod help_texts;
mod input;
mod language;
mod line_file;
mod logs;
mod man;
#[cfg(feature = "mcp")]
mod mcp;
mod message;
mod output;
mod paginate;
mod reader;
mod replay;
mod report;
mod request;
mod sandbox;
mod secret_warning;
mod settings;
mod sign;
mod skeleton;
mod stop_signals;
mod suggest;
mod target;
mod wrap;

use cli::{Cli, Command};
use error::CliError;

fn main() -> ExitCode {
    if let Err(error) = reader::choose_language() {
        return report::error(&error, None);
    }
    let mut command = cli::localized(Cli::command());
    let parsed = command.try_get_matches_from_mut(std::env::args_os()).and_then(|matches| {
        let cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
        Ok((matches, cli))
    });
    let (matches, cli) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return report::usage_error(&error),
    };
    let print = cli.command.print_options().or(&cli.print);
    secret_warning::warn_if_typed(&matches, print.output);
    let result: Result<(), CliError> = match &cli.command {
        Command::Actions(it) => catalogue::actions(&it.args, &print),
        Command::Batch(args) => batch::run(args, &print),
        Command::Call(it) => call::run(&it.args, &print),
        Command::Callback(args) => callback::run(args, &print),
        Command::Complete { words } => completions::complete(words),
        Command::Completions(args) => completions::run(args),
        Command::Configure(it) => configure::run(&it.args, &print),
        Command::Describe(it) => describe::run(&it.args, &print),
        Command::Doctor(it) => doctor::run(&it.args, &print),
        Command::Explorer(args) => explorer::run(args),
        Command::Logs(it) => logs::run(&it.args, &print),
        Command::Man(args) => man::run(args),
        #[cfg(feature = "mcp")]
        Command::Mcp(args) => mcp::run(args),
        Command::Pages(args) => paginate::pages(args),
        Command::Replay(it) => replay::run(&it.args, &print),
        Command::Sandbox(it) => sandbox::run(&it.args, &print),
        Command::Schema(it) => catalogue::schema(&it.args, &print),
        Command::Sign(it) => sign::run(&it.args, &print),
        Command::Skeleton(it) => skeleton::print(&it.args, &print),
        Command::Wait(args) => paginate::wait(args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report::error(&error, print.output),
    }
}
