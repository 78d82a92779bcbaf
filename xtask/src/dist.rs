//! The command without Rust: an archive, a Python wheel and npm packages, for this machine.
//!
//! | file | contents |
//! |---|---|
//! | `essbasic-cli-TARGET.tar.gz` | binary, completions, manual pages, licences |
//! | `essbasic_cli-VERSION-….whl` | the binary, installed by pip |
//! | `essbasic-cli-OS-CPU-VERSION.tgz` | the binary, installed by npm; enough by itself |
//! | `essbasic-cli-VERSION.tgz` | the npm package that selects the former |
//! | `SHA256SUMS` | checksums of all |
//!
//! The binary contains the list of its dependencies if `cargo auditable` is installed; `cargo audit
//! bin` reads it.

use std::fs;
use std::path::Path;

use essbasic::sign::body_hash;
use serde_json::{Value, json};
use xshell::{Shell, cmd};

use crate::Error;
use crate::ci::{has, not_run};

/// npm's names of systems and processors.
const PLATFORMS: [(&str, &str, &str); 5] = [
    ("aarch64-apple-darwin", "darwin", "arm64"),
    ("aarch64-unknown-linux-gnu", "linux", "arm64"),
    ("x86_64-apple-darwin", "darwin", "x64"),
    ("x86_64-pc-windows-msvc", "win32", "x64"),
    ("x86_64-unknown-linux-gnu", "linux", "x64"),
];

/// Builds all files for this machine.
pub(crate) fn run(shell: &Shell, output: &Path) -> Result<(), Error> {
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
    cmd!(shell, "cargo {auditable...} build --release --locked -p essbasic-cli").run()?;
    let binary = shell.current_dir().join("target/release/essbasic");
    let binary = binary.with_extension(std::env::consts::EXE_EXTENSION);

    archive(shell, &host, &binary, &output)?;
    wheel(shell, &output)?;
    npm(shell, &host, &binary, &output)?;

    let mut lines = Vec::new();
    for path in shell.read_dir(&output)? {
        let name = path.file_name().unwrap_or_default().display();
        lines.push(format!("{}  {name}\n", body_hash(&fs::read(&path)?)));
    }
    let sums = lines.concat();
    print!("{sums}");
    Ok(fs::write(output.join("SHA256SUMS"), sums)?)
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

fn wheel(shell: &Shell, output: &Path) -> Result<(), Error> {
    if cmd!(shell, "python3 -m maturin --version")
        .quiet()
        .ignore_stdout()
        .ignore_stderr()
        .run()
        .is_err()
    {
        not_run("Python wheel", "maturin is not installed");
        return Ok(());
    }
    let manifest = "essbasic-cli/Cargo.toml";
    let options = ["build", "--release", "--locked", "--manifest-path", manifest, "--out"];
    Ok(cmd!(shell, "python3 -m maturin {options...} {output}").run()?)
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

    let file = binary.file_name().unwrap_or_default().to_string_lossy();
    manifest["name"] = format!("essbasic-cli-{system}-{processor}").into();
    manifest["os"] = json!([system]);
    manifest["cpu"] = json!([processor]);
    manifest["bin"] = json!({ "essbasic": format!("bin/{file}") });
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
