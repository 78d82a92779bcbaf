//! The test binaries of the workspace, built once.
//!
//! `cargo test -p NAME` would select the features of that package alone, and compile most dependencies
//! again with those.

use std::path::{Path, PathBuf};

use serde_json::Value;
use xshell::{Shell, cmd};

use crate::Error;

/// One test binary.
pub(super) struct TestBinary {
    /// Folder of its package, in which Cargo runs it.
    folder: PathBuf,
    /// Name of the target: a file of `tests`, or the library.
    target: String,
    executable: PathBuf,
}

/// Builds all test binaries, and the command that they start.
pub(super) fn build(shell: &Shell) -> Result<Vec<TestBinary>, Error> {
    let options = ["--no-run", "--message-format", "json-render-diagnostics"];
    let messages = cmd!(shell, "cargo test -q --workspace --locked {options...}").quiet().read()?;
    let mut binaries = Vec::new();
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let message: Value = serde_json::from_str(line)?;
        let (true, Some(executable)) =
            (message["profile"]["test"] == true, message["executable"].as_str())
        else {
            continue;
        };
        let manifest = Path::new(message["manifest_path"].as_str().unwrap_or_default());
        binaries.push(TestBinary {
            folder: manifest.parent().unwrap_or(manifest).to_owned(),
            target: message["target"]["name"].as_str().unwrap_or_default().to_owned(),
            executable: executable.into(),
        });
    }
    Ok(binaries)
}

/// Runs a test binary in the folder of its package.
pub(super) fn run(
    shell: &Shell,
    package: &str,
    target: &str,
    arguments: &[&str],
) -> Result<(), Error> {
    let binaries = build(shell)?;
    let is_it = |it: &&TestBinary| it.target == target && it.folder.ends_with(package);
    let binary = binaries.iter().find(is_it);
    let binary = binary.ok_or_else(|| format!("{package} has no test {target}"))?;
    let _folder = shell.push_dir(&binary.folder);
    let executable = &binary.executable;
    let listed = cmd!(shell, "{executable} --list {arguments...}").quiet().read()?;
    if !listed.lines().any(|line| line.ends_with(": test")) {
        return Err(format!("no test of {package} matches {}", arguments.join(" ")).into());
    }
    println!("$ {package} {target} {}", arguments.join(" "));
    Ok(cmd!(shell, "{executable} -q {arguments...}").quiet().run()?)
}

/// Lists the tests of all binaries.
pub(super) fn list(shell: &Shell) -> Result<Vec<String>, Error> {
    let mut tests = Vec::new();
    for binary in build(shell)? {
        let executable = &binary.executable;
        let listed = cmd!(shell, "{executable} --list").quiet().read()?;
        tests.extend(listed.lines().filter_map(|it| it.strip_suffix(": test")).map(str::to_owned));
    }
    Ok(tests)
}
