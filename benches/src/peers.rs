//! Other SDKs that make the same call, each in a process of its own that counts its own time.
//!
//! A peer is fetched from its registry when it is first asked for, into `target/peers`. It takes
//! the endpoint and the call's members as arguments, then on its standard input a line for each
//! round, calls in flight and calls in all, and answers with the microseconds that each call
//! took: of the processor, and on the clock.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::{Failure, Spent, action, body};

mod node;
mod python;
mod rust;

pub use rust::program as rust;

/// A peer that can be had.
#[derive(Debug)]
pub struct Offer {
    /// What it is called in a line.
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Whether it is the vendor's.
    pub is_official: bool,
    fetch: fn() -> Result<Command, Failure>,
}

/// All of them.
pub const OFFERS: [Offer; 3] = [
    Offer {
        name: "python",
        title: "the official Python SDK",
        is_official: true,
        fetch: python::fetch,
    },
    Offer {
        name: "node",
        title: "the official Node client",
        is_official: true,
        fetch: node::fetch,
    },
    Offer {
        name: "tencentcloud-sdk",
        title: "the crate `tencentcloud-sdk`",
        is_official: false,
        fetch: rust::fetch,
    },
];

impl Offer {
    /// Fetches it if need be, and starts it.
    ///
    /// # Errors
    ///
    /// When its registry cannot be reached, or what runs it is not installed.
    pub fn start(&self, endpoint: &str) -> Result<Peer, Failure> {
        let mut command = (self.fetch)()?;
        let call = body(&action());
        command.arg(endpoint).arg(str::from_utf8(&call)?);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let stdin = process.stdin.take().ok_or("a pipe")?;
        let stdout = BufReader::new(process.stdout.take().ok_or("a pipe")?);
        Ok(Peer { process, stdin, stdout })
    }
}

/// A peer at work.
#[derive(Debug)]
pub struct Peer {
    process: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Peer {
    /// Lets it make calls; what each of them took.
    ///
    /// # Errors
    ///
    /// When it has ended, having said why.
    pub fn round(&mut self, in_flight: usize, calls: u32) -> Result<Spent, Failure> {
        writeln!(self.stdin, "{in_flight} {calls}")?;
        let mut line = String::new();
        self.stdout.read_line(&mut line)?;
        let (cpu, wall) = line.trim().split_once(' ').ok_or("the peer has ended")?;
        Ok(Spent { cpu: cpu.parse()?, wall: wall.parse()? })
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs what fetches a peer; when it fails, with what it said.
fn fetched(registry: &str, command: &mut Command) -> Result<(), Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = match command.stdin(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) => return Err(format!("{program} cannot be run: {error}").into()),
    };
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rev().take(5).collect::<Vec<_>>();
    let last = last.into_iter().rev().collect::<Vec<_>>().join("\n");
    Err(format!("could not be fetched; is {registry} reachable?\n{last}").into())
}

/// A program that runs the script of a peer.
fn script(program: impl AsRef<OsStr>, name: &str) -> Command {
    let mut command = Command::new(program);
    command.arg(crate::workspace().join("benches/peers").join(name));
    command
}
