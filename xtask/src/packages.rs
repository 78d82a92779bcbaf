//! The packages as they are published: built and tested alone, against a local registry.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use xshell::{Shell, cmd};

mod applications;

use crate::Error;
use crate::optional::{has, not_run};

/// Target folder of everything that is built outside the workspace.
const TARGET: &str = "target/alone";
/// Vendored dependencies and our own packages, as a source that replaces crates.io.
const REGISTRY: &str = "target/registry";

/// Packages everything, then builds and tests each package, and applications, in empty folders.
pub(crate) fn check(shell: &Shell) -> Result<(), Error> {
    let packages = package(shell)?;
    let registry = registry(shell, &packages)?;
    let target = shell.current_dir().join(TARGET);
    test(shell, &packages, &registry, &target)?;
    applications::run(shell, &registry, &target)?;
    // 2 GB that no other step needs.
    Ok(shell.remove_path(TARGET)?)
}

/// Tests all packages, each unpacked into a folder of its own. The packages that it depends on come from
/// the registry.
///
/// The folders are one workspace, so that dependencies are compiled once, with the features that all
/// packages have together; those of each alone, without its tests, are checked by the step `features`.
fn test(
    shell: &Shell,
    packages: &[(String, PathBuf)],
    registry: &Path,
    target: &Path,
) -> Result<(), Error> {
    let workspace = tempfile::tempdir()?;
    for (_, archive) in packages {
        unpack(shell, archive, workspace.path())?;
    }
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\nexclude = [\".cargo\"]\n";
    fs::write(workspace.path().join("Cargo.toml"), manifest)?;
    replace_source(workspace.path(), registry)?;
    let _folder = shell.push_dir(workspace.path());
    let names: Vec<_> = packages.iter().map(|(name, _)| name.as_str()).collect();
    println!("$ cargo test  # {}", names.join(", "));
    let options = ["--offline", "--workspace", "--all-features", "--target-dir"];
    Ok(cmd!(shell, "cargo test -q {options...} {target}").quiet().run()?)
}

/// Compares the public API with that of the last release.
pub(crate) fn semver(shell: &Shell) -> Result<(), Error> {
    let released = cmd!(shell, "git describe --tags --abbrev=0 --match v[0-9]*").quiet();
    match released.ignore_stderr().read() {
        Err(_) => not_run("cargo semver-checks", "no release yet"),
        Ok(_) if !has("cargo-semver-checks") => not_run("cargo semver-checks", "not installed"),
        Ok(tag) => cmd!(shell, "cargo semver-checks --workspace --baseline-rev {tag}").run()?,
    }
    Ok(())
}

/// Packages the workspace, and returns names and archives of what is published, in the order in
/// which it can be published.
fn package(shell: &Shell) -> Result<Vec<(String, PathBuf)>, Error> {
    // Not built here, but below, with its tests.
    cmd!(shell, "cargo package -q --workspace --allow-dirty --no-verify").run()?;
    let metadata = cmd!(shell, "cargo metadata --format-version 1 --no-deps").quiet().read()?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let members = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let published = members.iter().filter(|it| it["publish"].is_null());
    let mut packages = Vec::new();
    for member in published {
        let (name, version) = (text(&member["name"])?, text(&member["version"])?);
        let archive = format!("target/package/{name}-{version}.crate");
        packages.push((name.to_owned(), shell.current_dir().join(archive)));
    }
    Ok(packages)
}

fn text(value: &Value) -> Result<&str, Error> {
    value.as_str().ok_or_else(|| "cargo metadata has no such text".into())
}

/// Makes a registry in a folder: dependencies as `Cargo.lock` has them, and our packages.
fn registry(shell: &Shell, packages: &[(String, PathBuf)]) -> Result<PathBuf, Error> {
    shell.remove_path(REGISTRY)?;
    cmd!(shell, "cargo vendor -q --locked --versioned-dirs {REGISTRY}").ignore_stdout().run()?;
    let registry = shell.current_dir().join(REGISTRY);
    for (_, archive) in packages {
        let source = unpack(shell, archive, &registry)?;
        let checksum = json!({ "files": {}, "package": null });
        fs::write(source.join(".cargo-checksum.json"), checksum.to_string())?;
    }
    Ok(registry)
}

/// Unpacks a package into a folder, and returns the folder of its manifest.
fn unpack(shell: &Shell, archive: &Path, folder: &Path) -> Result<PathBuf, Error> {
    cmd!(shell, "tar --extract --gzip --file {archive} --directory {folder}").quiet().run()?;
    Ok(folder.join(archive.file_stem().unwrap_or_default()))
}

/// Lets Cargo take every dependency of a folder from the registry alone.
fn replace_source(folder: &Path, registry: &Path) -> Result<(), Error> {
    let config = format!(
        "[source.crates-io]\nreplace-with = \"local\"\n\n[source.local]\ndirectory = '{}'\n",
        registry.display()
    );
    fs::create_dir_all(folder.join(".cargo"))?;
    Ok(fs::write(folder.join(".cargo/config.toml"), config)?)
}
