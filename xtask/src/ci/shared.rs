//! Checks against the vendor's description and SDK, in `../shared`.

use xshell::{Shell, cmd};

use super::{has, not_run};
use crate::Error;

pub(super) fn run(shell: &Shell) -> Result<(), Error> {
    let (checks, spec) = ("../shared/check", "../shared/spec");
    if !shell.path_exists(checks) || !has("python3") {
        not_run("checks in ../shared", "there is no ../shared, or no Python 3");
        return Ok(());
    }
    cmd!(shell, "cargo build -q -p essbasic-cli").run()?;
    let essbasic = "target/debug/essbasic";
    cmd!(shell, "python3 {checks}/catalogue.py --command")
        .arg(format!("{essbasic} schema"))
        .run()?;
    cmd!(shell, "{essbasic} replay {spec}/examples.json").run()?;
    // The others of core need programs, and are run with those.
    cmd!(shell, "cargo test -q -p essbasic-core --test it -- --ignored signing::").run()?;
    for package in ["essbasic", "essbasic-sandbox"] {
        cmd!(shell, "cargo test -q -p {package} --test it -- --ignored").run()?;
    }
    cmd!(shell, "cargo xtask compare {spec}/api.json --errors {spec}/errors.json").run()?;
    for check in ["vectors", "peer_python", "wire"] {
        cmd!(shell, "python3 {checks}/{check}.py").run()?;
    }
    if cmd!(shell, "python3 -c 'import tencentcloud.essbasic'")
        .quiet()
        .ignore_stderr()
        .run()
        .is_ok()
    {
        cmd!(shell, "python3 tests/python/quick_start.py").run()?;
    } else {
        not_run("tests/python/quick_start.py", "the vendor's SDK is not installed");
    }
    Ok(())
}
