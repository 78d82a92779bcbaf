//! The crate `tencentcloud-sdk`, in a package outside the workspace that is built on demand.

use std::process::Command;

use super::run_installer;
use crate::{BoxError, cargo, target, workspace};

pub(super) fn install() -> Result<Command, BoxError> {
    program("call")
}

/// Builds a program of that package.
///
/// # Errors
///
/// Returns an error if its dependencies cannot be downloaded or it does not compile.
pub fn program(name: &str) -> Result<Command, BoxError> {
    let folder = target()?.join("peers/rust");
    let manifest = workspace().join("benches/peers/rust/Cargo.toml");
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--bin", name, "--manifest-path"]);
    build.arg(manifest).arg("--target-dir").arg(&folder);
    run_installer("crates.io", &mut build)?;
    Ok(Command::new(folder.join("release").join(name)))
}
