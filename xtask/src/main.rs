//! Maintainers' commands: checks, packages, and comparison of the catalogue with the vendor's API
//! description.
//!
//! The vendor publishes the description as `api.json`, and changes it about every ten days.

use std::env;
use std::path::PathBuf;
use std::process::{self, ExitCode};

use clap::{Parser, Subcommand};

use xshell::Shell;

mod ci;
mod compare;
mod dist;
mod optional;
mod packages;
mod scaffold;
mod spec;
mod text;

use spec::Spec;

/// Any error; it is only printed.
type Error = Box<dyn std::error::Error>;

/// Maintainers' commands
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the checks that a change must pass
    Ci {
        /// Steps to run; all without any
        steps: Vec<String>,
    },
    /// Builds archive, Python wheel and npm package of the command, for this machine
    Dist {
        /// Folder to write to
        #[arg(long, default_value = "target/dist")]
        output: PathBuf,
        /// Profile of Cargo
        #[arg(long, default_value = "release")]
        profile: String,
    },
    /// Writes shell completions and manual pages of the command
    PackageData {
        /// Folder to write to
        output: PathBuf,
    },
    /// Compares the catalogue with the API description; exits with 1 on any difference
    Compare {
        /// API description: api.json
        spec: PathBuf,
        /// Documented error codes: {"actions": {"Name": ["Code", …]}}
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Prints the source file of a new action, to be documented
    Scaffold {
        /// API description: api.json
        spec: PathBuf,
        /// Action
        action: String,
        /// Documented error codes
        #[arg(long)]
        errors: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let result = if env::var_os("CARGO_PKG_NAME").is_some() {
        run_without_package_variables()
    } else {
        run(command)
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs this program again without what `cargo run` says of its package. Build scripts of dependencies
/// depend on such variables, and would be run again by each `cargo` that has others.
fn run_without_package_variables() -> Result<ExitCode, Error> {
    let mut program = process::Command::new(env::current_exe()?);
    program.args(env::args_os().skip(1));
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            program.env_remove(&name);
        }
    }
    let code = program.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn run(command: Command) -> Result<ExitCode, Error> {
    let shell = Shell::new()?;
    match command {
        Command::Ci { steps } => {
            ci::run(&shell, &steps)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Dist { output, profile } => {
            dist::run(&shell, &output, &profile)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::PackageData { output } => {
            dist::build_data(&shell, &output)?;
            Ok(ExitCode::SUCCESS)
        }
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
