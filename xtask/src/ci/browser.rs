//! Tests of the pages in Chromium.

use xshell::{Shell, cmd};

use super::test_binaries;
use crate::Error;
use crate::optional::{has, not_run};

const TESTS: [&str; 8] =
    ["sign", "looks", "every", "signature", "watch", "ports", "explore", "guides"];

pub(super) fn run(shell: &Shell) -> Result<(), Error> {
    let modules = "import selenium, tencentcloud.essbasic";
    let python = cmd!(shell, "python3 -c {modules}").quiet().ignore_stderr().run();
    if !has("chromedriver") || python.is_err() {
        not_run("tests/browser", "chromium, its driver, selenium or the vendor's SDK is missing");
        return Ok(());
    }
    test_binaries::build(shell)?;
    // `.ci/run` installs both from npm.
    let (axe, jsqr) = (module("axe-core/axe.min.js"), module("jsqr/dist/jsQR.js"));
    if !shell.path_exists(&axe) {
        not_run("accessibility checks", "axe-core is not installed");
    }
    for test in TESTS {
        let mut options = Vec::new();
        if shell.path_exists(&axe) {
            options.extend(["--axe", &axe]);
        }
        if test == "explore" && shell.path_exists(&jsqr) {
            options.extend(["--jsqr", &jsqr]);
        }
        cmd!(shell, "python3 tests/browser/{test}.py {options...}").run()?;
    }
    Ok(())
}

fn module(path: &str) -> String {
    format!("target/tools/node_modules/{path}")
}
