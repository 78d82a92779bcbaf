//! The command `essbasic`.

use std::process::ExitCode;

use clap::Parser;

mod arguments;
mod call;
mod catalogue;
mod describe;
mod failure;
mod input;
mod nearest;
mod output;
mod replay;
mod sandbox;
mod schema;
mod sign;
mod skeleton;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let Arguments { output, command } = Arguments::parse();
    let done = match command {
        Command::Actions(arguments) => catalogue::run(&arguments, output),
        Command::Call(arguments) => call::run(&arguments),
        Command::Describe(arguments) => describe::run(&arguments, output),
        Command::Replay(arguments) => replay::run(&arguments),
        Command::Sandbox(arguments) => sandbox::run(&arguments, output),
        Command::Schema => schema::run(),
        Command::Sign(arguments) => sign::run(&arguments),
        Command::Skeleton(arguments) => skeleton::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(output);
            failure.exit_code()
        }
    }
}
