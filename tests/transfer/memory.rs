//! How much memory an upload takes, in a process of its own.

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
use crate::server::{SECRET_ID, SECRET_KEY};

/// Says which upload this process is to measure, and of which file.
const MODE: &str = "ESSBASIC_MEASURED_UPLOAD";
const FILE: &str = "ESSBASIC_MEASURED_FILE";

/// Just below the limit.
const LENGTH: u64 = (60 << 20) - 1;
const ENCODED: u64 = LENGTH.div_ceil(3) * 4;

const ANSWER: &str =
    r#"{"Response":{"TotalCount":1,"FileIds":["a"],"FileUrls":[],"RequestId":"r"}}"#;

/// By how many bytes the memory of a process grows at most, when it uploads a large file.
fn growth(mode: &str) -> u64 {
    // One after the other: some neighbours measure time.
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let directory = Directory::new();
    let path = directory.file("large.pdf", b"%PDF-1.7");
    // A file with a hole, which takes no place on the disk.
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(LENGTH).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "transfer::memory::this_process_uploads_and_measures", "--nocapture"])
        .env(MODE, mode)
        .env(FILE, &path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    let errors = String::from_utf8_lossy(&child.stderr);
    let grown = said.lines().find_map(|line| line.split("grew by ").nth(1)?.parse().ok());
    grown.unwrap_or_else(|| panic!("{said}{errors}"))
}

#[test]
fn a_file_that_can_be_read_again_is_sent_in_8_mb() {
    for mode in ["path", "seekable"] {
        let growth = growth(mode);
        assert!(growth <= 8 << 20, "{mode}: {growth} bytes");
    }
}

#[test]
fn a_reader_that_cannot_go_back_is_held_once_and_encoded() {
    let growth = growth("reader");
    assert!(growth * 100 <= ENCODED * 115, "{growth} bytes for {ENCODED}");
    assert!(growth > ENCODED / 2, "or nothing was measured: {growth} bytes");
}

#[test]
fn a_transport_that_only_knows_bytes_holds_one_request() {
    let growth = growth("bytes");
    assert!(growth * 100 <= ENCODED * 115, "{growth} bytes for {ENCODED}");
    assert!(growth > ENCODED / 2, "or nothing was measured: {growth} bytes");
}

/// What the processes of the others run, and nothing in this one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn this_process_uploads_and_measures() {
    let Ok(mode) = std::env::var(MODE) else { return };
    let path = std::env::var(FILE).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            swallow(stream.unwrap());
        }
    });
    let builder = Client::builder().credential(Credential::new(SECRET_ID, SECRET_KEY));
    let builder = builder.endpoint(endpoint).timeout(Duration::from_secs(300));
    let client = match mode.as_str() {
        "bytes" => builder.transport(BytesOnly).build().unwrap(),
        _ => builder.build().unwrap(),
    };
    // What a first call sets up is not the upload's.
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

/// The most memory that this process ever had at once, in bytes.
fn high_water() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// Reads one request and keeps nothing of it.
fn swallow(mut stream: TcpStream) {
    let mut buffer = [0; 16 << 10];
    let (mut head, mut left) = (Vec::new(), None);
    while left != Some(0) {
        let length = stream.read(&mut buffer).unwrap();
        assert!(length > 0, "a request is cut");
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
    let length = ANSWER.len();
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(ANSWER.as_bytes()).unwrap();
}

/// A transport that takes its requests whole, and goes nowhere.
#[derive(Debug)]
struct BytesOnly;

impl Transport for BytesOnly {
    fn send(&self, request: http::Request<Body>, _: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let expected = request.body().len();
            let bytes = request.into_body().collect().await;
            let bytes = bytes
                .map_err(|error| TransportError::new(TransportErrorKind::NotConnected, error))?;
            assert_eq!(bytes.len() as u64, expected);
            Ok(http::Response::new(Bytes::from_static(ANSWER.as_bytes())))
        })
    }
}
