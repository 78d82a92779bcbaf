//! Scope of a server: the actions that it offers.

use essbasic_mcp::BuildError;
use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{Client, OnQuestion, builder, cancel, changes, connect, sandbox};

async fn tool_names(client: &Client) -> Vec<String> {
    let listed = client.request("tools/list", json!({})).await;
    let tools = listed["result"]["tools"].as_array().unwrap().iter();
    tools.map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_read_only_server_has_no_tool_that_changes_something() {
    let sandbox = sandbox().await;
    let builder = builder(&sandbox).read_only(true).toolset(["signing", "flows"]);
    let client = connect(builder, OnQuestion::Confirms).await;
    let listed = client.request("tools/list", json!({})).await;
    for tool in listed["result"]["tools"].as_array().unwrap() {
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
    }
    let names = tool_names(&client).await;
    assert!(names.contains(&"DescribeFlowDetailInfo".to_owned()), "{names:?}");
    for name in ["change", "upload_file", "ChannelCancelMultiFlowSignQRCode"] {
        let params = json!({ "name": name, "arguments": cancel() });
        let response = client.request("tools/call", params).await;
        assert_eq!(response["error"]["code"], -32602, "{name}");
    }
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn denied_actions_are_not_offered_even_if_they_are_allowed() {
    let sandbox = sandbox().await;
    let denied = "ChannelCancelMultiFlowSignQRCode";
    let builder = builder(&sandbox).allow(["signing", "DescribeTemplates"]).deny([denied]);
    let client = connect(builder, OnQuestion::Confirms).await;
    let result = client.call("change", cancel()).await;
    assert_eq!(result["outcome"], "not_sent");
    assert!(result["message"].as_str().unwrap().contains("does not offer"), "{result}");
    let result = client.call("read", json!({ "action": "ChannelDescribeEmployees" })).await;
    assert!(result["message"].as_str().unwrap().contains("does not offer"), "{result}");
    let result = client.call("read", json!({ "action": "DescribeTemplates" })).await;
    assert_eq!(result["outcome"], "done");
    let found = client.call("find_actions", json!({ "query": "QR code" })).await;
    let names = found["actions"].as_array().unwrap().iter().map(|it| &it["name"]);
    assert!(names.clone().any(|it| it == "ChannelCreateMultiFlowSignQRCode"));
    assert!(!names.clone().any(|it| it == denied));
    assert!(!tool_names(&client).await.contains(&"upload_file".to_owned()));
    assert!(client.questions().is_empty() && changes(&sandbox).is_empty());
}

#[tokio::test]
async fn unknown_names_are_rejected_when_the_server_is_built() {
    let sandbox = sandbox().await;
    let built = builder(&sandbox).deny(["ChannelCancelFlow", "signin"]).build();
    assert_eq!(built.unwrap_err(), BuildError::UnknownAction("signin".to_owned()));
    let built = builder(&sandbox).toolset(["ChannelCancelFlow"]).build();
    assert_eq!(built.unwrap_err(), BuildError::UnknownDomain("ChannelCancelFlow".to_owned()));
}

#[tokio::test]
async fn a_tool_of_a_toolset_takes_the_request_itself_and_asks_as_well() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox).toolset(["signing"]), OnQuestion::Confirms).await;
    let request = json!({ "QrCodeId": seed::QR_CODE });
    let result = client.call("ChannelCancelMultiFlowSignQRCode", request).await;
    assert_eq!(result["outcome"], "done");
    assert_eq!((client.questions().len(), changes(&sandbox).len()), (1, 1));

    let client = connect(builder(&sandbox).toolset(["signing"]), OnQuestion::Declines).await;
    let request = json!({ "QrCodeId": seed::QR_CODE });
    let result = client.call("ChannelCancelMultiFlowSignQRCode", request).await;
    assert_eq!(result["outcome"], "declined");
    assert_eq!(changes(&sandbox).len(), 1);
}

#[tokio::test]
async fn a_toolset_has_annotations_and_schemas_with_the_documented_limits() {
    let sandbox = sandbox().await;
    let client =
        connect(builder(&sandbox).toolset(["signing", "flows"]), OnQuestion::Undeclared).await;
    let listed = client.request("tools/list", json!({})).await;
    let tools = listed["result"]["tools"].as_array().unwrap();
    let find = |name: &str| tools.iter().find(|it| it["name"] == name).unwrap().clone();
    let cancel = find("ChannelCancelMultiFlowSignQRCode");
    assert_eq!(cancel["inputSchema"]["properties"]["QrCodeId"]["maxLength"], 32);
    assert_eq!(cancel["annotations"]["readOnlyHint"], false);
    assert_eq!(cancel["annotations"]["destructiveHint"], true);
    assert_eq!(find("DescribeFlowDetailInfo")["annotations"]["readOnlyHint"], true);
    let create = find("ChannelCreateMultiFlowSignQRCode");
    assert_eq!(create["inputSchema"]["additionalProperties"], Value::Bool(false));
    assert!(create["inputSchema"]["$defs"]["Agent"].is_object());
}
