//! Tools that change nothing.

use essbasic_devtools::Language;
use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{OnQuestion, builder, changes, connect, sandbox};

#[tokio::test]
async fn actions_are_found_by_words_in_both_languages() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    for query in ["cancel QR code", "取消 一码多签"] {
        let found = client.call("find_actions", json!({ "query": query })).await;
        assert_eq!(found["actions"][0]["name"], "ChannelCancelMultiFlowSignQRCode", "{query}");
        assert_eq!(found["actions"][0]["tool"], "change");
    }
    let all = client.call("find_actions", json!({})).await;
    assert_eq!(all["total"], 99);
    let names = all["domains"].as_array().unwrap().iter();
    assert_eq!(names.map(|it| it["actions"].as_array().unwrap().len()).sum::<usize>(), 99);
    assert!(sandbox.calls().is_empty());
}

#[tokio::test]
async fn a_description_has_the_schema_of_the_request_with_its_limits() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let arguments = json!({ "action": "ChannelCancelMultiFlowSignQRCode" });
    let described = client.call("describe_action", arguments).await;
    let code = &described["request"]["properties"]["QrCodeId"];
    assert_eq!((&code["minLength"], &code["maxLength"]), (&json!(32), &json!(32)));
    assert_eq!(described["request"]["required"], json!(["Agent", "QrCodeId"]));
    assert_eq!(described["tool"], "change");
    assert_eq!(described["example"]["Agent"]["AppId"], seed::APPLICATION);
    assert_eq!(described["example"]["QrCodeId"], seed::QR_CODE);
    assert_eq!(described["example_response"], json!({}));
    let arguments = json!({ "action": "CreateSignUrls" });
    let several = client.call("describe_action", arguments).await;
    assert_eq!(several["other_examples"][0]["title"], "For one person");
    assert!(several["in_sandboxes"].is_null());
    let arguments = json!({ "action": "ChannelCreateEmbedWebUrl" });
    let simulated = client.call("describe_action", arguments).await;
    assert!(simulated["in_sandboxes"].as_str().unwrap().contains("canned"));
    assert!(described["errors"]["OperationDenied.QrInvalid"].is_string());
}

#[tokio::test]
async fn an_action_that_reads_is_sent_with_the_agent_of_the_server() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let read = client.tool("read", json!({ "action": "DescribeTemplates" })).await;
    assert_eq!(read["isError"], false);
    let result = &read["structuredContent"];
    assert_eq!(result["outcome"], "done");
    assert_eq!(result["response"]["TotalCount"], 3);
    let call = sandbox.calls().pop().unwrap();
    assert_eq!(call.request_id.as_deref(), result["request_id"].as_str());
    let text: Value = serde_json::from_str(read["content"][0]["text"].as_str().unwrap()).unwrap();
    assert_eq!(&text, result);
}

#[tokio::test]
async fn another_agent_than_that_of_the_server_is_rejected() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    for (agent, path) in [
        (json!({ "AppId": "x" }), "Agent.AppId"),
        (json!({ "ProxyOrganizationOpenId": seed::OTHER_ORGANIZATION }), "ProxyOrganizationOpenId"),
        (json!({ "ProxyOperator": { "OpenId": seed::OTHER_OPERATOR } }), "ProxyOperator.OpenId"),
    ] {
        for (tool, action) in [
            ("read", "DescribeTemplates"),
            ("wait", "DescribeFlowDetailInfo"),
            ("change", "ChannelCancelMultiFlowSignQRCode"),
        ] {
            let request = json!({ "Agent": agent, "QrCodeId": seed::QR_CODE });
            let arguments = json!({ "action": action, "request": request });
            let result = client.call(tool, arguments).await;
            assert_eq!(result["outcome"], "not_sent", "{tool}");
            assert!(result["message"].as_str().unwrap().contains(path), "{result}");
        }
    }
    assert!(sandbox.calls().is_empty());
}

