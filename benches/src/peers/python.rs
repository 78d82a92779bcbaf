//! The official Python SDK, from PyPI into a virtual environment.

use std::process::Command;

use super::{run_installer, script_command};
use crate::{BoxError, target};

const PACKAGES: [&str; 2] = ["tencentcloud-sdk-python-common", "tencentcloud-sdk-python-essbasic"];

pub(super) fn install() -> Result<Command, BoxError> {
    let environment = target()?.join("peers/python");
    let python = environment.join("bin/python");
    if !environment.join("lib").exists() {
        run_installer("PyPI", Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    }
    let pip = |arguments: &[&str]| {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip"]).args(arguments).args(PACKAGES);
        run_installer("PyPI", &mut pip)
    };
    if pip(&["show", "-q"]).is_err() {
        pip(&["install", "-q"])?;
    }
    Ok(script_command(python, "call.py"))
}
