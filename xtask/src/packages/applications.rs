//! Applications that follow the README in an empty folder, with the packages as dependencies.

use std::fs;
use std::path::Path;

use essbasic_sandbox::{Sandbox, seed};
use tokio::runtime::Runtime;
use xshell::{Shell, cmd};

use super::replace_source;
use crate::Error;

/// Placeholders of the README, each with a value that the sandbox accepts.
const PLACEHOLDERS: [(&str, &str); 4] = [
    ("<app id>", seed::APPLICATION),
    ("<organization id>", seed::ORGANIZATION),
    ("<operator id>", seed::OPERATOR),
    ("<qr code id, 32 characters>", seed::QR_CODE),
];

/// Builds, runs and tests two applications: the README's quick start, and one that declares an action.
///
/// Both have the README's test on the sandbox.
pub(super) fn run(shell: &Shell, registry: &Path, target: &Path) -> Result<(), Error> {
    let readme = shell.read_file("README.md")?;
    let dependencies = block(&readme, "## Installation", "toml")?;
    let test = block(&readme, "## Sandbox and explorer", "rust,ignore")?;
    let mut quick_start = block(&readme, "# essbasic", "rust,no_run")?.to_owned();
    for (placeholder, value) in PLACEHOLDERS {
        quick_start = quick_start.replace(placeholder, value);
    }
    let action = block(&readme, "## Declaring your own actions", "rust")?;
    let own_action = format!(
        "{action}\nfn main() {{\n    println!(\"{{:?}}\", DescribeInstances::new().limit(20));\n}}\n"
    );

    let runtime = Runtime::new()?;
    let sandbox = runtime.block_on(Sandbox::start())?;
    let endpoint = sandbox.endpoint();
    let environment = [
        ("TENCENTCLOUD_SECRET_ID", seed::SECRET_ID),
        ("TENCENTCLOUD_SECRET_KEY", seed::SECRET_KEY),
        ("ESSBASIC_ENDPOINT", endpoint.as_str()),
    ];
    for (name, main) in [("quick-start", quick_start), ("own-action", own_action)] {
        let folder = tempfile::tempdir()?;
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
        fs::create_dir_all(folder.path().join("src"))?;
        fs::create_dir_all(folder.path().join("tests"))?;
        fs::write(folder.path().join("Cargo.toml"), manifest + dependencies)?;
        fs::write(folder.path().join("src/main.rs"), main)?;
        fs::write(folder.path().join("tests/sandbox.rs"), test)?;
        replace_source(folder.path(), registry)?;
        let _folder = shell.push_dir(folder.path());
        println!("$ cargo run && cargo test  # {name}");
        let options = ["-q", "--offline", "--target-dir"];
        cmd!(shell, "cargo run {options...} {target}").envs(environment).quiet().run()?;
        cmd!(shell, "cargo test {options...} {target}").quiet().run()?;
    }
    Ok(())
}

/// Returns the first code block of a language after a heading.
fn block<'a>(text: &'a str, heading: &str, language: &str) -> Result<&'a str, Error> {
    let missing = || format!("the README has no block of {language} under {heading}");
    let (_, section) = text.split_once(&format!("{heading}\n")).ok_or_else(missing)?;
    let (_, code) = section.split_once(&format!("```{language}\n")).ok_or_else(missing)?;
    Ok(code.split_once("```").ok_or_else(missing)?.0)
}
