//! The crate `tencentcloud-sdk`, in a package outside the workspace that is built when asked for.

use std::process::Command;

use super::fetched;
use crate::{Failure, cargo, target, workspace};

pub(super) fn fetch() -> Result<Command, Failure> {
    program("call")
}

/// A program of that package, built.
///
/// # Errors
///
/// When its dependencies cannot be fetched, or it does not compile.
pub fn program(name: &str) -> Result<Command, Failure> {
    let folder = target()?.join("peers/rust");
    let manifest = workspace().join("benches/peers/rust/Cargo.toml");
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--bin", name, "--manifest-path"]);
    build.arg(manifest).arg("--target-dir").arg(&folder);
    fetched("crates.io", &mut build)?;
    Ok(Command::new(folder.join("release").join(name)))
}
