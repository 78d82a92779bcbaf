//! curl commands send what was signed.

use std::process::Command;

use essbasic::Client;
use essbasic_devtools::code_samples::{SampleAction, capture, curl};
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
    let entry = essbasic::find("ChannelCreateMultiFlowSignQRCode").unwrap();
    for name in ["入职合同", "it's $HOME \"#\n`id`"] {
        let client =
            Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
        let request =
            capture::signed_request(client, &SampleAction::Catalogue(entry), &create(name), false)
                .await;
        let request = request.unwrap();
        let folder = std::env::temp_dir().join(format!("essbasic-curl-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("request.json"), request.body()).unwrap();
        // With the body in the line, and from a file.
        for whole in [true, false] {
            let line = curl::render(&request, whole);
            let output =
                Command::new("sh").args(["-c", &line]).current_dir(&folder).output().unwrap();
            let answer = String::from_utf8(output.stdout).unwrap();
            assert!(answer.contains("QrCodeId"), "{line}\n{answer}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
