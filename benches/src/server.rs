//! A server that costs next to nothing, in another process.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use bytes::BytesMut;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A server in another process, so that what it costs is not counted.
#[derive(Debug)]
pub struct OtherProcess {
    process: Child,
    /// Where it is reached.
    pub endpoint: String,
}

impl OtherProcess {
    /// Starts this program again, as [`serve`].
    ///
    /// # Errors
    ///
    /// When the process cannot be started or does not say where it is.
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

impl Drop for OtherProcess {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What the service answers to an action that answers nothing but its request id.
pub const SMALL_ANSWER: &str =
    r#"{"Response":{"RequestId":"8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d"}}"#;

const HEAD: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 65\r\n\r\n";

/// Answers every request with the same bytes, until the process is killed.
///
/// # Errors
///
/// When no port can be listened on.
pub async fn serve() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(answer(stream));
    }
}

async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let whole = [HEAD, SMALL_ANSWER].concat();
    let mut bytes = BytesMut::new();
    loop {
        while let Some(length) = request(&bytes) {
            let _ = bytes.split_to(length);
            stream.write_all(whole.as_bytes()).await?;
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(());
        }
    }
}

/// The length of the first request, once it is whole.
fn request(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = str::from_utf8(&bytes[..head]).ok()?.to_ascii_lowercase();
    let length = text.split("content-length: ").nth(1)?.split("\r\n").next()?;
    let whole = head + length.parse::<usize>().ok()?;
    (bytes.len() >= whole).then_some(whole)
}
