//! A command line that cannot be read, told as any other failure is.

use std::env;
use std::process::ExitCode;

use super::Failure;
use crate::arguments::Output;

/// Prints what is wrong with the command line, or the help that was asked for.
pub(crate) fn mistyped(mistake: &clap::Error) -> ExitCode {
    if !mistake.use_stderr() || !wants_json() {
        // A reader who has gone away has read enough.
        let _ = mistake.print();
        return ExitCode::from(if mistake.use_stderr() { 2 } else { 0 });
    }
    let told = mistake.render().to_string();
    let told = told.strip_prefix("error: ").unwrap_or(&told);
    let (message, rest) = told.split_once("\n\n").unwrap_or((told, ""));
    let hint = rest.lines().find_map(|line| line.trim().strip_prefix("tip: "));
    let failure = Failure::usage(message.trim()).hint(hint.map(str::to_owned));
    failure.print(Some(Output::Json));
    failure.exit_code()
}

/// Whether errors were asked for as JSON, as far as that can be told of what cannot be read.
fn wants_json() -> bool {
    let arguments: Vec<_> = env::args_os().collect();
    let pair = |two: &[std::ffi::OsString]| two[0] == "--output" && two[1] == "json";
    arguments.windows(2).any(pair) || arguments.iter().any(|one| one == "--output=json")
}
