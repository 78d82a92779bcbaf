//! The maintainer's command: the catalogue held against a new description of the API.
//!
//! The vendor publishes the description as `api.json`, and changes it every ten days or so.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod compare;
mod names;
mod scaffold;
mod spec;

use spec::Spec;

/// Hold the catalogue against a new description of the API
#[derive(Debug, Parser)]
#[command(name = "upkeep")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what is new, changed or gone; ends with 1 when anything is
    Compare {
        /// The description: api.json
        spec: PathBuf,
        /// The codes documented for each action: {"actions": {"Name": ["Code", …]}}
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Print the file of an action, to be documented and put in its domain
    Scaffold {
        /// The description: api.json
        spec: PathBuf,
        /// The action
        action: String,
        /// The codes documented for each action
        #[arg(long)]
        errors: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("upkeep: {why}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, String> {
    match command {
        Command::Compare { spec, errors } => {
            let differences = compare::differences(&Spec::read(&spec, errors.as_deref())?);
            for difference in &differences {
                println!("{difference}");
            }
            println!("{} differences", differences.len());
            Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Command::Scaffold { spec, action, errors } => {
            print!("{}", scaffold::action(&Spec::read(&spec, errors.as_deref())?, &action)?);
            Ok(ExitCode::SUCCESS)
        }
    }
}
