//! The control API, for tests in other languages.

use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{get, request};

async fn post(sandbox: &Sandbox, path: &str, body: &Value) -> (u16, Value) {
    let url = format!("{}/sandbox/{path}", sandbox.endpoint());
    let seen = request("POST", &url, "application/json", &body.to_string()).await;
    (seen.status, serde_json::from_slice(&seen.body).unwrap())
}

#[tokio::test]
async fn commands_change_the_state_and_events_are_listed() {
    let sandbox = Sandbox::start().await.unwrap();
    let person = json!({"Name": "测试甲", "Mobile": "13000000001"});
    let mut scan = person.clone();
    scan["QrCodeId"] = seed::QR_CODE.into();
    let (status, scanned) = post(&sandbox, "scan", &scan).await;
    assert_eq!(status, 200);
    let mut sign = person.clone();
    sign["FlowId"] = scanned["FlowId"].clone();
    assert_eq!(post(&sandbox, "sign", &sign).await.0, 200);
    assert_eq!(post(&sandbox, "sign", &sign).await.0, 409);
    sign["FlowId"] = "unknown".into();
    assert_eq!(post(&sandbox, "sign", &sign).await.0, 404);
    assert_eq!(post(&sandbox, "sign", &json!({"Surprise": 1})).await.0, 422);

    let fault = json!({"Action": "DescribeTemplates", "Kind": {"Status": 503}});
    assert_eq!(post(&sandbox, "faults", &fault).await.0, 200);
    let list = essbasic::templates::DescribeTemplates::new(seed::agent());
    let rejected = list.send(&crate::support::client(&sandbox)).await.unwrap_err();
    assert_eq!(rejected.http_status(), Some(503));

    let events = get(&format!("{}/sandbox/events", sandbox.endpoint())).await;
    assert!(events.text().contains("\"Operate\":\"finish\""));
    let before = get(&format!("{}/sandbox/clock", sandbox.endpoint())).await;
    let before: Value = serde_json::from_slice(&before.body).unwrap();
    let (_, after) = post(&sandbox, "clock", &json!({"Seconds": 86_400})).await;
    assert!(after["Now"].as_i64() >= before["Now"].as_i64().map(|now| now + 86_400));
}

#[tokio::test]
async fn commands_without_effect_are_errors() {
    let sandbox = Sandbox::start().await.unwrap();
    let review = |seal: &str| json!({"SealId": seal, "Approved": true});
    let unknown = post(&sandbox, "seals", &review("unknown")).await;
    assert_eq!(unknown, (404, json!({"Error": "the seal does not exist"})));
    // The seals of the seed are approved.
    let seals = essbasic::seals::ChannelDescribeOrganizationSeals::new(seed::agent());
    let seals = seals.send(&crate::support::client(&sandbox)).await.unwrap();
    let approved = post(&sandbox, "seals", &review(&seals.seals[0].seal_id)).await;
    assert_eq!(approved, (409, json!({"Error": "the seal is not in review"})));
    assert_eq!(post(&sandbox, "contract-quota", &json!({"Remaining": -5})).await.0, 422);
    assert_eq!(post(&sandbox, "contract-quota", &json!({"Remaining": 0})).await.0, 200);
}

#[tokio::test]
async fn it_can_be_disabled() {
    let sandbox = Sandbox::builder().control_api(false).start().await.unwrap();
    let response = get(&format!("{}/sandbox/clock", sandbox.endpoint())).await;
    assert_eq!(response.status, 404);
}

#[tokio::test]
async fn it_answers_to_other_host_names_only_when_enabled_explicitly() {
    let status = async |sandbox: Sandbox| {
        let host = sandbox.endpoint().replace("http://", "");
        let head =
            "GET /sandbox/clock HTTP/1.1\r\nHost: rebound.invalid\r\nConnection: close\r\n\r\n";
        let mut stream = tokio::net::TcpStream::connect(host).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).await.unwrap();
        response[9..12].to_owned()
    };
    assert_eq!(status(Sandbox::start().await.unwrap()).await, "403");
    assert_eq!(status(Sandbox::builder().control_api(true).start().await.unwrap()).await, "200");
}

#[tokio::test]
async fn it_accepts_no_cross_site_form() {
    let sandbox = Sandbox::start().await.unwrap();
    let url = format!("{}/sandbox/clock", sandbox.endpoint());
    let plain = request("POST", &url, "text/plain", "{\"Seconds\":1}").await;
    assert_eq!(plain.status, 415, "browsers send JSON across sites only after a preflight request");
}
