//! Bounds of the server: what it holds, and how long it asks.

use std::time::Duration;

use essbasic::{AcquireFuture, PermitRequest, RateLimiter};
use essbasic_sandbox::seed;
use essbasic_test_support::server::{Reaction, Server as Scripted, ok};
use serde_json::{Value, json};
use tokio::sync::oneshot::Receiver;

use super::confirmation::{Browser, address};
use super::inline_lifecycle::{accepted, answered, ask};
use super::resources::read;
use super::support::{Client, OnQuestion, builder, cancel, changes, connect, sandbox};

/// Time to confirm, in tests that let it pass.
const SHORT: Duration = Duration::from_millis(200);

async fn start_change(client: &Client) -> Receiver<Value> {
    client.start("tools/call", json!({ "name": "change", "arguments": cancel() })).await.1
}

fn outcome(response: &Value) -> &str {
    response["result"]["structuredContent"]["outcome"].as_str().unwrap()
}

#[tokio::test]
async fn a_question_without_an_answer_expires_and_sends_nothing() {
    let sandbox = sandbox().await;
    let builder = builder(&sandbox).confirmation_timeout(SHORT);
    let client = connect(builder, OnQuestion::Silent).await;
    let pending = start_change(&client).await;
    let question = client.wait_for("elicitation/create", 1).await.remove(0);
    assert_eq!(outcome(&pending.await.unwrap()), "expired");
    let answer = json!({ "jsonrpc": "2.0", "id": question["id"], "result": accepted() });
    client.send(&answer).await;
    client.call("find_actions", json!({})).await;
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn an_answer_that_comes_too_late_confirms_nothing() {
    let sandbox = sandbox().await;
    let server = builder(&sandbox).confirmation_timeout(Duration::ZERO).build().unwrap();
    let client = Client::raw(&server, OnQuestion::Undeclared);
    let state = ask(&client).await;
    let response = client.request("tools/call", answered(&cancel(), &state, accepted())).await;
    assert_eq!(outcome(&response), "expired");
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn a_page_that_was_confirmed_too_late_confirms_nothing() {
    let sandbox = sandbox().await;
    let builder = builder(&sandbox).confirmation_timeout(Duration::ZERO);
    let client = connect(builder, OnQuestion::Undeclared).await;
    let page = address(&client, &cancel()).await;
    assert_eq!(Browser::new().decide(&page, "confirm").await, 404);
    assert_ne!(client.call("change", cancel()).await["outcome"], "done");
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn the_time_to_confirm_is_at_most_a_day() {
    let sandbox = sandbox().await;
    let server = builder(&sandbox).confirmation_timeout(Duration::MAX).build().unwrap();
    let client = Client::raw(&server, OnQuestion::Undeclared);
    let state = ask(&client).await;
    let response = client.request("tools/call", answered(&cancel(), &state, accepted())).await;
    assert_eq!(outcome(&response), "done");
    let builder = builder(&sandbox).confirmation_timeout(Duration::MAX);
    let client = connect(builder, OnQuestion::Undeclared).await;
    let waiting = client.call("change", cancel()).await;
    assert_eq!(waiting["outcome"], "waiting_for_confirmation");
    let seconds = waiting["expires_in_seconds"].as_u64().unwrap();
    assert!((86_000..=86_400).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn questions_beyond_the_64th_are_rejected() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Silent).await;
    let mut pending = Vec::new();
    for _ in 0..64 {
        pending.push(start_change(&client).await);
    }
    client.wait_for("elicitation/create", 64).await;
    let rejected = start_change(&client).await.await.unwrap();
    assert_eq!(outcome(&rejected), "not_sent");
    assert!(rejected.to_string().contains("too many calls in progress"), "{rejected}");
    assert_eq!(client.questions().len(), 64);
}

#[tokio::test]
async fn of_65_questions_as_results_the_oldest_can_no_longer_be_answered() {
    let sandbox = sandbox().await;
    let client = Client::raw(&builder(&sandbox).build().unwrap(), OnQuestion::Undeclared);
    let oldest = ask(&client).await;
    let mut latest = Value::Null;
    for _ in 0..64 {
        latest = ask(&client).await;
    }
    for (state, expected) in [(oldest, "expired"), (latest, "done")] {
        let response = client.request("tools/call", answered(&cancel(), &state, accepted())).await;
        assert_eq!(outcome(&response), expected);
    }
    assert_eq!(changes(&sandbox).len(), 1);
}

/// A rate limiter that never grants a permit.
#[derive(Debug)]
struct Closed;

impl RateLimiter for Closed {
    fn acquire<'a>(&'a self, _: PermitRequest<'a>) -> AcquireFuture<'a> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn calls_beyond_the_1024th_are_rejected_and_the_others_go_on() {
    let client = essbasic::Client::builder()
        .credential(essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
        .endpoint("http://127.0.0.1:1")
        .rate_limiter(Closed)
        .build()
        .unwrap();
    let builder = essbasic_mcp::Server::builder(client, "a service").agent(seed::agent());
    let client = connect(builder, OnQuestion::Undeclared).await;
    let mut calls = Vec::new();
    for _ in 0..1100 {
        let params = json!({ "name": "read", "arguments": { "action": "DescribeTemplates" } });
        calls.push(client.start("tools/call", params).await.1);
    }
    let mut rejected = 0;
    while rejected < 76 {
        calls.retain_mut(|call| match call.try_recv() {
            Ok(response) => {
                assert_eq!(outcome(&response), "not_sent");
                rejected += 1;
                false
            }
            Err(_) => true,
        });
        tokio::task::yield_now().await;
    }
    assert_eq!(calls.len(), 1024);
}

/// Returns a builder for a server of a service with these responses.
async fn scripted(responses: Vec<Reaction>) -> (essbasic_mcp::ServerBuilder, Scripted) {
    let service = Scripted::start(responses).await;
    let client = essbasic::Client::builder()
        .credential(essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
        .endpoint(service.endpoint())
        .build()
        .unwrap();
    let builder = essbasic_mcp::Server::builder(client, "a service").agent(seed::agent());
    (builder, service)
}

#[tokio::test]
async fn of_33_long_results_the_oldest_can_no_longer_be_read() {
    let name = "合同".repeat(50);
    let flows: Vec<_> = (0..300)
        .map(|number| json!({ "FlowId": format!("{number:032}"), "FlowName": name }))
        .collect();
    let fields = json!({ "ApplicationId": "a", "FlowInfo": flows }).to_string();
    let response = ok(&fields[1..fields.len() - 1]);
    let (builder, _service) = scripted(vec![response; 33]).await;
    let client = connect(builder, OnQuestion::Undeclared).await;
    let request = json!({ "FlowIds": ["0".repeat(32)] });
    let arguments = json!({ "action": "DescribeFlowDetailInfo", "request": request });
    let mut cursors = Vec::new();
    for _ in 0..33 {
        let first = client.call("read", arguments.clone()).await;
        cursors.push(first["next"].clone());
    }
    let oldest = client.call("read", json!({ "cursor": cursors[0] })).await;
    assert_eq!(oldest["outcome"], "not_sent");
    let second = client.call("read", json!({ "cursor": cursors[1] })).await;
    assert_eq!(second["outcome"], "done");
}

#[tokio::test]
async fn of_101_changes_the_oldest_is_forgotten() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    client.call("change", cancel()).await;
    let create = json!({ "action": "ChannelCreateRole", "request": { "Name": "测试" } });
    for _ in 0..100 {
        client.call("change", create.clone()).await;
    }
    let listed = read(&client, "essbasic://changes").await;
    let listed = listed["changes"].as_array().unwrap();
    assert_eq!(listed.len(), 100);
    assert!(listed.iter().all(|it| it["action"] == "ChannelCreateRole"));
}

#[tokio::test]
async fn a_list_of_100_long_changes_is_read_in_parts_of_bounded_length() {
    let id = "r".repeat(40 << 10);
    let response = ok(&format!(r#""RoleId":"{id}""#));
    let (builder, _service) = scripted(vec![response; 100]).await;
    let client = connect(builder, OnQuestion::Confirms).await;
    let create = json!({ "action": "ChannelCreateRole", "request": { "Name": "测试" } });
    for _ in 0..100 {
        assert_eq!(client.call("change", create.clone()).await["outcome"], "done");
    }
    // `read` checks the length of the first part.
    let listed = read(&client, "essbasic://changes").await;
    let listed = listed["changes"].as_array().unwrap();
    assert_eq!(listed.len(), 100);
    assert!(listed.iter().all(|it| it["result"]["response"]["RoleId"] == id));
}
