//! What a body may be, and what it costs to send one that never ends.

use std::time::Duration;

use essbasic::files::{FileBusinessType, UploadFile, UploadFiles};
use essbasic_sandbox::{Sandbox, seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::client;

#[tokio::test]
async fn a_file_may_be_larger_than_other_bodies() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = UploadFile::new("AAAA".repeat(3 << 20)).file_name("large.pdf");
    let upload = UploadFiles::new(seed::agent(), FileBusinessType::Document).file_infos([file]);
    upload.send(&client).await.unwrap();
}

/// A connection that has sent so much, and what comes back within a second.
async fn answer_to(sandbox: &Sandbox, sent: &str) -> String {
    let address = sandbox.endpoint().replace("http://", "");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = tokio::time::timeout(Duration::from_secs(1), stream.read(&mut answer)).await;
    let length = read.map_or(0, Result::unwrap);
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

#[tokio::test]
async fn who_is_unknown_is_refused_before_a_byte_of_the_body_is_read() {
    let sandbox = Sandbox::start().await.unwrap();
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n";
    let answer = answer_to(&sandbox, head).await;
    assert!(answer.contains("AuthFailure.InvalidAuthorization"), "{answer}");
    assert!(answer.contains("RequestId"), "{answer}");
}

#[tokio::test]
async fn connections_that_say_nothing_hold_nobody_up() {
    let sandbox = Sandbox::start().await.unwrap();
    let address = sandbox.endpoint().replace("http://", "");
    let mut silent = Vec::new();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(b"POST / HTTP/1.1\r\nHost:").await.unwrap();
        silent.push(stream);
    }
    let template = essbasic::templates::DescribeTemplates::new(seed::agent());
    template.send(&client(&sandbox)).await.unwrap();
}

#[tokio::test]
async fn what_is_no_http_is_no_panic() {
    let sandbox = Sandbox::start().await.unwrap();
    for sent in ["\0\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n"] {
        let answer = answer_to(&sandbox, sent).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
}
