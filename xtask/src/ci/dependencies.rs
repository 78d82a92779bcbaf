//! Dependencies: licences, supported Rust version, minimal versions; and the fuzz targets.

use std::collections::BTreeSet;

use serde_json::Value;
use xshell::{Shell, cmd};

use crate::Error;
use crate::optional::{has, not_run};

pub(super) fn deny(shell: &Shell) -> Result<(), Error> {
    if !has("cargo-deny") {
        not_run("cargo deny check", "cargo-deny is not installed");
        return Ok(());
    }
    cmd!(shell, "cargo deny --locked check licenses bans sources").run()?;
    if cmd!(shell, "timeout 120 cargo deny fetch db").quiet().ignore_stderr().run().is_ok() {
        cmd!(shell, "cargo deny check advisories").run()?;
    } else {
        not_run("cargo deny check advisories", "the RustSec database cannot be fetched");
    }
    Ok(())
}

/// Compares `DEPENDENCIES.md` with the manifests.
pub(super) fn audit(shell: &Shell) -> Result<(), Error> {
    let text = shell.read_file("DEPENDENCIES.md")?;
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let listed: BTreeSet<_> = rows.map(|(name, _)| name).collect();
    let metadata = cmd!(shell, "cargo metadata --format-version 1 --no-deps").quiet().read()?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let members = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let dependencies = members.iter().filter_map(|it| it["dependencies"].as_array()).flatten();
    let external = dependencies.filter(|it| it["path"].is_null());
    let used: BTreeSet<_> = external.filter_map(|it| it["name"].as_str()).collect();
    let differences: Vec<_> = listed.symmetric_difference(&used).copied().collect();
    if differences.is_empty() {
        println!("{} direct dependencies", used.len());
        return Ok(());
    }
    Err(format!("DEPENDENCIES.md and the manifests differ: {}", differences.join(", ")).into())
}

/// Compares what dependencies declare, and builds with the oldest version if it is installed.
pub(super) fn msrv(shell: &Shell) -> Result<(), Error> {
    let manifest: toml::Table = shell.read_file("Cargo.toml")?.parse()?;
    let oldest = manifest["workspace"]["package"]["rust-version"].as_str().unwrap_or_default();
    let metadata = cmd!(shell, "cargo metadata --format-version 1 --locked").quiet().read()?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    for package in packages {
        let required = package["rust_version"].as_str().unwrap_or("0");
        if version(required) > version(oldest) {
            let (name, version) = (&package["name"], &package["version"]);
            return Err(format!("{name} {version} requires Rust {required}").into());
        }
    }
    println!("{} packages, all compatible with Rust {oldest}", packages.len());
    let toolchains = cmd!(shell, "rustup toolchain list").quiet().read().unwrap_or_default();
    if toolchains.lines().any(|line| line.starts_with(oldest)) {
        let target = ["--target-dir", "target/oldest-rust"];
        cmd!(shell, "cargo +{oldest} check -q --workspace --all-features {target...}").run()?;
        shell.remove_path("target/oldest-rust")?;
    } else {
        not_run(&format!("build with Rust {oldest}"), "no such toolchain");
    }
    Ok(())
}

fn version(text: &str) -> Vec<u32> {
    text.split('.').take(2).map(|part| part.parse().unwrap_or(0)).collect()
}

/// Builds with the lowest versions that the manifests allow, in a copy, because this changes the
/// lock file. Dependencies whose version stays the same are not compiled again.
pub(super) fn minimal_versions(shell: &Shell) -> Result<(), Error> {
    let target = shell.current_dir().join("target");
    let copy = target.join("minimal-versions");
    shell.remove_path(&copy)?;
    shell.create_dir(&copy)?;
    let files = cmd!(shell, "git ls-files -z").quiet().output()?.stdout;
    let (list, archive) = (copy.join("files"), copy.join("copy.tar"));
    shell.write_file(&list, files)?;
    cmd!(shell, "tar --create --null --files-from {list} --file {archive}").run()?;
    cmd!(shell, "tar --extract --file {archive} --directory {copy}").run()?;
    let _folder = shell.push_dir(&copy);
    let nightly = shell.push_env("RUSTC_BOOTSTRAP", "1");
    cmd!(shell, "cargo update -q -Z direct-minimal-versions").run()?;
    drop(nightly);
    Ok(cmd!(shell, "cargo check -q --workspace --all-features --target-dir {target}").run()?)
}

pub(super) fn fuzz_targets(shell: &Shell) -> Result<(), Error> {
    let options = ["--locked", "--manifest-path", "fuzz/Cargo.toml", "--target-dir", "target"];
    Ok(cmd!(shell, "cargo check -q {options...}").run()?)
}
