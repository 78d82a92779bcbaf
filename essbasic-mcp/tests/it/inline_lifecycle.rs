//! Protocol 2026-07-28: no handshake; a question is a result, and the client repeats the call.

use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{Client, OnQuestion, builder, cancel, changes, sandbox};

fn params(arguments: &Value) -> Value {
    json!({
        "name": "change",
        "arguments": arguments,
        "_meta": {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": { "name": "test", "version": "1" },
            "io.modelcontextprotocol/clientCapabilities": { "elicitation": { "form": {} } },
        },
    })
}

pub(super) fn answered(arguments: &Value, state: &Value, answer: Value) -> Value {
    let mut params = params(arguments);
    params["requestState"] = state.clone();
    params["inputResponses"] = json!({ "confirmation": answer });
    params
}

pub(super) fn accepted() -> Value {
    json!({ "action": "accept", "content": { "send": true } })
}

/// Calls `change`, and returns the state of the question.
pub(super) async fn ask(client: &Client) -> Value {
    let response = client.request("tools/call", params(&cancel())).await;
    let result = &response["result"];
    assert_eq!(result["resultType"], "input_required", "{response}");
    let question = &result["inputRequests"]["confirmation"];
    assert_eq!(question["method"], "elicitation/create");
    assert!(question["params"]["message"].as_str().unwrap().contains(seed::QR_CODE));
    result["requestState"].clone()
}

#[tokio::test]
async fn a_repeated_call_with_the_answer_is_sent_once() {
    let sandbox = sandbox().await;
    let client = Client::raw(&builder(&sandbox).build().unwrap(), OnQuestion::Undeclared);
    let state = ask(&client).await;
    assert!(changes(&sandbox).is_empty());
    let call = || client.request("tools/call", answered(&cancel(), &state, accepted()));
    let response = call().await;
    assert_eq!(response["result"]["structuredContent"]["outcome"], "done", "{response}");
    let response = call().await;
    assert_eq!(response["result"]["structuredContent"]["outcome"], "expired");
    assert_eq!(changes(&sandbox).len(), 1);
}

#[tokio::test]
async fn an_answer_is_for_the_request_that_was_asked_about() {
    let sandbox = sandbox().await;
    let client = Client::raw(&builder(&sandbox).build().unwrap(), OnQuestion::Undeclared);
    let mut other = cancel();
    other["request"]["QrCodeId"] = "y".repeat(32).into();
    for (arguments, state, answer, outcome) in [
        (other, Value::Null, accepted(), "expired"),
        (cancel(), json!("invented"), accepted(), "expired"),
        (cancel(), Value::Null, json!({ "action": "decline" }), "declined"),
        (cancel(), Value::Null, json!({ "action": "cancel" }), "dismissed"),
        (cancel(), Value::Null, json!({ "action": "accept" }), "declined"),
        (cancel(), Value::Null, json!({ "action": "accept", "content": {} }), "declined"),
        (cancel(), Value::Null, json!(true), "expired"),
    ] {
        let asked = ask(&client).await;
        let state = if state.is_null() { &asked } else { &state };
        let params = answered(&arguments, state, answer);
        let response = client.request("tools/call", params).await;
        assert_eq!(response["result"]["structuredContent"]["outcome"], outcome, "{response}");
    }
    assert!(changes(&sandbox).is_empty());
}
