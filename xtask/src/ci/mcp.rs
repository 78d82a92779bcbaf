//! Clients of MCP from npm: the conformance suite, and the inspector's command line.

use xshell::{Shell, cmd};

use super::test_binaries;
use crate::Error;
use crate::optional::{has, not_run};

/// Folder in which `.ci/run` installs packages from npm.
const MODULES: &str = "target/tools/node_modules";

/// Programs, each with the command of npm that it runs.
const PROGRAMS: [(&str, &str); 2] =
    [("mcp_conformance", "conformance"), ("mcp_inspector", "inspector")];

pub(super) fn run(shell: &Shell) -> Result<(), Error> {
    let installed = |command: &str| shell.path_exists(format!("{MODULES}/.bin/{command}"));
    for (program, command) in PROGRAMS {
        if !has("python3") || !installed("node") || !installed(command) {
            let why = format!("Python 3, or the npm packages of {command} or node are missing");
            not_run(program, &why);
            continue;
        }
        test_binaries::build(shell)?;
        cmd!(shell, "python3 tests/python/{program}.py --modules {MODULES}").run()?;
    }
    Ok(())
}
