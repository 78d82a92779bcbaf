//! Paths of the workspace, its build output, and other programs of this package.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::BoxError;

/// Returns the workspace's root.
pub fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// Returns Cargo's target directory, derived from the path of this program.
///
/// # Errors
///
/// Returns an error if the program's path is unknown.
pub fn target() -> Result<PathBuf, BoxError> {
    let program = std::env::current_exe()?;
    let folder = program.parent().and_then(Path::parent);
    Ok(folder.ok_or("this program is not in a target directory")?.to_owned())
}

/// Returns the path of another program in this program's directory.
///
/// # Errors
///
/// Returns an error if that program has not been built.
pub fn sibling(name: &str) -> Result<PathBuf, BoxError> {
    let path = std::env::current_exe()?.with_file_name(name);
    let path = path.with_extension(std::env::consts::EXE_EXTENSION);
    if path.exists() { Ok(path) } else { Err(format!("{} is not built", path.display()).into()) }
}

/// Builds other programs of this package in release mode.
///
/// # Errors
///
/// Returns an error if they do not compile.
pub fn build(programs: &[&str]) -> Result<(), BoxError> {
    let mut build = cargo();
    build.args(["build", "--release", "-p", "essbasic-benches"]).current_dir(workspace());
    for program in programs {
        build.args(["--bin", program]);
    }
    if build.status()?.success() { Ok(()) } else { Err("the benchmarks do not compile".into()) }
}

/// Creates a command for Cargo, the same one that runs this program if there is one.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
