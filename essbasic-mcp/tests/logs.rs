//! The log of a whole session, at its most detailed level, shows no key and no person.

#![allow(clippy::unwrap_used, reason = "a panic in a test shows its place")]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use essbasic_mcp::Server;
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tracing_subscriber::fmt::format::FmtSpan;

const NAME: &str = "张三丰";
const MOBILE: &str = "13800000000";

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_of_a_session_shows_no_key_and_no_person() {
    let log = Buffer::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .init();
    let sandbox = Sandbox::start().await.unwrap();
    let client = essbasic::Client::builder()
        .credential(essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
        .endpoint(sandbox.endpoint())
        .build()
        .unwrap();
    let builder = Server::builder(client, "the sandbox").agent(seed::agent()).reveal(true);
    let server = builder.build().unwrap();
    let (near, far) = tokio::io::duplex(1 << 20);
    let (read, write) = tokio::io::split(far);
    let running = tokio::spawn(async move { server.serve(read, write).await });

    let signer = json!({
        "RecipientId": seed::PERSON_RECIPIENT,
        "Name": NAME,
        "Mobile": MOBILE,
        "ApproverType": "PERSON",
    });
    let flow = json!({ "TemplateId": seed::TEMPLATE, "FlowName": NAME, "FlowApprovers": [signer] });
    let call = |id: u64, name: &str, arguments: Value| {
        let params = json!({ "name": name, "arguments": arguments });
        json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params })
    };
    let initialize = json!({
        "protocolVersion": "2025-06-18",
        "capabilities": { "elicitation": {} },
        "clientInfo": { "name": NAME, "version": "1" },
    });
    let messages = [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": initialize }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        call(2, "find_actions", json!({ "query": NAME })),
        call(
            3,
            "change",
            json!({
                "action": "CreateFlowsByTemplates",
                "request": { "FlowInfos": [flow] },
            }),
        ),
        call(
            4,
            "read",
            json!({ "action": "ChannelDescribeEmployees", "request": { "Limit": 10 } }),
        ),
        call(5, "read", json!({ "action": NAME })),
        json!({ "jsonrpc": "2.0", "id": 6, "method": MOBILE, "params": {} }),
    ];
    let (read, mut write) = tokio::io::split(near);
    for message in messages {
        write.write_all(format!("{message}\n").as_bytes()).await.unwrap();
    }
    let (mut lines, mut answered) = (BufReader::new(read).lines(), 0);
    while answered < 6 {
        let line = lines.next_line().await.unwrap().unwrap();
        let message: Value = serde_json::from_str(&line).unwrap();
        if message["method"] == "elicitation/create" {
            let answer = json!({ "action": "accept", "content": { "send": true } });
            let answer = json!({ "jsonrpc": "2.0", "id": message["id"], "result": answer });
            write.write_all(format!("{answer}\n").as_bytes()).await.unwrap();
        } else {
            answered += 1;
        }
    }
    drop((lines, write));
    running.await.unwrap().unwrap();
    assert!(sandbox.calls().iter().any(|it| it.action() == "CreateFlowsByTemplates"));

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    // The calls of essbasic are logged.
    assert!(log.contains("CreateFlowsByTemplates"), "{log}");
    let person = seed::operator_person();
    for secret in [NAME, MOBILE, seed::SECRET_KEY, &person.name, &person.mobile] {
        assert!(!log.contains(secret), "{secret}");
    }
}