#[tokio::test]
async fn names_numbers_and_links_are_masked_unless_revealed() {
    let sandbox = sandbox().await;
    let arguments = json!({ "action": "ChannelDescribeEmployees", "request": { "Limit": 10 } });
    let person = seed::operator_person();
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let masked = client.tool("read", arguments.clone()).await.to_string();
    assert!(masked.contains(seed::OPERATOR) && masked.contains("***"), "{masked}");
    assert!(!masked.contains(&person.name) && !masked.contains(&person.mobile), "{masked}");
    let client = connect(builder(&sandbox).reveal(true), OnQuestion::Undeclared).await;
    let revealed = client.tool("read", arguments).await.to_string();
    assert!(revealed.contains(&person.name), "{revealed}");
}

#[tokio::test]
async fn validation_names_every_violation_and_sends_nothing() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let request = json!({ "QrCodeId": "short", "Colour": 1 });
    let arguments = json!({ "action": "ChannelCancelMultiFlowSignQRCode", "request": request });
    let result = client.call("validate", arguments).await;
    assert_eq!(result["is_valid"], false);
    let paths = result["violations"].as_array().unwrap().iter();
    let paths: Vec<_> = paths.map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["QrCodeId", "Colour"]);
    let arguments = json!({
        "action": "ChannelCancelMultiFlowSignQRCode",
        "request": { "QrCodeId": seed::QR_CODE },
    });
    assert_eq!(client.call("validate", arguments).await["is_valid"], true);
    assert!(sandbox.calls().is_empty());
}

#[tokio::test]
async fn a_rejection_has_code_message_request_id_and_hint_in_the_language_of_the_reader() {
    let sandbox = sandbox().await;
    let builder = builder(&sandbox).language(Language::Chinese);
    let client = connect(builder, OnQuestion::Undeclared).await;
    let request = json!({ "FlowIds": ["yDwFlowThatDoesNotExist000000001"] });
    let arguments = json!({ "action": "DescribeFlowDetailInfo", "request": request });
    let read = client.tool("read", arguments).await;
    assert_eq!(read["isError"], true);
    let result = &read["structuredContent"];
    assert_eq!(result["outcome"], "refused");
    assert_eq!(result["message"], "服务端拒绝了请求。");
    assert!(result["request_id"].is_string());
    assert!(result["error"]["code"].is_string(), "{result}");
    assert!(result["error"]["help"].is_string() || result["error"]["hint"].is_string());
}

#[tokio::test]
async fn an_error_code_is_explained_in_general_and_for_each_action() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let arguments = json!({ "code": "OperationDenied.QrInvalid" });
    let result = client.call("explain_error", arguments).await;
    assert_eq!(result["is_documented"], true);
    assert!(result["actions"]["ChannelCancelMultiFlowSignQRCode"].is_string());
    let result = client.call("explain_error", json!({ "code": "Nonsense" })).await;
    assert_eq!(result["is_documented"], false);
}

#[tokio::test]
async fn read_does_not_send_what_changes_something() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let result = client.call("read", super::support::cancel()).await;
    assert_eq!(result["outcome"], "not_sent");
    assert!(result["hint"].as_str().unwrap().contains("`change`"));
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn unknown_actions_tools_and_arguments_are_rejected_without_values() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let result = client.call("read", json!({ "action": "DescribeTemplate" })).await;
    assert_eq!(result["similar"][0], "DescribeTemplates");
    let confirmed = json!({
        "action": "ChannelCancelMultiFlowSignQRCode",
        "request": { "QrCodeId": seed::QR_CODE },
        "confirmed": true,
    });
    let result = client.call("change", confirmed).await;
    assert!(result["message"].as_str().unwrap().contains("unknown field `confirmed`"), "{result}");
    let mistyped = json!({ "action": { "name": "13800000000" } });
    let result = client.call("read", mistyped).await;
    assert!(!result.to_string().contains("13800000000"), "{result}");
    let params = json!({ "name": "delete_everything", "arguments": {} });
    assert_eq!(client.request("tools/call", params).await["error"]["code"], -32602);
    assert!(sandbox.calls().is_empty());
}
