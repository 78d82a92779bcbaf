//! Requests that are signed with the credential of a sandbox and sent unchanged. The tests across
//! crates use this file too.

use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::Scope;
use essbasic::{Credential, Endpoint};
use essbasic_sandbox::Sandbox;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// Signs a request with the credential of the sandbox.
pub(crate) fn signed(sandbox: &Sandbox, request: &Request, timestamp: i64) -> http::Request<Bytes> {
    sign(&sandbox.endpoint().parse().unwrap(), &sandbox.credential(), request, timestamp)
}

/// Signs a request for an endpoint.
pub(crate) fn sign(
    endpoint: &Endpoint,
    credential: &Credential,
    request: &Request,
    timestamp: i64,
) -> http::Request<Bytes> {
    let scope = Scope::new(timestamp, request.service()).unwrap();
    let key = credential.signing_key(&scope);
    let signing = SigningParams { credential, key: &key, scope, timestamp };
    let signed = request.sign(endpoint, &signing, &RequestHeaders::default()).unwrap();
    signed.map(|body| body.as_bytes().unwrap().clone())
}

/// Posts a request unchanged. Returns head and body of the response.
pub(crate) async fn exchange(sandbox: &Sandbox, request: http::Request<Bytes>) -> (String, String) {
    let address = sandbox.endpoint().replace("http://", "");
    let target = request.uri().path_and_query().map_or("/", |it| it.as_str());
    let mut lines = vec![format!("{} {target} HTTP/1.1", request.method())];
    lines.extend(
        request
            .headers()
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())),
    );
    lines.push(format!("Content-Length: {}", request.body().len()));
    lines.push("Connection: close\r\n\r\n".to_owned());
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(lines.join("\r\n").as_bytes()).await.unwrap();
    // The server may respond before it has read the whole body.
    let _ = stream.write_all(request.body()).await;
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response).await;
    let response = String::from_utf8_lossy(&response);
    let (head, body) = response.split_once("\r\n\r\n").unwrap_or((&response, ""));
    (head.to_owned(), body.to_owned())
}

/// Posts a request unchanged. Returns the error code, or `None` on success.
pub(crate) async fn post(sandbox: &Sandbox, request: http::Request<Bytes>) -> Option<String> {
    let (head, body) = exchange(sandbox, request).await;
    let body: Value = serde_json::from_str(&body).unwrap_or_else(|_| panic!("{head} {body}"));
    assert!(body["Response"]["RequestId"].is_string(), "{head} {body}");
    body["Response"]["Error"]["Code"].as_str().map(str::to_owned)
}
