//! Memory that an upload takes, measured in a separate process.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use essbasic::transfer::LocalFile;
use essbasic::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use essbasic::{Client, Credential};

use super::{Directory, upload};
use crate::support::{SECRET_ID, SECRET_KEY};

/// Variables for the separate process: the kind of upload, and its file.
const MODE: &str = "ESSBASIC_MEASURED_UPLOAD";
const FILE: &str = "ESSBASIC_MEASURED_FILE";

/// Length of the file, just below the limit.
const LENGTH: u64 = (60 << 20) - 1;
const ENCODED: u64 = LENGTH.div_ceil(3) * 4;

const RESPONSE: &str =
    r#"{"Response":{"TotalCount":1,"FileIds":["a"],"FileUrls":[],"RequestId":"r"}}"#;

/// Returns the peak growth in bytes of a process that uploads a large file.
fn growth(mode: &str) -> u64 {
    // One at a time: some tests that run meanwhile measure time.
    static LOCK: Mutex<()> = Mutex::new(());
    let _guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let directory = Directory::new();
    let path = directory.file("large.pdf", b"%PDF-1.7");
    // A sparse file, which takes no space on the disk.
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(LENGTH).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "transfer::memory::this_process_uploads_and_measures", "--nocapture"])
        .env(MODE, mode)
        .env(FILE, &path)
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stdout);
    let errors = String::from_utf8_lossy(&child.stderr);
    let grown = output.lines().find_map(|line| line.split("grew by ").nth(1)?.parse().ok());
    grown.unwrap_or_else(|| panic!("{output}{errors}"))
}

#[test]
fn file_that_can_be_read_again_is_uploaded_in_8_mib() {
    for mode in ["path", "seekable"] {
        let growth = growth(mode);
        assert!(growth <= 8 << 20, "{mode}: {growth} bytes");
    }
}

#[test]
fn reader_that_cannot_be_read_again_is_buffered_once() {
    let growth = growth("reader");
    assert!(growth * 100 <= ENCODED * 115, "{growth} bytes for {ENCODED}");
    assert!(growth > ENCODED / 2, "nothing was measured: {growth} bytes");
}

#[test]
fn transport_without_streaming_buffers_one_request() {
    let growth = growth("bytes");
    assert!(growth * 100 <= ENCODED * 115, "{growth} bytes for {ENCODED}");
    assert!(growth > ENCODED / 2, "nothing was measured: {growth} bytes");
}

/// Measures an upload in a process that [`growth`] starts; does nothing in any other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn this_process_uploads_and_measures() {
    let Ok(mode) = std::env::var(MODE) else { return };
    let path = std::env::var(FILE).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            discard_request(stream.unwrap());
        }
    });
    let builder = Client::builder().credential(Credential::new(SECRET_ID, SECRET_KEY));
    let builder = builder.endpoint(endpoint).timeout(Duration::from_secs(300));
    let client = match mode.as_str() {
        "bytes" => builder.transport(Buffering).build().unwrap(),
        _ => builder.build().unwrap(),
    };
    // The first call sets up what later ones share.
    upload().file(LocalFile::from_bytes("a.pdf", b"%PDF-".as_slice())).send(&client).await.unwrap();

    let file = || fs::File::open(&path).unwrap();
    let upload = upload().file(match mode.as_str() {
        "seekable" => LocalFile::from_seekable("a.pdf", file()),
        "reader" => LocalFile::from_reader("a.pdf", file()),
        _ => LocalFile::from_path(Path::new(&path)),
    });
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = high_water();
    upload.send(&client).await.unwrap();
    println!("grew by {}", high_water() - before);
}

/// Returns the peak memory of this process in bytes.
fn high_water() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// Reads one request, discards it, and responds.
fn discard_request(mut stream: TcpStream) {
    let mut buffer = [0; 16 << 10];
    let (mut head, mut left) = (Vec::new(), None);
    while left != Some(0) {
        let length = stream.read(&mut buffer).unwrap();
        assert!(length > 0, "a request was cut off");
        left = Some(match left {
            Some(left) => left - length,
            None => {
                head.extend_from_slice(&buffer[..length]);
                let text = String::from_utf8_lossy(&head).to_lowercase();
                let Some(end) = text.find("\r\n\r\n") else { continue };
                let declared = text.split("content-length: ").nth(1).unwrap();
                let declared: usize = declared.lines().next().unwrap().parse().unwrap();
                declared - (head.len() - end - 4)
            }
        });
    }
    let length = RESPONSE.len();
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(RESPONSE.as_bytes()).unwrap();
}

/// A transport that buffers requests and sends nothing.
#[derive(Debug)]
struct Buffering;

impl Transport for Buffering {
    fn send(&self, request: http::Request<Body>, _: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let expected = request.body().len();
            let bytes = request.into_body().collect().await;
            let bytes = bytes
                .map_err(|error| TransportError::new(TransportErrorKind::NotConnected, error))?;
            assert_eq!(bytes.len() as u64, expected);
            Ok(http::Response::new(Bytes::from_static(RESPONSE.as_bytes())))
        })
    }
}
