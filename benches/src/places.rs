//! Where things lie: the workspace, what was built, and the other programs of this package.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;

/// The workspace's folder.
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where Cargo builds: above the profile's folder that this program runs from.
///
/// # Errors
///
/// When the program does not know where it lies.
pub fn target() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?;
    let folder = program.parent().and_then(Path::parent).ok_or("a program lies in a folder")?;
    Ok(folder.to_owned())
}

/// Another program, built beside this one.
///
/// # Errors
///
/// When it is not built.
pub fn sibling(name: &str) -> Result<PathBuf, Failure> {
    let path = std::env::current_exe()?.with_file_name(name);
    let path = path.with_extension(std::env::consts::EXE_EXTENSION);
    if path.exists() { Ok(path) } else { Err(format!("{} is not built", path.display()).into()) }
}

/// Builds other programs of this package, beside this one.
///
/// # Errors
///
/// When they do not compile.
pub fn build(programs: &[&str]) -> Result<(), Failure> {
    let mut build = cargo();
    build.args(["build", "--release", "-p", "essbasic-benches"]).current_dir(workspace());
    for program in programs {
        build.args(["--bin", program]);
    }
    if build.status()?.success() { Ok(()) } else { Err("what measures does not compile".into()) }
}

/// Cargo, the one that runs this program if one does.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
