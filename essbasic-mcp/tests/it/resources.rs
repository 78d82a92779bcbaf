//! Resources and prompts.

use essbasic_devtools::Language;
use serde_json::{Value, json};

use super::every_action::whole;
use super::support::{Client, OnQuestion, builder, cancel, connect, sandbox};

/// Maximum length of a resource: a part with the short fields of the whole.
const MAX_BYTES: usize = 64 << 10;

/// Reads a resource, all parts of it.
pub(super) async fn read(client: &Client, uri: &str) -> Value {
    let response = client.request("resources/read", json!({ "uri": uri })).await;
    let text = response["result"]["contents"][0]["text"].as_str();
    let text = text.unwrap_or_else(|| panic!("{uri}: {response}"));
    assert!(text.len() <= MAX_BYTES, "{uri}: {} bytes", text.len());
    let content: Value = serde_json::from_str(text).unwrap();
    if content.get("part").is_some() { whole(client, content).await } else { content }
}

#[tokio::test]
async fn all_listed_resources_can_be_read() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let (mut uris, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let params = if cursor.is_null() { json!({}) } else { json!({ "cursor": cursor }) };
        let listed = client.request("resources/list", params).await["result"].clone();
        let page = listed["resources"].as_array().unwrap();
        assert!(page.len() <= 50);
        uris.extend(page.iter().map(|it| it["uri"].as_str().unwrap().to_owned()));
        cursor = listed["nextCursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    let (pages, structured): (Vec<_>, Vec<_>) =
        uris.into_iter().partition(|uri| uri.starts_with("essbasic://handbook/"));
    assert_eq!(structured.len(), 1 + 99 + 44);
    for uri in structured {
        assert!(read(&client, &uri).await.is_object());
    }
    for uri in pages {
        let response = client.request("resources/read", json!({ "uri": uri })).await;
        let content = &response["result"]["contents"][0];
        assert_eq!(content["mimeType"], "text/markdown");
        let text = content["text"].as_str().unwrap();
        assert!(text.starts_with("# ") && text.len() <= MAX_BYTES, "{uri}");
    }
    let error = read(&client, "essbasic://error/OperationDenied.QrInvalid").await;
    assert_eq!(error["is_documented"], true);
    for uri in ["essbasic://action/Nothing", "essbasic://event/x", "file:///etc/passwd", ""] {
        let response = client.request("resources/read", json!({ "uri": uri })).await;
        assert!(response["error"]["code"].is_i64(), "{uri}");
        assert_eq!(response["error"]["data"]["uri"], uri);
    }
    let listed = client.request("resources/templates/list", json!({})).await;
    assert_eq!(listed["result"]["resourceTemplates"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn every_page_of_the_handbook_is_a_resource_in_the_language_of_the_reader() {
    let handbook = concat!(env!("CARGO_MANIFEST_DIR"), "/handbook");
    let sandbox = sandbox().await;
    for (language, folder) in [(Language::English, "en"), (Language::Chinese, "zh-CN")] {
        let client = connect(builder(&sandbox).language(language), OnQuestion::Undeclared).await;
        let summary = std::fs::read_to_string(format!("{handbook}/{folder}/src/SUMMARY.md"));
        let summary = summary.unwrap();
        let pages = summary.split("](").skip(1).filter_map(|it| it.split_once(".md)"));
        let mut count = 0;
        for (name, _) in pages {
            let uri = format!("essbasic://handbook/{name}");
            let response = client.request("resources/read", json!({ "uri": uri })).await;
            let text = response["result"]["contents"][0]["text"].as_str();
            let text = text.unwrap_or_else(|| panic!("{uri}: {response}"));
            let file = std::fs::read_to_string(format!("{handbook}/{folder}/src/{name}.md"));
            assert_eq!(text.lines().next(), file.unwrap().lines().next());
            assert!(!text.contains("{{#include"), "{name}");
            count += 1;
        }
        assert!(count >= 13);
    }
}

#[tokio::test]
async fn changes_of_the_session_are_a_resource_with_their_outcomes() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    client.call("change", cancel()).await;
    client.call("change", cancel()).await;
    let changes = read(&client, "essbasic://changes").await;
    let outcomes: Vec<_> =
        changes["changes"].as_array().unwrap().iter().map(|it| &it["result"]["outcome"]).collect();
    assert_eq!(outcomes, ["refused", "done"]);
}

#[tokio::test]
async fn prompts_name_actions_that_exist_and_contain_the_goal() {
    let sandbox = sandbox().await;
    for language in Language::ALL {
        let client = connect(builder(&sandbox).language(language), OnQuestion::Undeclared).await;
        let listed = client.request("prompts/list", json!({})).await;
        let prompts = listed["result"]["prompts"].as_array().unwrap();
        assert_eq!(prompts.len(), 5);
        for prompt in prompts {
            let arguments = json!({ "goal": "合同 42" });
            let params = json!({ "name": prompt["name"], "arguments": arguments });
            let got = client.request("prompts/get", params).await;
            let text = got["result"]["messages"][0]["content"]["text"].as_str().unwrap();
            assert!(text.contains("合同 42"));
            let words = text.split(|it: char| !it.is_ascii_alphanumeric());
            let is_action =
                |it: &&str| it.len() > 12 && it.starts_with(|it: char| it.is_ascii_uppercase());
            let actions: Vec<_> = words.filter(is_action).collect();
            assert!(actions.len() >= 2, "{text}");
            for action in actions {
                assert!(essbasic::find_action(action).is_some(), "{action}");
            }
        }
        let response = client.request("prompts/get", json!({ "name": "x" })).await;
        assert_eq!(response["error"]["code"], -32602);
    }
}
