//! Other SDKs that make the same call, each in its own process that measures itself.
//!
//! A peer is installed from its registry into `target/peers` on first use. Its arguments are the
//! endpoint and the fields of the request. For each round it reads a line with the number of
//! concurrent calls and the number of calls, and prints processor and wall time per call in
//! microseconds.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::{BoxError, Cost, action, body};

mod node;
mod python;
mod rust;

pub use rust::program as rust;

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
        install: python::install,
    },
    PeerSpec {
        name: "node",
        title: "the official Node client",
        is_official: true,
        install: node::install,
    },
    PeerSpec {
        name: "tencentcloud-sdk",
        title: "the crate `tencentcloud-sdk`",
        is_official: false,
        install: rust::install,
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
    command.arg(crate::workspace().join("benches/peers").join(name));
    command
}
