//! Work and memory for requests, counted as allocated bytes. Alone in its process, which it counts.

#![allow(clippy::unwrap_used, reason = "a panic in a test shows its place")]

use std::alloc::System;

use essbasic_sandbox::{Sandbox, seed};
use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const FILES: &str = "/actions/ChannelCreateFlowByFiles";

/// Sends a form, and returns the connection.
async fn send(sandbox: &Sandbox, path: &str, pairs: &[(&str, &str)]) -> TcpStream {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let host = sandbox.endpoint().replace("http://", "");
    let mut stream = TcpStream::connect(&host).await.unwrap();
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all((head + &body).as_bytes()).await.unwrap();
    stream
}

/// Sends a form. Returns the bytes that are allocated until the response has arrived.
async fn allocated(sandbox: &Sandbox, path: &str, pairs: &[(&str, &str)]) -> usize {
    let region = Region::new(ALLOCATOR);
    let mut response = Vec::new();
    send(sandbox, path, pairs).await.read_to_end(&mut response).await.unwrap();
    assert!(response.starts_with(b"HTTP/1.1 "), "{path}");
    assert!(response.len() < 8 << 20, "{path}: {}", response.len());
    region.change().bytes_allocated
}

/// A request with a list of invalid items.
fn list(items: usize) -> String {
    let signers = vec![json!({"ApproverType": 7}); items];
    json!({"Agent": seed::agent(), "FlowApprovers": signers}).to_string()
}

/// A rejected request of a known key with a long query.
fn rejected(bytes: usize) -> String {
    format!(
        "POST /?{} HTTP/1.1\nHost: x\nX-TC-Timestamp: 1751328000\nAuthorization: TC3-HMAC-SHA256 \
         Credential={}/2025-07-01/essbasic/tc3_request, SignedHeaders=content-type;host, \
         Signature={}\n\n{{}}",
        "q".repeat(bytes),
        seed::SECRET_ID,
        "0".repeat(64),
    )
}

#[tokio::test]
async fn work_is_linear_bounded_and_ends_when_the_client_leaves() {
    let pages = essbasic_explorer::sandbox_pages;
    let sandbox = Sandbox::builder().pages(pages).start().await.unwrap();

    // Lists: twice the items are at most about twice the work.
    for path in [FILES.to_owned(), format!("{FILES}/form"), format!("{FILES}/preview")] {
        let (one, two) = (list(4000), list(8000));
        let one = allocated(&sandbox, &path, &[("json", &one)]).await;
        let two = allocated(&sandbox, &path, &[("json", &two)]).await;
        assert!(two < one * 5 / 2, "{path}: {one} bytes, {two} bytes");
        // A preview has the request in eight formats.
        assert!(two < 256 << 20, "{path}: {two} bytes");
    }

    // Diagnoses: long queries, many headers, many words, and JSON that grows when indented.
    let deep = format!("{}{}0{}", "[".repeat(100), "0,".repeat(100_000), "]".repeat(100));
    let hostile = [
        rejected(1 << 20),
        format!("{}\nContent-Type: {}", "Host: x", "x".repeat(1 << 20)),
        "x: y\n".repeat(400_000),
        format!("curl http://x {}", "-d a ".repeat(400_000)),
        format!("{}{deep}", rejected(10).trim_end_matches("{}")),
    ];
    for request in &hostile {
        let lines = "x: y\n".repeat(100_000);
        let pairs =
            [("request", &**request), ("canonical_request", &lines), ("string_to_sign", &lines)];
        for pairs in [&pairs[..1], &pairs] {
            let bytes = allocated(&sandbox, "/signature", pairs).await;
            assert!(bytes < 300 << 20, "{}: {bytes} bytes", &request[..20]);
        }
    }

    // Clients that leave: what they asked for is not done.
    let request = rejected(1000);
    let form = [("request", &*request)];
    let one = allocated(&sandbox, "/signature", &form).await;
    let region = Region::new(ALLOCATOR);
    for _ in 0..20 {
        drop(send(&sandbox, "/signature", &form).await);
    }
    let last = allocated(&sandbox, "/signature", &form).await;
    let all = region.change().bytes_allocated;
    assert!(last > 0 && all < one * 6, "{one} bytes for one, {all} bytes for those that left");
}
