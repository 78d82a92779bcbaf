//! Other SDKs that make the same call, each in its own process that measures itself.
//!
//! A peer is installed from its registry into `target/peers` on first use. Its arguments are the
//! endpoint and the fields of the request. For each round it reads a line with the number of
//! concurrent calls and the number of calls, and prints processor and wall time per call in
//! microseconds.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::{BoxError, Cost, action, body, cargo, target, workspace};

/// Description of a peer.
#[derive(Debug)]
pub struct PeerSpec {
    /// Name in JSON output.
    pub name: &'static str,
    /// Name in the table.
    pub title: &'static str,
    /// `true` for an SDK of the vendor.
    pub is_official: bool,
    install: fn() -> Result<Command, BoxError>,
}

/// All peers.
pub const PEERS: [PeerSpec; 3] = [
    PeerSpec {
        name: "python",
        title: "the official Python SDK",
        is_official: true,
        install: install_python,
    },
    PeerSpec {
        name: "node",
        title: "the official Node client",
        is_official: true,
        install: install_node,
    },
    PeerSpec {
        name: "tencentcloud-sdk",
        title: "the crate `tencentcloud-sdk`",
        is_official: false,
        install: || rust("call"),
    },
];

impl PeerSpec {
    /// Installs the peer if necessary, and starts it.
    ///
    /// # Errors
    ///
    /// Returns an error if its registry cannot be reached or its runtime is not installed.
    pub fn start(&self, endpoint: &str) -> Result<Peer, BoxError> {
        let mut command = (self.install)()?;
        let request = body(&action());
        command.arg(endpoint).arg(str::from_utf8(&request)?);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let stdin = process.stdin.take().ok_or("no standard input")?;
        let stdout = BufReader::new(process.stdout.take().ok_or("no standard output")?);
        Ok(Peer { process, stdin, stdout })
    }
}

/// Process of a peer. Killed when dropped.
#[derive(Debug)]
pub struct Peer {
    process: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Peer {
    /// Has the peer make calls, and returns the cost per call.
    ///
    /// # Errors
    ///
    /// Returns an error if the process has exited; it prints the reason.
    pub fn round(&mut self, in_flight: usize, calls: u32) -> Result<Cost, BoxError> {
        writeln!(self.stdin, "{in_flight} {calls}")?;
        let mut line = String::new();
        self.stdout.read_line(&mut line)?;
        let (cpu, wall) = line.trim().split_once(' ').ok_or("the peer has exited")?;
        Ok(Cost { cpu: cpu.parse()?, wall: wall.parse()? })
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Installs the official Python SDK from PyPI into a virtual environment.
fn install_python() -> Result<Command, BoxError> {
    const PACKAGES: [&str; 2] =
        ["tencentcloud-sdk-python-common", "tencentcloud-sdk-python-essbasic"];
    let environment = target()?.join("peers/python");
    let python = environment.join("bin/python");
    if !environment.join("lib").exists() {
        run_installer("PyPI", Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    }
    let pip = |arguments: &[&str]| {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip"]).args(arguments).args(PACKAGES);
        run_installer("PyPI", &mut pip)
    };
    if pip(&["show", "-q"]).is_err() {
        pip(&["install", "-q"])?;
    }
    Ok(script_command(python, "call.py"))
}

/// Installs the official common client for Node from npm.
fn install_node() -> Result<Command, BoxError> {
    const PACKAGE: &str = "tencentcloud-sdk-nodejs-common";
    let folder = target()?.join("peers/node");
    let modules = folder.join("node_modules");
    if !modules.join(PACKAGE).exists() {
        let mut install = Command::new("npm");
        install.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(PACKAGE);
        run_installer("npm", &mut install)?;
    }
    let mut command = script_command("node", "call.js");
    command.env("NODE_PATH", modules);
    Ok(command)
}

/// Builds a program of `benches/peers/rust`, which uses the crate `tencentcloud-sdk` and is not in
/// the workspace.
///
/// # Errors
///
/// Returns an error if its dependencies cannot be downloaded or it does not compile.
pub fn rust(program: &str) -> Result<Command, BoxError> {
    let folder = target()?.join("peers/rust");
    let manifest = workspace().join("benches/peers/rust/Cargo.toml");
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--bin", program, "--manifest-path"]);
    build.arg(manifest).arg("--target-dir").arg(&folder);
    run_installer("crates.io", &mut build)?;
    Ok(Command::new(folder.join("release").join(program)))
}

/// Runs an installer. An error contains the end of its output.
fn run_installer(registry: &str, command: &mut Command) -> Result<(), BoxError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = match command.stdin(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) => return Err(format!("could not run {program}: {error}").into()),
    };
    if output.status.success() {
        return Ok(());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let last = stderr.lines().rev().take(5).collect::<Vec<_>>();
    let last = last.into_iter().rev().collect::<Vec<_>>().join("\n");
    Err(format!("could not install from {registry}:\n{last}").into())
}

/// Creates the command that runs a peer's script.
fn script_command(program: impl AsRef<OsStr>, name: &str) -> Command {
    let mut command = Command::new(program);
    command.arg(workspace().join("benches/peers").join(name));
    command
}
