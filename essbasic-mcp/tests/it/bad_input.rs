//! Clients that are broken, greedy or gone: nothing is sent without confirmation, nothing stays
//! pending.

use essbasic_sandbox::seed;
use essbasic_test_support::server::{Server as Scripted, ok};
use serde_json::{Value, json};

use super::every_action::whole;
use super::support::{Client, OnQuestion, builder, cancel, changes, connect, sandbox};

#[tokio::test]
async fn malformed_messages_do_not_end_the_connection() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    for text in [
        "",
        "{",
        "not JSON",
        "null",
        "[]",
        "{}",
        "\u{0}",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"tools/call\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":9000,\"method\":\"tools/call\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":9001,\"method\":\"tools/call\",\"params\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":9002,\"method\":\"no/such/method\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":9003,\"method\":\"tools/call\",\"params\":{\"name\":\"change\",\"arguments\":[]}}",
        "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{\"action\":\"accept\",\"content\":{\"send\":true}}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":12345}}",
    ] {
        client.send_text(text).await;
    }
    let result = client.call("read", json!({ "action": "DescribeTemplates" })).await;
    assert_eq!(result["outcome"], "done");
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn arguments_of_another_type_are_named_as_in_json_and_null_counts_as_left_out() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let read = |request: Value| json!({ "action": "DescribeTemplates", "request": request });
    let text = client.call("read", read("{}".into())).await;
    let message = text["message"].as_str().unwrap();
    assert!(message.ends_with("expected an object"), "{message}");
    let seconds = json!({ "action": "DescribeFlowDetailInfo", "seconds": -1 });
    let negative = client.call("wait", seconds).await;
    let message = negative["message"].as_str().unwrap();
    assert!(message.ends_with("expected an integer from 0"), "{message}");
    assert_eq!(client.call("read", read(Value::Null)).await["outcome"], "done");
}

#[tokio::test]
async fn a_client_that_does_not_start_with_the_protocol_is_an_error_without_its_text() {
    let sandbox = sandbox().await;
    let server = builder(&sandbox).build().unwrap();
    let client = Client::raw(&server, OnQuestion::Undeclared);
    let message = json!({ "jsonrpc": "2.0", "method": "notifications/13800000000" });
    client.send(&message).await;
    let error = client.server.await.unwrap().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("13800000000"), "{error:?}");
}

#[tokio::test]
async fn arguments_of_10_megabytes_are_answered_and_longer_messages_dropped() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let mut arguments = cancel();
    arguments["request"]["QrCodeId"] = "x".repeat(10 << 20).into();
    let result = client.call("change", arguments).await;
    assert_eq!(result["outcome"], "not_sent");
    let text = json!({ "query": "x".repeat(13 << 20) });
    let (_, dropped) =
        client.start("tools/call", json!({ "name": "find_actions", "arguments": text })).await;
    let result = client.call("read", json!({ "action": "DescribeTemplates" })).await;
    assert_eq!(result["outcome"], "done");
    drop(dropped);
    assert!(client.questions().is_empty() && changes(&sandbox).is_empty());
}

#[tokio::test]
async fn a_thousand_parallel_calls_are_all_answered() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Declines).await;
    let mut calls = Vec::new();
    for number in 0..1000 {
        let params = match number % 4 {
            0 => json!({ "name": "read", "arguments": { "action": "DescribeTemplates" } }),
            1 => json!({ "name": "find_actions", "arguments": { "query": "seal" } }),
            2 => json!({ "name": "change", "arguments": cancel() }),
            _ => json!({ "name": "explain_error", "arguments": { "code": "AuthFailure" } }),
        };
        calls.push(client.start("tools/call", params).await.1);
    }
    for call in calls {
        assert!(call.await.unwrap()["result"].is_object());
    }
    assert!(changes(&sandbox).is_empty());
    assert_eq!(sandbox.calls().len(), 250);
}

