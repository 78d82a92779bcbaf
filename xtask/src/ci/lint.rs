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

/// Checks that each package has the features of its dependencies that it needs, alone and with each feature of
/// its own: those of `essbasic` include the domains of its catalogue.
pub(super) fn features(shell: &Shell) -> Result<(), Error> {
    // Of core and sandbox, clippy checks it.
    for package in ["essbasic-macros", "essbasic-devtools", "essbasic-explorer", "essbasic-mcp"] {
        cmd!(shell, "cargo check -q -p {package}").run()?;
    }
    for package in ["essbasic", "essbasic-fleet", "essbasic-cli"] {
        let manifest: toml::Table = fs::read_to_string(format!("{package}/Cargo.toml"))?.parse()?;
        let features = manifest["features"].as_table().ok_or("a manifest has no features")?;
        // The default is checked without any.
        for feature in features.keys() {
            let feature = if feature == "default" { "" } else { feature };
            cmd!(shell, "cargo check -q -p {package} --no-default-features --features={feature}")
                .run()?;
        }
        println!("{package}: {} features", features.len());
    }
    for (feature, client) in [("postgres", "tokio-postgres"), ("redis", "redis")] {
        for (package, others) in [("essbasic-fleet", "batch"), ("essbasic-cli", "mcp")] {
            let options = ["-e", "normal", "--prefix", "none", "--no-default-features"];
            let tree = cmd!(shell, "cargo tree -p {package} {options...} --features {others}");
            let name = format!("{client} ");
            if tree.quiet().read()?.lines().any(|line| line.starts_with(&name)) {
                let problem = format!("{package} compiles {client} without its feature {feature}");
                return Err(problem.into());
            }
        }
    }
    Ok(())
}

pub(super) fn documentation(shell: &Shell) -> Result<(), Error> {
    let flags = shell.push_env("RUSTDOCFLAGS", "-D warnings");
    cmd!(shell, "cargo doc -q --workspace --no-deps --document-private-items").run()?;
    drop(flags);
    // As docs.rs builds it: all features, with a label for each item that needs one.
    let _flags = shell.push_env("RUSTDOCFLAGS", "--cfg docsrs -D warnings");
    let _rustdoc = shell.push_env("RUSTDOC", shell.current_dir().join(".ci/rustdoc"));
    Ok(cmd!(shell, "cargo doc -q --workspace --all-features --no-deps").run()?)
}
