//! `wait`, `upload_file` and `open_callback`.

use std::fs;

use essbasic::callback::{CallbackKeys, Event, Message};
use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{Client, OnQuestion, builder, changes, connect, sandbox};

const TOKEN: &str = "obviously-fake-token";
const KEY: &str = "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032";

/// Starts a contract from a template, and returns its ID.
async fn start_contract(client: &Client) -> String {
    let signer = json!({
        "RecipientId": seed::PERSON_RECIPIENT,
        "Name": "测试甲",
        "Mobile": "13000000001",
        "ApproverType": "PERSON",
    });
    let flow = json!({
        "TemplateId": seed::TEMPLATE,
        "FlowName": "测试合同",
        "FlowApprovers": [signer],
    });
    let arguments = json!({
        "action": "CreateFlowsByTemplates",
        "request": { "FlowInfos": [flow] },
    });
    let result = client.call("change", arguments).await;
    assert_eq!(result["outcome"], "done", "{result}");
    result["response"]["FlowIds"][0].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn waiting_reports_progress_and_ends_at_the_final_state_or_in_time() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let flow = start_contract(&client).await;
    let questions = client.questions();
    assert!(questions[0].contains("测试甲") && questions[0].contains("13000000001"));
    assert!(questions[0].contains("May cost money and notify people."), "{}", questions[0]);
    let arguments = |seconds: u64| {
        json!({
            "action": "DescribeFlowDetailInfo",
            "request": { "FlowIds": [flow] },
            "seconds": seconds,
        })
    };
    let params = json!({
        "name": "wait",
        "arguments": arguments(1),
        "_meta": { "progressToken": "p1" },
    });
    let pending = client.request("tools/call", params).await["result"].clone();
    assert_eq!(pending["structuredContent"]["outcome"], "pending", "{pending}");
    assert_ne!(pending["isError"], true);
    let progress = client.wait_for("notifications/progress", 1).await;
    assert_eq!(progress[0]["params"]["progressToken"], "p1");

    let person =
        essbasic_sandbox::Person { name: "测试甲".into(), mobile: "13000000001".into() };
    sandbox.sign(&flow, &person).unwrap();
    assert_eq!(client.call("wait", arguments(60)).await["outcome"], "done");
    let result = client.call("wait", json!({ "action": "DescribeTemplates" })).await;
    assert_eq!(result["outcome"], "not_sent");
    assert!(result["actions"].as_array().unwrap().contains(&json!("DescribeFlowDetailInfo")));
}

#[tokio::test]
async fn a_cancelled_wait_ends() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let flow = start_contract(&client).await;
    let arguments = json!({
        "action": "DescribeFlowDetailInfo",
        "request": { "FlowIds": [flow] },
        "seconds": 600,
    });
    let params = json!({
        "name": "wait",
        "arguments": arguments,
        "_meta": { "progressToken": 7 },
    });
    let (id, _response) = client.start("tools/call", params).await;
    client.wait_for("notifications/progress", 1).await;
    let cancelled = json!({ "requestId": id });
    client
        .send(
            &json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancelled }),
        )
        .await;
    // Would take 600 seconds if the wait went on.
    client.close().await;
}

