//! Format, lints, features, documentation.

use std::fs;

use xshell::{Shell, cmd};

use crate::Error;

pub(super) fn format(shell: &Shell) -> Result<(), Error> {
    Ok(cmd!(shell, "cargo fmt --all -- --check").run()?)
}

pub(super) fn clippy(shell: &Shell) -> Result<(), Error> {
    let lints = ["-D", "warnings"];
    cmd!(shell, "cargo clippy --workspace --all-targets --all-features -- {lints...}").run()?;
    for features in [&[][..], &["--features", "blocking"]] {
        let core = ["-p", "essbasic-core", "--no-default-features"];
        cmd!(shell, "cargo clippy {core...} {features...} -- {lints...}").run()?;
    }
    Ok(cmd!(shell, "cargo clippy -p essbasic-sandbox -- {lints...}").run()?)
}

/// Checks `essbasic` with each feature alone, the domains of its catalogue included.
pub(super) fn features(shell: &Shell) -> Result<(), Error> {
    let manifest: toml::Table = fs::read_to_string("essbasic/Cargo.toml")?.parse()?;
    let features = manifest["features"].as_table().ok_or("essbasic/Cargo.toml has no features")?;
    for feature in features.keys().filter(|name| *name != "default") {
        cmd!(shell, "cargo check -q -p essbasic --no-default-features --features {feature}")
            .run()?;
    }
    println!("{} features", features.len() - 1);
    Ok(())
}

pub(super) fn documentation(shell: &Shell) -> Result<(), Error> {
    let flags = shell.push_env("RUSTDOCFLAGS", "-D warnings");
    cmd!(shell, "cargo doc -q --workspace --no-deps --document-private-items").run()?;
    drop(flags);
    // As docs.rs builds it: all features, with a label for each item that needs one.
    let _flags = shell.push_env("RUSTDOCFLAGS", "--cfg docsrs -D warnings");
    let _nightly = shell.push_env("RUSTC_BOOTSTRAP", "1");
    let target = ["--target-dir", "target/docs-rs"];
    cmd!(shell, "cargo doc -q --workspace --all-features --no-deps {target...}").run()?;
    Ok(())
}
