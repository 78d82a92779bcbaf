//! A client that speaks JSON-RPC over a pair of streams, and a sandbox behind the server.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use essbasic_mcp::{Server, ServerBuilder};
use essbasic_sandbox::{RecordedCall, Sandbox, seed};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Reaction of a client to a question.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum OnQuestion {
    /// It does not declare elicitation.
    Undeclared,
    /// Accepts, with the checkbox ticked.
    Confirms,
    /// Accepts, without the checkbox.
    LeavesUnticked,
    Declines,
    Cancels,
    /// Never answers.
    Silent,
}

/// A client that is connected to a server.
pub(crate) struct Client {
    write: Arc<tokio::sync::Mutex<WriteHalf<DuplexStream>>>,
    pending: Arc<Mutex<BTreeMap<u64, oneshot::Sender<Value>>>>,
    received: Arc<Mutex<Vec<Value>>>,
    next: AtomicU64,
    reader: JoinHandle<()>,
    pub(crate) server: JoinHandle<std::io::Result<()>>,
    pub(crate) initialized: Value,
}

/// Starts a sandbox without a rate limit.
pub(crate) async fn sandbox() -> Sandbox {
    Sandbox::builder().without_rate_limit().start().await.unwrap()
}

/// Returns a builder for a server of a sandbox, with its agent.
pub(crate) fn builder(sandbox: &Sandbox) -> ServerBuilder {
    let client = essbasic::Client::builder()
        .credential(essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
        .endpoint(sandbox.endpoint())
        .rate_limiter(essbasic::Unlimited)
        .build()
        .unwrap();
    Server::builder(client, "the sandbox").agent(seed::agent())
}

/// Connects a client to a server of its own.
pub(crate) async fn connect(builder: ServerBuilder, asked: OnQuestion) -> Client {
    Client::connect(&builder.build().unwrap(), asked).await
}

impl Client {
    /// Connects to a server.
    pub(crate) async fn connect(server: &Server, asked: OnQuestion) -> Self {
        let mut client = Self::raw(server, asked);
        let capabilities = match asked {
            OnQuestion::Undeclared => json!({}),
            _ => json!({ "elicitation": {} }),
        };
        client.initialized = client
            .request(
                "initialize",
                json!({
                    "protocolVersion": "2025-06-18",
                    "capabilities": capabilities,
                    "clientInfo": { "name": "test", "version": "1" },
                }),
            )
            .await;
        client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" })).await;
        client
    }

    /// Connects without a handshake.
    pub(crate) fn raw(server: &Server, asked: OnQuestion) -> Self {
        let (near, far) = tokio::io::duplex(1 << 20);
        let (read, write) = tokio::io::split(far);
        let server = server.clone();
        let server = tokio::spawn(async move { server.serve(read, write).await });
        let (read, write) = tokio::io::split(near);
        let write = Arc::new(tokio::sync::Mutex::new(write));
        let pending = Arc::default();
        let received = Arc::default();
        let reader = tokio::spawn(read_messages(
            read,
            Arc::clone(&write),
            Arc::clone(&pending),
            Arc::clone(&received),
            asked,
        ));
        let (next, initialized) = (AtomicU64::new(1), Value::Null);
        Self { write, pending, received, next, reader, server, initialized }
    }

    /// Sends a message.
    pub(crate) async fn send(&self, message: &Value) {
        self.send_text(&message.to_string()).await;
    }

    /// Sends a line.
    pub(crate) async fn send_text(&self, text: &str) {
        let mut write = self.write.lock().await;
        write.write_all(text.as_bytes()).await.unwrap();
        write.write_all(b"\n").await.unwrap();
        write.flush().await.unwrap();
    }

    /// Sends a request, and returns its number and the response to come.
    pub(crate) async fn start(
        &self,
        method: &str,
        params: Value,
    ) -> (u64, oneshot::Receiver<Value>) {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        self.pending.lock().unwrap().insert(id, sender);
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send(&message).await;
        (id, receiver)
    }

    /// Sends a request, and returns the whole response.
    pub(crate) async fn request(&self, method: &str, params: Value) -> Value {
        self.start(method, params).await.1.await.unwrap()
    }

    /// Calls a tool, and returns its result.
    pub(crate) async fn tool(&self, name: &str, arguments: Value) -> Value {
        let params = json!({ "name": name, "arguments": arguments });
        let response = self.request("tools/call", params).await;
        assert!(response.get("result").is_some(), "{name}: {response}");
        response["result"].clone()
    }

    /// Calls a tool, and returns the content of its result.
    pub(crate) async fn call(&self, name: &str, arguments: Value) -> Value {
        self.tool(name, arguments).await["structuredContent"].clone()
    }

    /// Returns the requests and notifications that the server has sent so far.
    pub(crate) fn received(&self) -> Vec<Value> {
        self.received.lock().unwrap().clone()
    }

    /// Waits until the server has sent some messages with a method.
    pub(crate) async fn wait_for(&self, method: &str, count: usize) -> Vec<Value> {
        loop {
            let found = self.received();
            let found: Vec<_> = found.into_iter().filter(|it| it["method"] == method).collect();
            if found.len() >= count {
                return found;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Returns the questions that the server has asked.
    pub(crate) fn questions(&self) -> Vec<String> {
        let received = self.received();
        let asked = received.iter().filter(|it| it["method"] == "elicitation/create");
        asked.map(|it| it["params"]["message"].as_str().unwrap().to_owned()).collect()
    }

    /// Closes the connection, and waits for the end of the server.
    pub(crate) async fn close(self) {
        self.reader.abort();
        let _ = self.reader.await;
        drop(self.write);
        self.server.await.unwrap().unwrap();
    }
}

async fn read_messages(
    read: ReadHalf<DuplexStream>,
    write: Arc<tokio::sync::Mutex<WriteHalf<DuplexStream>>>,
    pending: Arc<Mutex<BTreeMap<u64, oneshot::Sender<Value>>>>,
    received: Arc<Mutex<Vec<Value>>>,
    asked: OnQuestion,
) {
    let mut lines = BufReader::new(read).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let message: Value = serde_json::from_str(&line).unwrap();
        if message.get("method").is_none() {
            let sender = message["id"].as_u64().and_then(|id| pending.lock().unwrap().remove(&id));
            if let Some(sender) = sender {
                let _ = sender.send(message);
            } else {
                received.lock().unwrap().push(message);
            }
            continue;
        }
        let answer = match asked {
            OnQuestion::Confirms => json!({ "action": "accept", "content": { "send": true } }),
            OnQuestion::LeavesUnticked => {
                json!({ "action": "accept", "content": { "send": false } })
            }
            OnQuestion::Declines => json!({ "action": "decline" }),
            OnQuestion::Cancels => json!({ "action": "cancel" }),
            OnQuestion::Undeclared | OnQuestion::Silent => Value::Null,
        };
        if message["method"] == "elicitation/create" && !answer.is_null() {
            let answer = json!({ "jsonrpc": "2.0", "id": message["id"], "result": answer });
            let mut write = write.lock().await;
            let _ = write.write_all(format!("{answer}\n").as_bytes()).await;
        }
        received.lock().unwrap().push(message);
    }
}

/// Returns the calls that a sandbox has received of actions that do not only read.
pub(crate) fn changes(sandbox: &Sandbox) -> Vec<Arc<RecordedCall>> {
    let is_change = |call: &Arc<RecordedCall>| {
        let entry = essbasic::find_action(call.action());
        entry.is_none_or(|it| it.descriptor().effect != essbasic::Effect::Read)
    };
    sandbox.calls().into_iter().filter(is_change).collect()
}

/// Returns the arguments that cancel a QR code of the sandbox.
pub(crate) fn cancel() -> Value {
    json!({
        "action": "ChannelCancelMultiFlowSignQRCode",
        "request": { "QrCodeId": seed::QR_CODE },
    })
}
