//! `cargo xtask ci`: the checks that a change must pass.
//!
//! Needs Rust and a C compiler. What needs more, such as Python, Chromium or `../shared`, is reported
//! as not run where it is missing.

use std::env;
use std::time::Instant;

use xshell::Shell;

mod beside;
mod browser;
mod dependencies;
mod import_circles;
mod lint;
mod mcp;
mod shared;
mod test_binaries;
mod tests;
mod translations;

use beside::Beside;

use crate::Error;
use crate::{dist, packages};

/// One check.
struct Step {
    /// Name on the command line.
    name: &'static str,
    title: &'static str,
    run: fn(&Shell) -> Result<(), Error>,
}

const STEPS: &[Step] = &[
    Step { name: "format", title: "format", run: lint::format },
    Step { name: "clippy", title: "clippy", run: lint::clippy },
    Step { name: "features", title: "each feature and each domain alone", run: lint::features },
    Step { name: "docs", title: "documentation", run: lint::documentation },
    Step { name: "circles", title: "import circles", run: import_circles::run },
    Step { name: "deny", title: "licences, sources, advisories", run: dependencies::deny },
    Step { name: "translations", title: "texts in two languages", run: translations::run },
    Step { name: "audit", title: "DEPENDENCIES.md", run: dependencies::audit },
    Step { name: "msrv", title: "minimum supported Rust version", run: dependencies::msrv },
    Step { name: "minimal", title: "minimal versions", run: dependencies::minimal_versions },
    Step { name: "fuzz", title: "fuzz targets", run: dependencies::fuzz_targets },
    Step { name: "readme", title: "commands of the README", run: tests::readme_commands },
    Step { name: "examples", title: "all examples", run: tests::examples },
    Step { name: "ignored", title: "tests that need more than Rust", run: tests::ignored },
    Step { name: "security", title: "tests that SECURITY.md names", run: tests::security },
    Step { name: BESIDE, title: "packages, built alone", run: packages::check },
    Step { name: "kills", title: "sandbox and batch killed under load", run: tests::kills },
    Step { name: "browser", title: "browser tests", run: browser::run },
    Step { name: "python", title: "clients in Python", run: tests::python },
    Step { name: "mcp", title: "clients of MCP from npm", run: mcp::run },
    Step { name: "shared", title: "checks in ../shared", run: shared::run },
    Step { name: "dist", title: "wheel and npm packages, installed", run: dist::check },
    Step { name: "semver", title: "semver compatibility", run: packages::semver },
];

/// The step that compiles in a folder of its own, beside those that follow it, which mostly wait for programs.
const BESIDE: &str = "packages";

/// Checks that take long, and run once a week or before a change of what they test.
const NAMED_ONLY: &[Step] = &[Step {
    name: "outages",
    title: "servers and machines killed under load",
    run: tests::outages,
}];

/// Runs the named steps, or all but those that run only if named.
///
/// # Errors
///
/// The first step that fails, or a name that is none of a step.
pub(crate) fn run(shell: &Shell, names: &[String]) -> Result<(), Error> {
    let all = || STEPS.iter().chain(NAMED_ONLY);
    let unknown = names.iter().find(|name| all().all(|step| step.name != **name));
    if let Some(name) = unknown {
        let known: Vec<_> = all().map(|step| step.name).collect();
        return Err(format!("no step {name}; the steps are {}", known.join(", ")).into());
    }
    // As `.ci/run` sets them, for a single step from a shell.
    shell.set_var("CARGO_INCREMENTAL", "0");
    shell.set_var("CARGO_PROFILE_DEV_DEBUG", "none");
    shell.set_var("CARGO_PROFILE_TEST_DEBUG", "none");
    // Before a step builds it again: the running one has no path then.
    let program = env::current_exe()?;
    let started = Instant::now();
    let selected: Vec<_> = if names.is_empty() {
        STEPS.iter().collect()
    } else {
        all().filter(|step| names.iter().any(|it| it == step.name)).collect()
    };
    let mut beside = None;
    for step in &selected {
        println!("\n== {} ({})", step.title, step.name);
        if step.name == BESIDE && selected.len() > 1 {
            println!("runs beside the steps that follow");
            beside = Some(Beside::start(&program, step.name)?);
            continue;
        }
        let step_started = Instant::now();
        (step.run)(shell).map_err(|error| format!("{}: {error}", step.name))?;
        println!("-- {}: {} s", step.name, step_started.elapsed().as_secs());
    }
    if let Some(beside) = beside {
        beside.finish()?;
    }
    println!("\nall steps passed in {} s", started.elapsed().as_secs());
    Ok(())
}
