//! The official Python SDK, from PyPI into a virtual environment.

use std::process::Command;

use super::{fetched, script};
use crate::{Failure, target};

const PACKAGES: [&str; 2] = ["tencentcloud-sdk-python-common", "tencentcloud-sdk-python-essbasic"];

pub(super) fn fetch() -> Result<Command, Failure> {
    let environment = target()?.join("peers/python");
    let python = environment.join("bin/python");
    if !environment.join("lib").exists() {
        fetched("PyPI", Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    }
    let pip = |arguments: &[&str]| {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip"]).args(arguments).args(PACKAGES);
        fetched("PyPI", &mut pip)
    };
    if pip(&["show", "-q"]).is_err() {
        pip(&["install", "-q"])?;
    }
    Ok(script(python, "call.py"))
}