#[tokio::test]
async fn a_client_that_goes_during_a_question_sends_nothing_and_leaves_nothing() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Silent).await;
    let (_, pending) =
        client.start("tools/call", json!({ "name": "change", "arguments": cancel() })).await;
    client.wait_for("elicitation/create", 1).await;
    client.close().await;
    assert!(pending.await.is_err());
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn a_cancelled_question_sends_nothing_even_if_it_is_answered_later() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Silent).await;
    let params = json!({ "name": "change", "arguments": cancel() });
    let (id, _pending) = client.start("tools/call", params).await;
    let question = client.wait_for("elicitation/create", 1).await.remove(0);
    let cancelled = json!({ "requestId": id, "reason": "changed my mind" });
    client
        .send(
            &json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancelled }),
        )
        .await;
    let answer = json!({ "action": "accept", "content": { "send": true } });
    client.send(&json!({ "jsonrpc": "2.0", "id": question["id"], "result": answer })).await;
    client.call("find_actions", json!({})).await;
    client.close().await;
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn of_two_questions_at_once_each_answer_decides_its_own() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Silent).await;
    let other = json!({
        "action": "ChannelCancelFlow",
        "request": { "FlowId": "yDwFlowThatDoesNotExist000000001", "CancelMessage": "测试" },
    });
    let (_, first) =
        client.start("tools/call", json!({ "name": "change", "arguments": cancel() })).await;
    let (_, second) =
        client.start("tools/call", json!({ "name": "change", "arguments": other })).await;
    let questions = client.wait_for("elicitation/create", 2).await;
    for question in questions.iter().rev() {
        let message = question["params"]["message"].as_str().unwrap();
        let answer = if message.contains("ChannelCancelFlow") {
            json!({ "action": "decline" })
        } else {
            json!({ "action": "accept", "content": { "send": true } })
        };
        client.send(&json!({ "jsonrpc": "2.0", "id": question["id"], "result": answer })).await;
    }
    let outcome = |response: &Value| response["result"]["structuredContent"]["outcome"].clone();
    assert_eq!(outcome(&first.await.unwrap()), "done");
    assert_eq!(outcome(&second.await.unwrap()), "declined");
    let sent = changes(&sandbox);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].action(), "ChannelCancelMultiFlowSignQRCode");
}

#[tokio::test]
async fn a_result_of_5_megabytes_is_read_in_parts_without_another_call() {
    let name = "合同".repeat(50);
    let flows: Vec<_> = (0..16_000)
        .map(|number| json!({ "FlowId": format!("{number:032}"), "FlowName": name }))
        .collect();
    let fields = json!({ "ApplicationId": "a", "FlowInfo": flows }).to_string();
    assert!(fields.len() > 5_000_000);
    let service = Scripted::start([ok(&fields[1..fields.len() - 1])]).await;
    let client = essbasic::Client::builder()
        .credential(essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
        .endpoint(service.endpoint())
        .build()
        .unwrap();
    let builder = essbasic_mcp::Server::builder(client, "a service").agent(seed::agent());
    let client = connect(builder, OnQuestion::Undeclared).await;
    let request = json!({ "FlowIds": ["0".repeat(32)] });
    let arguments = json!({ "action": "DescribeFlowDetailInfo", "request": request });
    let first = client.tool("read", arguments).await;
    assert!(first.to_string().len() < 150_000, "{}", first.to_string().len());
    let first = &first["structuredContent"];
    assert_eq!(first["outcome"], "done");
    assert!(first["request_id"].is_string());
    let all = whole(&client, first.clone()).await;
    assert_eq!(all["response"]["FlowInfo"].as_array().unwrap().len(), 16_000);
    assert_eq!(service.requests().len(), 1);
    let gone = client.call("read", json!({ "cursor": "999:0" })).await;
    assert_eq!(gone["outcome"], "not_sent");
}

#[tokio::test]
async fn an_unknown_outcome_says_not_to_repeat_and_how_to_find_out() {
    let service = Scripted::start([essbasic_test_support::server::Reaction::Close]).await;
    let client = essbasic::Client::builder()
        .credential(essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
        .endpoint(service.endpoint())
        .build()
        .unwrap();
    let builder = essbasic_mcp::Server::builder(client, "a service").agent(seed::agent());
    let client = connect(builder, OnQuestion::Confirms).await;
    let request = json!({ "Name": "测试" });
    let arguments = json!({ "action": "ChannelCreateRole", "request": request });
    let result = client.tool("change", arguments.clone()).await;
    assert_eq!(result["isError"], true);
    let content = &result["structuredContent"];
    assert_eq!(content["outcome"], "unknown", "{content}");
    assert!(content["message"].as_str().unwrap().contains("Do not send it again"));
    assert!(content["hint"].as_str().unwrap().contains("Find out"));
    assert_eq!(service.requests().len(), 1);
    // The next question says so too.
    client.call("change", arguments).await;
    let questions = client.questions();
    assert!(questions[1].contains("outcome: unknown"), "{}", questions[1]);
}
