//! Streamable HTTP, for clients on this machine that have the token.

use std::net::TcpListener;

use essbasic_sandbox::Sandbox;
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::support::{builder, cancel, changes, sandbox};

const TOKEN: &str = "obviously-fake-token";

struct Http {
    address: String,
    client: reqwest::Client,
    stop: oneshot::Sender<()>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Http {
    fn start(sandbox: &Sandbox) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/mcp", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let server = builder(sandbox).build().unwrap();
        let server = tokio::spawn(async move {
            server.serve_http(listener, TOKEN, async { drop(stopped.await) }).await
        });
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { address, client, stop, server }
    }

    fn post(&self, message: &Value) -> RequestBuilder {
        let request = self.client.post(&self.address).bearer_auth(TOKEN);
        let request = request.header("accept", "application/json, text/event-stream");
        let request = request.header("content-type", "application/json");
        request.body(message.to_string())
    }

    /// Starts a session, and returns its ID.
    async fn session(&self) -> String {
        let response = self.post(&initialize()).send().await.unwrap();
        assert_eq!(response.status(), 200);
        let session = response.headers()["mcp-session-id"].to_str().unwrap().to_owned();
        assert!(events(&response.text().await.unwrap())[0]["result"].is_object());
        let ready = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
        let response = self.post(&ready).header("mcp-session-id", &session).send().await.unwrap();
        assert_eq!(response.status(), 202);
        session
    }

    async fn call(&self, session: &str, name: &str, arguments: Value) -> Value {
        let params = json!({ "name": name, "arguments": arguments });
        let message =
            json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": params });
        let response = self.post(&message).header("mcp-session-id", session).send().await.unwrap();
        let events = events(&response.text().await.unwrap());
        events.last().unwrap()["result"]["structuredContent"].clone()
    }

    async fn stop(self) {
        drop(self.stop);
        drop(self.client);
        self.server.await.unwrap().unwrap();
    }
}

fn initialize() -> Value {
    let params = json!({
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": { "name": "test", "version": "1" },
    });
    json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params })
}

/// Returns the messages of an event stream, or the one of a JSON body.
fn events(text: &str) -> Vec<Value> {
    if let Ok(message) = serde_json::from_str(text) {
        return vec![message];
    }
    let data = text.lines().filter_map(|it| it.strip_prefix("data:"));
    data.filter_map(|it| serde_json::from_str(it.trim()).ok()).collect()
}

#[tokio::test]
async fn tools_are_called_in_a_session_and_changes_need_confirmation() {
    let sandbox = sandbox().await;
    let http = Http::start(&sandbox);
    let session = http.session().await;
    let read = http.call(&session, "read", json!({ "action": "DescribeTemplates" })).await;
    assert_eq!(read["outcome"], "done");
    let asked = http.call(&session, "change", cancel()).await;
    assert_eq!(asked["outcome"], "waiting_for_confirmation");
    assert!(changes(&sandbox).is_empty());
    http.stop().await;
}

#[tokio::test]
async fn requests_without_the_token_or_of_other_sites_are_rejected() {
    let sandbox = sandbox().await;
    let http = Http::start(&sandbox);
    let post = |token: Option<&str>, header: Option<(&'static str, &'static str)>| {
        let mut request = http.client.post(&http.address).body(initialize().to_string());
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        request
            .header("accept", "application/json, text/event-stream")
            .header("content-type", "application/json")
    };
    for (token, header, status) in [
        (None, None, StatusCode::UNAUTHORIZED),
        (Some("wrong"), None, StatusCode::UNAUTHORIZED),
        (Some(""), None, StatusCode::UNAUTHORIZED),
        (Some(TOKEN), Some(("origin", "http://elsewhere.example")), StatusCode::FORBIDDEN),
        (Some(TOKEN), Some(("sec-fetch-site", "cross-site")), StatusCode::FORBIDDEN),
        (Some(TOKEN), Some(("host", "elsewhere.example")), StatusCode::FORBIDDEN),
    ] {
        let response = post(token, header).send().await.unwrap();
        assert_eq!(response.status(), status, "{token:?} {header:?}");
    }
    let origin = http.address.strip_suffix("/mcp").unwrap();
    for (name, value) in
        [("origin", origin), ("host", "127.0.0.2:8080"), ("host", "LOCALHOST:8080")]
    {
        let response = http.post(&initialize()).header(name, value).send().await.unwrap();
        assert_eq!(response.status(), 200, "{name}: {value}");
    }
    let lower_case = post(None, None).header("authorization", format!("bearer {TOKEN}"));
    assert_eq!(lower_case.send().await.unwrap().status(), 200);
    http.stop().await;
}

#[tokio::test]
async fn the_number_of_sessions_is_bounded() {
    let sandbox = sandbox().await;
    let http = Http::start(&sandbox);
    for _ in 0..64 {
        http.session().await;
    }
    let response = http.post(&initialize()).send().await.unwrap();
    assert_eq!(response.status(), 503);
    http.stop().await;
}
