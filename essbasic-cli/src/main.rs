//! The command `essbasic`.

use std::process::ExitCode;

use clap::Parser;

mod arguments;
mod call;
mod failure;
mod input;
mod nearest;
mod output;
mod sandbox;
mod sign;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let Arguments { output, command } = Arguments::parse();
    let done = match command {
        Command::Call(arguments) => call::run(&arguments),
        Command::Sandbox(arguments) => sandbox::run(&arguments),
        Command::Sign(arguments) => sign::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(output);
            failure.exit_code()
        }
    }
}
