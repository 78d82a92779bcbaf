//! The command without Rust: an archive, a Python wheel and npm packages, for this machine.
//!
//! | file | contents |
//! |---|---|
//! | `essbasic-cli-TARGET.tar.gz` | binary, completions, manual pages, licences |
//! | `essbasic_cli-VERSION-….whl` | the binary, installed by pip |
//! | `essbasic-cli-VERSION.tgz` | the command for npm, which takes its binary from the next one |
//! | `essbasic-cli-OS-CPU-VERSION.tgz` | the binary for npm |
//! | `SHA256SUMS` | checksums of all |
//!
//! The binary contains the list of its dependencies if `cargo auditable` is installed; `cargo audit
//! bin` reads it.

use std::fs;
use std::path::Path;

use essbasic::sign::body_hash;
use serde_json::{Value, json};
use xshell::{Shell, cmd};

mod install;

use crate::Error;
use crate::optional::{has, not_run};

/// npm's names of systems and processors.
const PLATFORMS: [(&str, &str, &str); 5] = [
    ("aarch64-apple-darwin", "darwin", "arm64"),
    ("aarch64-unknown-linux-gnu", "linux", "arm64"),
    ("x86_64-apple-darwin", "darwin", "x64"),
    ("x86_64-pc-windows-msvc", "win32", "x64"),
    ("x86_64-unknown-linux-gnu", "linux", "x64"),
];

/// Builds all files for this machine with a profile of Cargo, and installs them.
pub(crate) fn run(shell: &Shell, output: &Path, profile: &str) -> Result<(), Error> {
    let output = shell.current_dir().join(output);
    shell.remove_path(&output)?;
    shell.create_dir(&output)?;
    let host = cmd!(shell, "rustc --print host-tuple").quiet().read()?;
    let auditable = if has("cargo-auditable") {
        Some("auditable")
    } else {
        not_run("list of dependencies in the binary", "cargo-auditable is not installed");
        None
    };
    let options = ["--profile", profile, "--locked", "-p", "essbasic-cli"];
    cmd!(shell, "cargo {auditable...} build -q {options...}").run()?;
    let folder = if profile == "dev" { "debug" } else { profile };
    let binary = shell.current_dir().join("target").join(folder).join("essbasic");
    let binary = binary.with_extension(std::env::consts::EXE_EXTENSION);

    archive(shell, &host, &binary, &output)?;
    wheel(shell, profile, &output)?;
    npm(shell, &host, &binary, &output)?;

    let mut lines = Vec::new();
    for path in shell.read_dir(&output)? {
        let name = path.file_name().unwrap_or_default().display();
        lines.push(format!("{}  {name}\n", body_hash(&fs::read(&path)?)));
    }
    let sums = lines.concat();
    print!("{sums}");
    fs::write(output.join("SHA256SUMS"), sums)?;
    install::check(shell, &output)
}

/// Builds and installs all files as part of `cargo xtask ci`: without optimization, to save time.
pub(crate) fn check(shell: &Shell) -> Result<(), Error> {
    let output = Path::new("target/dist-check");
    run(shell, output, "dev")?;
    Ok(shell.remove_path(output)?)
}

/// Writes completions and manual pages, with a binary that is built for it.
pub(crate) fn build_data(shell: &Shell, output: &Path) -> Result<(), Error> {
    cmd!(shell, "cargo build -q --locked -p essbasic-cli").run()?;
    let binary = Path::new("target/debug/essbasic");
    package_data(shell, &binary.with_extension(std::env::consts::EXE_EXTENSION), output)
}

fn package_data(shell: &Shell, binary: &Path, output: &Path) -> Result<(), Error> {
    let (completions, man) = (output.join("completions"), output.join("man"));
    for shell_name in ["bash", "fish", "zsh"] {
        let script = cmd!(shell, "{binary} completions {shell_name}").quiet().read()?;
        shell.write_file(completions.join(format!("essbasic.{shell_name}")), script + "\n")?;
    }
    Ok(cmd!(shell, "{binary} man --dir {man}").quiet().run()?)
}

fn archive(shell: &Shell, host: &str, binary: &Path, output: &Path) -> Result<(), Error> {
    let temporary = tempfile::tempdir()?;
    let name = format!("essbasic-cli-{host}");
    let folder = temporary.path().join(&name);
    package_data(shell, binary, &folder)?;
    shell.copy_file(binary, &folder)?;
    for file in ["essbasic-cli/README.md", "LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        shell.copy_file(file, &folder)?;
    }
    let (archive, parent) = (output.join(name.clone() + ".tar.gz"), temporary.path());
    Ok(cmd!(shell, "tar --create --gzip --file {archive} --directory {parent} {name}").run()?)
}

fn wheel(shell: &Shell, profile: &str, output: &Path) -> Result<(), Error> {
    if !has("maturin") {
        not_run("Python wheel", "maturin is not installed");
        return Ok(());
    }
    let manifest = ["--manifest-path", "essbasic-cli/Cargo.toml"];
    let options = ["--quiet", "--profile", profile, "--locked", "--out"];
    Ok(cmd!(shell, "maturin build {manifest...} {options...} {output}").run()?)
}

/// Packs the package with the binary, and the one that selects it by platform.
fn npm(shell: &Shell, host: &str, binary: &Path, output: &Path) -> Result<(), Error> {
    let platform = PLATFORMS.iter().find(|(target, ..)| *target == host);
    let (Some((_, system, processor)), true) = (platform, has("npm")) else {
        not_run("npm packages", "npm is not installed, or does not have this platform");
        return Ok(());
    };
    let mut manifest: Value =
        serde_json::from_str(&shell.read_file("essbasic-cli/npm/package.json")?)?;
    manifest["version"] = env!("CARGO_PKG_VERSION").into();

    let mut selecting = manifest.clone();
    selecting["optionalDependencies"] = PLATFORMS
        .iter()
        .map(|(_, system, processor)| {
            (format!("essbasic-cli-{system}-{processor}"), manifest["version"].clone())
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    pack(shell, &selecting, Path::new("essbasic-cli/npm/essbasic.js"), output)?;

    manifest["name"] = format!("essbasic-cli-{system}-{processor}").into();
    manifest["os"] = json!([system]);
    manifest["cpu"] = json!([processor]);
    // Only the launcher is a command: npm would link one of the two at random.
    if let Some(fields) = manifest.as_object_mut() {
        fields.remove("bin");
    }
    pack(shell, &manifest, binary, output)
}

fn pack(shell: &Shell, manifest: &Value, program: &Path, output: &Path) -> Result<(), Error> {
    let temporary = tempfile::tempdir()?;
    let folder = temporary.path();
    shell.write_file(folder.join("package.json"), serde_json::to_string_pretty(manifest)?)?;
    for file in ["essbasic-cli/README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        shell.copy_file(file, folder)?;
    }
    shell.create_dir(folder.join("bin"))?;
    shell.copy_file(program, folder.join("bin"))?;
    Ok(cmd!(shell, "npm pack --silent --pack-destination {output} {folder}")
        .ignore_stdout()
        .run()?)
}
