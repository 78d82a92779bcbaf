//! Limits on bodies and connections.

use std::fmt::Write as _;
use std::time::Duration;

use axum::Router;
use essbasic::Action;
use essbasic::files::{FileBusinessType, UploadFile, UploadFiles};
use essbasic::request::Request;
use essbasic_sandbox::{Sandbox, seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::signed::{now, signed};
use crate::support::client;

#[tokio::test]
async fn a_file_may_be_larger_than_other_bodies() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = UploadFile::new("AAAA".repeat(3 << 20)).file_name("large.pdf");
    let upload = UploadFiles::new(seed::agent(), FileBusinessType::Document).file_infos([file]);
    upload.send(&client).await.unwrap();
}

/// Sends bytes and returns the response within a second.
async fn response_to(sandbox: &Sandbox, sent: &str) -> String {
    let address = sandbox.endpoint().replace("http://", "");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut response = vec![0; 4096];
    let read = tokio::time::timeout(Duration::from_secs(1), stream.read(&mut response)).await;
    let length = read.map_or(0, Result::unwrap);
    String::from_utf8_lossy(&response[..length]).into_owned()
}

#[tokio::test]
async fn an_unknown_caller_is_rejected_before_the_body_is_read() {
    let sandbox = Sandbox::start().await.unwrap();
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n";
    let response = response_to(&sandbox, head).await;
    assert!(response.contains("AuthFailure.InvalidAuthorization"), "{response}");
    assert!(response.contains("RequestId"), "{response}");
}

#[tokio::test]
async fn silent_connections_do_not_block_others() {
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

/// Announces the body of an upload, and sends nothing of it.
async fn announce(sandbox: &Sandbox, length: usize) -> TcpStream {
    let request = Request::from_json(UploadFiles::descriptor(), &serde_json::Map::new()).unwrap();
    let request = signed(sandbox, &request, now());
    let mut head = format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n");
    for (name, value) in request.headers() {
        write!(head, "{name}: {}\r\n", value.to_str().unwrap()).unwrap();
    }
    let mut stream = TcpStream::connect(sandbox.endpoint().replace("http://", "")).await.unwrap();
    stream.write_all((head + "\r\n").as_bytes()).await.unwrap();
    stream
}

#[tokio::test]
async fn bodies_that_are_announced_and_do_not_arrive_hold_up_no_others() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let mut held = Vec::new();
    for length in [99 << 20; 4].into_iter().chain([1 << 20; 40]) {
        held.push(announce(&sandbox, length).await);
    }
    let file = UploadFile::new("AAAA".repeat(1 << 20)).file_name("large.pdf");
    let upload = UploadFiles::new(seed::agent(), FileBusinessType::Document).file_infos([file]);
    let template = essbasic::templates::DescribeTemplates::new(seed::agent());
    let calls = async {
        template.send(&client).await.unwrap();
        upload.send(&client).await.unwrap();
    };
    tokio::time::timeout(Duration::from_secs(8), calls).await.unwrap();
}

#[tokio::test]
async fn malformed_http_is_rejected() {
    let sandbox = Sandbox::start().await.unwrap();
    for sent in [
        "\0\u{1}\u{2}\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n",
        "GET http://y/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "DELETE /links/x HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        let response = response_to(&sandbox, sent).await;
        let is_rejected = response.is_empty() || response.starts_with("HTTP/1.1 4");
        assert!(is_rejected, "{sent:?}: {response}");
    }
}

#[tokio::test]
async fn a_head_beyond_the_limit_is_rejected() {
    let sandbox = Sandbox::start().await.unwrap();
    for (kibibytes, is_rejected) in [(60, false), (600, true)] {
        let filler = "a".repeat(kibibytes << 10);
        let head = format!("GET / HTTP/1.1\r\nHost: x\r\nX: {filler}\r\n\r\n");
        let response = response_to(&sandbox, &head).await;
        assert_eq!(response.starts_with("HTTP/1.1 431"), is_rejected, "{kibibytes}: {response}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_its_response_is_disconnected() {
    const LENGTH: usize = 64 << 20;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().fallback(|| async { vec![b'x'; LENGTH] });
    let server = tokio::spawn(essbasic_sandbox::serve(listener, router, std::future::pending()));
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    // Paused time goes on when nothing else can, which is when the server waits for the client.
    tokio::time::sleep(Duration::from_secs(61)).await;
    let mut received = Vec::new();
    let ended = stream.read_to_end(&mut received).await;
    assert!(received.len() < LENGTH, "{ended:?}");
    server.abort();
}
