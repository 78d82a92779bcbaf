//! Sandboxes with pages, and a plain HTTP client.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use essbasic::files::{FileBusinessType, UploadFile, UploadFiles};
use essbasic::models::{ApproverType, Component, ComponentType, FlowApproverInfo};
use essbasic::{Agent, Client, Error, Unlimited};
use essbasic_sandbox::{Person, Sandbox};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// `%PDF-1.4 not one that can be read` in base64.
pub(crate) const PDF: &str = "JVBERi0xLjQgbm90IG9uZSB0aGF0IGNhbiBiZSByZWFk";

/// Header line of a form.
pub(crate) const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

/// Starts a sandbox with pages.
pub(crate) async fn sandbox() -> Sandbox {
    Sandbox::builder().pages(essbasic_explorer::sandbox_pages).start().await.unwrap()
}

/// Creates a client without a rate limit.
pub(crate) fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    client.rate_limiter(Unlimited).build().unwrap()
}

/// Creates an HTTP client that follows no redirects.
pub(crate) fn browser() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let browser = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy();
    browser.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

pub(crate) fn person() -> Person {
    Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() }
}

/// Creates a person as a signer, with a field to sign.
pub(crate) fn signer(person: &Person) -> FlowApproverInfo {
    FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .name(person.name.as_str())
        .mobile(person.mobile.as_str())
        .sign_components([Component::new().component_type(ComponentType::SignSignature)])
}

pub(crate) async fn upload(client: &Client, agent: Agent, name: &str) -> Result<String, Error> {
    let file = UploadFile::new(PDF).file_name(name);
    let upload = UploadFiles::new(agent, FileBusinessType::Document).file_infos([file]);
    upload.send(client).await.map(|reply| reply.file_ids[0].clone())
}

pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// A response.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn location(&self) -> String {
        let line = self.head.lines().find_map(|line| line.strip_prefix("location: "));
        line.unwrap().to_owned()
    }
}

pub(crate) async fn get(url: &str) -> Response {
    request("GET", url, "", b"").await
}

/// Sends a request with some header lines. The path is sent as it is written.
pub(crate) async fn request(method: &str, url: &str, headers: &str, body: &[u8]) -> Response {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let length = body.len();
    let head = format!(
        "{method} /{path} HTTP/1.1\r\n{headers}Host: {host}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    // The server may reject the request before it has read the body.
    let _ = stream.write_all(body).await;
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Response { status, head, body: bytes[end + 4..].to_vec() }
}

/// Returns a page of a sandbox.
pub(crate) async fn page(sandbox: &Sandbox, path: &str) -> String {
    let response = get(&format!("{}{path}", sandbox.endpoint())).await;
    assert_eq!(response.status, 200, "{path}: {}", response.text());
    response.text()
}

/// Posts a form to a page.
pub(crate) async fn submit(sandbox: &Sandbox, path: &str, form: &str) -> Response {
    let url = format!("{}{path}", sandbox.endpoint());
    request("POST", &url, FORM, form.as_bytes()).await
}

/// Removes redacted parts of a page.
pub(crate) fn without_redacted(page: &str) -> String {
    let (mut visible, mut rest) = (String::new(), page);
    while let Some(start) = rest.find("<details class=\"secret\"") {
        visible.push_str(&rest[..start]);
        let (mut depth, mut end) = (0, start);
        loop {
            let (open, close) =
                (rest[end..].find("<details"), rest[end..].find("</details>").unwrap());
            if open.is_some_and(|open| open < close) {
                (depth, end) = (depth + 1, end + open.unwrap() + 8);
            } else {
                (depth, end) = (depth - 1, end + close + 10);
            }
            if depth == 0 {
                break;
            }
        }
        rest = &rest[end..];
    }
    visible + rest
}

/// Posts a signed request to the sandbox. Returns the error code, if any.
pub(crate) async fn call(sandbox: &Sandbox, signed: http::Request<Bytes>) -> Option<String> {
    let headers = signed.headers().iter().filter(|(name, _)| *name != "host");
    let lines = headers.map(|(name, value)| format!("{name}: {}\r\n", value.to_str().unwrap()));
    let url = format!("{}/", sandbox.endpoint());
    let response = request("POST", &url, &lines.collect::<String>(), signed.body()).await;
    let body: Value = serde_json::from_slice(&response.body).unwrap();
    body["Response"]["Error"]["Code"].as_str().map(str::to_owned)
}
