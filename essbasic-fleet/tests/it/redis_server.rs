//! A Redis or Valkey server of a test, in a temporary folder.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use essbasic_test_support::free_port;
use tempfile::TempDir;

/// A server that listens on a loopback port and keeps nothing on disk.
pub(crate) struct RedisServer {
    port: u16,
    arguments: Vec<String>,
    folder: TempDir,
    process: Child,
}

impl RedisServer {
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// Starts a server with additional arguments.
    pub(crate) fn with(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let arguments: Vec<_> = arguments.iter().map(|it| (*it).to_owned()).collect();
        let process = spawn(port, &arguments, &folder);
        let server = Self { port, arguments, folder, process };
        server.wait_until_ready();
        server
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Kills the server, as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts the server again, at the same port.
    pub(crate) fn restart(&mut self) {
        self.process = spawn(self.port, &self.arguments, &self.folder);
        self.wait_until_ready();
    }

    /// Sends a command in the inline format, and returns the beginning of the response.
    pub(crate) fn command(&self, command: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream.write_all(format!("{command}\r\n").as_bytes()).unwrap();
        let mut response = vec![0; 64 * 1024];
        let length = stream.read(&mut response).unwrap();
        String::from_utf8_lossy(&response[..length]).into_owned()
    }

    /// Returns the number of reservations since the last `CONFIG RESETSTAT`.
    pub(crate) fn reservations(&self) -> u64 {
        let stats = self.command("INFO commandstats");
        let calls = |name: &str| {
            let line = stats.lines().find_map(|line| line.strip_prefix(name))?;
            line.split(',').next()?.parse::<u64>().ok()
        };
        calls("cmdstat_evalsha:calls=").unwrap_or(0) + calls("cmdstat_eval:calls=").unwrap_or(0)
    }

    fn wait_until_ready(&self) {
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        panic!("the server did not start");
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn spawn(port: u16, arguments: &[String], folder: &TempDir) -> Child {
    let program = std::env::var("ESSBASIC_TESTS_REDIS").unwrap_or("redis-server".to_owned());
    let port = port.to_string();
    Command::new(program)
        .args(["--port", &port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        .args(arguments)
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server is installed, or ESSBASIC_TESTS_REDIS names one")
}
