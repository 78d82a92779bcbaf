//! curl commands send what was signed.

use std::process::Command;

use essbasic::Client;
use essbasic_devtools::code_samples::{SampleAction, SampleBody, capture, curl};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value, json};

fn create(name: &str) -> Map<String, Value> {
    let agent = json!({
        "AppId": seed::APPLICATION,
        "ProxyOrganizationOpenId": seed::ORGANIZATION,
        "ProxyOperator": {"OpenId": seed::OPERATOR},
    });
    let members = json!({"Agent": agent, "TemplateId": seed::TEMPLATE, "FlowName": name});
    members.as_object().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs curl"]
async fn the_sandbox_accepts_the_curl_command() {
    let sandbox = Sandbox::start().await.unwrap();
    let entry = essbasic::find_action("ChannelCreateMultiFlowSignQRCode").unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let long = "x".repeat(70_000);
    for name in ["入职合同", "it's $HOME \"#\n`id`", "\u{202e}100% \\", &long] {
        let client =
            Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
        let action = SampleAction::Catalogue(entry);
        let request = capture::signed_request(client, &action, &create(name), true).await.unwrap();
        let body = folder.path().join("it's the body");
        std::fs::write(&body, request.body()).unwrap();
        for source in [SampleBody::Inline, SampleBody::File(body.to_str().unwrap())] {
            let line = curl::render(&request, source);
            assert!(!line.contains('\u{202e}'), "{line}");
            let script = folder.path().join("script");
            std::fs::write(&script, &line).unwrap();
            let output = Command::new("sh").arg(&script).output().unwrap();
            let answer = String::from_utf8(output.stdout).unwrap();
            assert!(
                answer.contains("QrCodeId") || answer.contains("\"InvalidParameter"),
                "{line}\n{answer}"
            );
        }
    }
}
