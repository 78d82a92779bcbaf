//! Checks against the vendor's description and SDK, in `../shared`.

use std::path::Path;

use xshell::{Shell, cmd};

use super::test_binaries;
use crate::Error;
use crate::compare::differences;
use crate::optional::{has, not_run};
use crate::spec::Spec;

pub(super) fn run(shell: &Shell) -> Result<(), Error> {
    let (checks, spec) = ("../shared/check", "../shared/spec");
    if !shell.path_exists(checks) || !has("python3") {
        not_run("checks in ../shared", "there is no ../shared, or no Python 3");
        return Ok(());
    }
    test_binaries::build(shell)?;
    let essbasic = "target/debug/essbasic";
    cmd!(shell, "python3 {checks}/catalogue.py --command")
        .arg(format!("{essbasic} schema"))
        .run()?;
    cmd!(shell, "{essbasic} replay {spec}/examples.json").run()?;
    for (package, filter) in [
        // The others of core need programs, and are run with those.
        ("essbasic-core", "signing::"),
        ("essbasic-sandbox", "vendor_examples::"),
        ("essbasic", "catalogue::"),
        ("essbasic", "vectors::"),
    ] {
        test_binaries::run(shell, package, "it", &["--ignored", filter])?;
    }
    let errors = Path::new(spec).join("errors.json");
    let found = differences(&Spec::read(&Path::new(spec).join("api.json"), Some(&errors))?);
    if !found.is_empty() {
        return Err(format!("catalogue and api.json differ:\n{}", found.join("\n")).into());
    }
    for check in ["vectors", "peer_python", "wire"] {
        cmd!(shell, "python3 {checks}/{check}.py").run()?;
    }
    Ok(())
}
