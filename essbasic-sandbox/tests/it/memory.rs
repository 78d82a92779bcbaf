//! Memory of a sandbox under load, measured in a process of its own.

#![cfg(target_os = "linux")]

use std::process::Child;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use essbasic::files::UploadFiles;
use essbasic::request::Request;
use essbasic::{Action, Credential, Endpoint};
use essbasic_sandbox::seed;
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::disk::start_process;
use crate::signed::{now, sign};

/// A sandbox in a process of its own, killed on drop.
struct Measured {
    process: Child,
    endpoint: String,
}

impl Measured {
    fn start() -> Self {
        let (process, endpoint) = start_process(None);
        Self { process, endpoint }
    }

    /// Returns the peak memory in MiB.
    fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().split(' ').next().unwrap().parse::<u64>().unwrap() >> 10
    }

    /// Signs an `UploadFiles` with a body.
    fn upload(&self, fields: &Map<String, Value>, credential: &Credential) -> http::Request<Bytes> {
        let endpoint: Endpoint = self.endpoint.parse().unwrap();
        let request = Request::from_json(UploadFiles::descriptor(), fields).unwrap();
        sign(&endpoint, credential, &request, now())
    }

    /// Sends a request, except for its last bytes.
    async fn send(&self, request: &http::Request<Bytes>, left_out: usize) -> TcpStream {
        let length = request.body().len();
        let mut head = format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n").into_bytes();
        for (name, value) in request.headers() {
            head.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
        head.extend(b"Connection: close\r\n\r\n");
        let mut stream = TcpStream::connect(self.endpoint.replace("http://", "")).await.unwrap();
        stream.write_all(&head).await.unwrap();
        let _ = stream.write_all(&request.body()[..length - left_out]).await;
        stream
    }

    /// Sends a request. Returns the response.
    async fn post(&self, request: &http::Request<Bytes>) -> String {
        let mut response = Vec::new();
        let _ = self.send(request, 0).await.read_to_end(&mut response).await;
        String::from_utf8_lossy(&response).into_owned()
    }
}

impl Drop for Measured {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn fields(infos: Value) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("Agent".to_owned(), serde_json::to_value(seed::agent()).unwrap());
    fields.insert("BusinessType".to_owned(), "DOCUMENT".into());
    fields.insert("FileInfos".to_owned(), infos);
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_of_unknown_callers_are_bounded_together() {
    let sandbox = Arc::new(Measured::start());
    let wrong = Credential::new(seed::SECRET_ID, "WrongKeyThatIsNobodys");
    let mut request = sandbox.upload(&fields(json!([])), &wrong);
    *request.body_mut() = vec![b'A'; 20 << 20].into();
    let mut held = JoinSet::new();
    for _ in 0..10 {
        let (sandbox, request) = (Arc::clone(&sandbox), request.clone());
        held.spawn(async move { sandbox.send(&request, 1).await });
    }
    // Of 200 MB, 128 MiB are read, and one more body.
    while sandbox.peak() < 120 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let small = sandbox.upload(&fields(json!([])), &wrong);
    assert!(sandbox.post(&small).await.contains("AuthFailure"));
    let peak = sandbox.peak();
    assert!(peak < 180, "{peak} MiB");
    drop(held);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_takes_a_small_multiple_of_its_size() {
    let credential = Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
    let sandbox = Measured::start();
    let large = fields(json!([{"FileName": "x.pdf", "FileBody": "A".repeat(4 << 20)}]));
    let response = sandbox.post(&sandbox.upload(&large, &credential)).await;
    assert!(response.contains("FileIds"), "{response}");
    let peak = sandbox.peak();
    assert!(peak < 60, "{peak} MiB for 4 MiB");

    for (item, count) in [(json!({"": 0}), 18), (json!({}), 18), (json!(0), 20), (json!([]), 20)] {
        let sandbox = Measured::start();
        let many = fields(Value::Array(vec![item; 1 << count]));
        let request = sandbox.upload(&many, &credential);
        let size = request.body().len() >> 10;
        let response = sandbox.post(&request).await;
        assert!(response.contains("RequestSizeLimitExceeded"), "{response}");
        let peak = sandbox.peak();
        assert!(peak < 60, "{peak} MiB for {size} KiB");
    }
}
