//! `essbasic completions`: what makes a shell complete commands, options, actions and members.
//!
//! The scripts know nothing. At every Tab they ask `essbasic __complete` with the words so far,
//! which answers with a line for each way to go on: the word, and behind a tab what it means.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::{self, Arguments};
use crate::failure::Failure;
use crate::output;

mod answer;
mod member;

pub(crate) use answer::answer;

pub(crate) fn run(arguments: &arguments::Completions) -> Result<(), Failure> {
    let script = match arguments.shell {
        Shell::Bash => include_str!("completions/essbasic.bash").into(),
        Shell::Fish => include_str!("completions/essbasic.fish").into(),
        Shell::Zsh => include_str!("completions/essbasic.zsh").into(),
        // These complete what can be told beforehand.
        other => {
            // Into memory first: the generator panics when a pipe is closed.
            let mut script = Vec::new();
            clap_complete::generate(other, &mut Arguments::command(), "essbasic", &mut script);
            String::from_utf8_lossy(&script).into_owned()
        }
    };
    output::file(script.as_bytes())
}
