//! A minimal HTTP server in another process.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use bytes::BytesMut;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A server in another process, so that its cost is not measured. Killed when dropped.
#[derive(Debug)]
pub struct ServerProcess {
    process: Child,
    /// Base URL of the server.
    pub endpoint: String,
}

impl ServerProcess {
    /// Starts this program again with `--serve`; see [`serve`].
    ///
    /// # Errors
    ///
    /// Returns an error if the process cannot be started or does not print its address.
    pub fn start() -> std::io::Result<Self> {
        let mut process =
            Command::new(std::env::current_exe()?).arg("--serve").stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        Ok(Self { process, endpoint: line.trim().to_owned() })
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Response body of an action that returns only a request ID.
pub const SMALL_RESPONSE: &str =
    r#"{"Response":{"RequestId":"8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d"}}"#;

const HEAD: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 65\r\n\r\n";

/// Returns [`SMALL_RESPONSE`] to every request, until the process is killed. Prints its URL.
///
/// # Errors
///
/// Returns an error if no port is available.
pub async fn serve() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(serve_connection(stream));
    }
}

async fn serve_connection(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let response = [HEAD, SMALL_RESPONSE].concat();
    let mut bytes = BytesMut::new();
    loop {
        while let Some(length) = request_length(&bytes) {
            let _ = bytes.split_to(length);
            stream.write_all(response.as_bytes()).await?;
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(());
        }
    }
}

/// Returns the length of the first request, once it is complete.
fn request_length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = str::from_utf8(&bytes[..head]).ok()?.to_ascii_lowercase();
    let length = text.split("content-length: ").nth(1)?.split("\r\n").next()?;
    let total = head + length.parse::<usize>().ok()?;
    (bytes.len() >= total).then_some(total)
}
