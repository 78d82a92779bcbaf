//! Installs the wheel and the npm packages in empty environments, and calls a sandbox with each.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use essbasic_sandbox::seed;
use xshell::{Shell, cmd};

use crate::Error;

/// Installs the packages that the folder has.
pub(super) fn check(shell: &Shell, packages: &Path) -> Result<(), Error> {
    let environment = tempfile::tempdir()?;
    let (python, node) = (environment.path().join("python"), environment.path().join("node"));
    let files = shell.read_dir(packages)?;
    let of_kind = |kind: &str| {
        let is_it = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == kind);
        files.iter().filter(is_it).collect::<Vec<_>>()
    };
    let (wheels, tarballs) = (of_kind("whl"), of_kind("tgz"));
    if !wheels.is_empty() {
        cmd!(shell, "python3 -m venv {python}").run()?;
        let programs = python.join(if cfg!(windows) { "Scripts" } else { "bin" });
        let pip = programs.join("pip");
        cmd!(shell, "{pip} install --quiet --no-index {wheels...}").run()?;
        call_sandbox(&[&programs.join("essbasic")])?;
    }
    if !tarballs.is_empty() {
        shell.create_dir(&node)?;
        // Those of other platforms are optional, and not looked up.
        let options = ["--silent", "--no-audit", "--no-fund", "--offline", "--prefix"];
        cmd!(shell, "npm install {options...} {node} {tarballs...}").run()?;
        if cfg!(unix) {
            call_sandbox(&[&node.join("node_modules/.bin/essbasic")])?;
        } else {
            let launcher = node.join("node_modules/essbasic-cli/bin/essbasic.js");
            call_sandbox(&[Path::new("node"), &launcher])?;
        }
    }
    Ok(())
}

/// A process that is killed on drop.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the sandbox of an installed command, calls it, and ends it.
fn call_sandbox(words: &[&Path]) -> Result<(), Error> {
    let command = |arguments: &[&str]| {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(arguments).stdin(Stdio::null()).stderr(Stdio::inherit());
        command
    };
    let mut sandbox = command(&["sandbox", "--listen", "0"]);
    let mut sandbox = Process(sandbox.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?);
    let mut line = String::new();
    BufReader::new(sandbox.0.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    let endpoint = line.trim().strip_prefix("listening on ").ok_or("the sandbox did not start")?;

    let agent = [seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR].join("/");
    let code = format!("QrCodeId={}", seed::QR_CODE);
    let action = "ChannelCancelMultiFlowSignQRCode";
    let output = command(&["call", action, "--agent", &agent, "--set", &code])
        .env("TENCENTCLOUD_SECRET_ID", seed::SECRET_ID)
        .env("TENCENTCLOUD_SECRET_KEY", seed::SECRET_KEY)
        .env("ESSBASIC_ENDPOINT", endpoint)
        .output()?;
    let reply = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() || !reply.contains("RequestId") {
        return Err(format!("{} ended with {}: {reply}", words[0].display(), output.status).into());
    }
    if cfg!(unix) {
        let process = sandbox.0.id().to_string();
        Command::new("kill").args(["-TERM", &process]).status()?;
        let status = sandbox.0.wait()?;
        if !status.success() {
            return Err(format!("SIGTERM ended the sandbox with {status}").into());
        }
    }
    println!("{} sandbox, call: {}", words[words.len() - 1].display(), reply.trim());
    Ok(())
}