#[tokio::test]
async fn an_uploaded_file_is_the_one_whose_hash_was_confirmed() {
    let sandbox = sandbox().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lease.pdf");
    fs::write(&path, b"%PDF-1.4\n%%EOF\n").unwrap();
    let arguments = json!({ "path": path, "business_type": "DOCUMENT" });
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let result = client.call("upload_file", arguments.clone()).await;
    assert_eq!(result["outcome"], "done", "{result}");
    assert!(result["response"]["FileIds"][0].is_string());
    let question = client.questions().remove(0);
    for text in ["lease.pdf", "15 bytes", "SHA-256 ", path.to_str().unwrap(), "the sandbox"] {
        assert!(question.contains(text), "{text}: {question}");
    }
    assert_eq!(changes(&sandbox).len(), 1);

    let client = connect(builder(&sandbox), OnQuestion::Declines).await;
    assert_eq!(client.call("upload_file", arguments.clone()).await["outcome"], "declined");
    assert_eq!(changes(&sandbox).len(), 1);

    // On a page: changed contents are another request.
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let asked = client.call("upload_file", arguments.clone()).await;
    let page = asked["address"].as_str().unwrap();
    super::confirmation::Browser::new().decide(page, "confirm").await;
    fs::write(&path, b"%PDF-1.4\nchanged\n%%EOF\n").unwrap();
    let result = client.call("upload_file", arguments).await;
    assert_eq!(result["outcome"], "waiting_for_confirmation");
    assert_eq!(changes(&sandbox).len(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn an_uploaded_file_has_the_name_that_was_confirmed() {
    let sandbox = sandbox().await;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["lease.pdf", "sale.pdf"] {
        fs::write(at(name), b"%PDF-1.4\n%%EOF\n").unwrap();
    }
    std::os::unix::fs::symlink(at("lease.pdf"), at("link.pdf")).unwrap();
    let client = connect(builder(&sandbox), OnQuestion::Silent).await;
    let arguments = json!({ "path": at("link.pdf"), "business_type": "DOCUMENT" });
    let params = json!({ "name": "upload_file", "arguments": arguments });
    let (_, response) = client.start("tools/call", params).await;
    let question = client.wait_for("elicitation/create", 1).await.remove(0);
    assert!(question.to_string().contains("lease.pdf"), "{question}");
    // The same contents, under another name.
    fs::remove_file(at("link.pdf")).unwrap();
    std::os::unix::fs::symlink(at("sale.pdf"), at("link.pdf")).unwrap();
    let answer = json!({ "action": "accept", "content": { "send": true } });
    client.send(&json!({ "jsonrpc": "2.0", "id": question["id"], "result": answer })).await;
    let result = response.await.unwrap()["result"]["structuredContent"].clone();
    assert_eq!(result["outcome"], "not_sent", "{result}");
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn files_that_cannot_be_uploaded_are_rejected_before_anybody_is_asked() {
    let sandbox = sandbox().await;
    let folder = tempfile::tempdir().unwrap();
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    for path in [folder.path().to_owned(), folder.path().join("missing.pdf")] {
        let arguments = json!({ "path": path, "business_type": "DOCUMENT" });
        let result = client.call("upload_file", arguments).await;
        assert_eq!(result["outcome"], "not_sent", "{result}");
    }
    assert!(client.questions().is_empty() && changes(&sandbox).is_empty());
}

#[tokio::test]
async fn a_callback_is_verified_and_opened_with_people_masked() {
    let sandbox = sandbox().await;
    let keys = CallbackKeys::new(TOKEN, KEY).unwrap();
    let data = json!({ "FlowId": "yDFlow", "FlowDescription": "测试甲" });
    let Value::Object(data) = data else { panic!() };
    let event = Event::decode("FlowStatusChange", &essbasic::JsonObject(data));
    assert!(matches!(event, Event::FlowStatusChange(_)));
    let callback = keys.encrypt(&Message::new("m1", event));
    let body = String::from_utf8(callback.body).unwrap();
    let secrets = CallbackSecrets::new(Some(TOKEN.into()), Some(KEY.into())).unwrap();
    let with_secrets = || builder(&sandbox).callback_secrets(secrets.clone());
    let arguments = json!({ "capture": body, "signature": callback.signature });
    let client = connect(with_secrets(), OnQuestion::Undeclared).await;
    let opened = client.call("open_callback", arguments.clone()).await;
    assert_eq!(opened["is_genuine"], true, "{opened}");
    assert_eq!(opened["event"], "FlowStatusChange");
    assert_eq!(opened["data"]["FlowId"], "yDFlow");
    assert!(!opened.to_string().contains("测试甲"), "{opened}");
    let client = connect(with_secrets().reveal(true), OnQuestion::Undeclared).await;
    let opened = client.call("open_callback", arguments.clone()).await;
    assert!(opened.to_string().contains("测试甲"), "{opened}");

    let mut forged = arguments;
    forged["signature"] = format!("sha256={}", "0".repeat(64)).into();
    let opened = client.call("open_callback", forged).await;
    assert_eq!(opened["is_genuine"], false);
    assert!(opened["cause"]["message"].is_string());
    for secret in [TOKEN, KEY] {
        assert!(!opened.to_string().contains(secret));
    }
}
