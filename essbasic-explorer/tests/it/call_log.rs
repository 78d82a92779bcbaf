//! The call log: what it shows of calls, and what it redacts.

use std::time::{Duration, Instant};

use essbasic::Credential;
use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic::templates::DescribeTemplates;
use essbasic_sandbox::{Callback, Fault, FaultKind, Sandbox, seed};
use serde_json::{Value, json};

use crate::support::{
    client, get, page, person, request, sandbox, signer, submit, upload, without_redacted,
};

mod edge_cases;
mod live;
pub(crate) mod signature_diagnosis;
mod timeline;

#[tokio::test]
async fn a_call_is_listed_with_its_outcome() {
    const KEY: &str = "InspectedSecretKeyInspected";
    let sandbox = Sandbox::builder().credential(Credential::new("AKIDinspected", KEY));
    let sandbox = sandbox.pages(essbasic_explorer::sandbox_pages).start().await.unwrap();
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&client(&sandbox)).await.unwrap();
    let again = cancel.send(&client(&sandbox)).await.unwrap_err();
    let list = page(&sandbox, "/calls").await;
    let (newest, oldest) = (list.find("/calls/2\"").unwrap(), list.find("/calls/1\"").unwrap());
    assert!(newest < oldest, "the newest comes first");
    assert!(list.contains("OperationDenied.QrInvalid") && list.contains(">valid<"));
    let call = page(&sandbox, &format!("/calls/{}", again.request_id().unwrap())).await;
    let code = format!("/data/qr_codes/{}", seed::QR_CODE);
    assert!(call.contains("valid for the request as received") && call.contains(&code));
    assert!(call.contains("SignedHeaders=content-type;host;x-tc-action"));
    assert!(!call.contains(KEY) && !list.contains(KEY));
}

#[tokio::test]
async fn calls_are_filtered_cleared_and_kept_up_to_a_thousand() {
    let sandbox = Sandbox::builder().pages(essbasic_explorer::sandbox_pages).without_rate_limit();
    let sandbox = sandbox.start().await.unwrap();
    let client = client(&sandbox);
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "y".repeat(32));
    cancel.send(&client).await.unwrap_err();
    DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    let links = |list: &str| list.matches("<td><a href=\"/calls/").count();
    for (query, found) in [
        ("action=templates", 1),
        ("outcome=rejected", 1),
        ("q=yyyyyyyy", 1),
        ("q=ADFXNOWHERE", 0),
        ("outcome=done&q=templateid", 1),
        ("", 2),
    ] {
        let list = page(&sandbox, &format!("/calls?{query}")).await;
        assert_eq!(links(&list), found, "{query}");
    }
    assert_eq!(submit(&sandbox, "/calls/clear", "").await.status, 303);
    assert_eq!(links(&page(&sandbox, "/calls").await), 0);
    for _ in 0..1010 {
        DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    }
    let list = page(&sandbox, "/calls").await;
    assert_eq!(links(&list), 200, "a page has an end");
    assert!(list.contains("/calls/1012\""), "the last is there");
    assert_eq!(get(&format!("{}/calls/12", sandbox.endpoint())).await.status, 404);
    page(&sandbox, "/calls/13").await;
}

#[tokio::test]
async fn faults_and_missing_responses_are_listed() {
    let sandbox = sandbox().await;
    let describe = DescribeTemplates::new(seed::agent());
    for kind in [FaultKind::Reset, FaultKind::Cut, FaultKind::Status(503), FaultKind::Throttle] {
        sandbox.inject_fault(Fault::new(kind)).unwrap();
        describe.send(&client(&sandbox)).retry(essbasic::RetryPolicy::none()).await.unwrap_err();
        sandbox.clear_faults();
    }
    let list = page(&sandbox, "/calls").await;
    assert_eq!(list.matches("<span class=\"bad\">no response<").count(), 2);
    assert!(list.contains("HTTP 503") && list.contains("RequestLimitExceeded"));
    assert_eq!(list.matches(">fault<").count(), 4);
}

#[tokio::test]
async fn personal_data_and_links_can_be_hidden() {
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let start = ChannelCreateFlowByFiles::new(seed::agent());
    // Also in the name of the contract.
    let name = format!("租赁合同-{}", person().name);
    let start = start.flow_name(name).file_ids([file]).flow_approvers([signer(&person())]);
    start.send(&client).await.unwrap();
    let call = page(&sandbox, "/calls/2").await;
    assert!(call.contains(&person().name) && call.contains(&person().mobile));
    let seen = without_redacted(&call);
    assert!(!seen.contains(&person().name) && !seen.contains(&person().mobile), "{seen}");
    let raw = page(&sandbox, "/calls/2/raw/request").await;
    assert!(raw.contains(&person().mobile), "byte for byte, it is all there");
}

#[tokio::test]
async fn a_har_export_is_redacted_unless_secrets_are_requested() {
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    let created = create.send(&client).await.unwrap();
    let link = &created.qr_code.qr_code_url;
    let har = page(&sandbox, "/calls/har").await;
    let read: Value = serde_json::from_str(&har).unwrap();
    let entry = &read["log"]["entries"][0];
    assert_eq!(read["log"]["version"], "1.2");
    assert_eq!(
        (&entry["request"]["method"], &entry["response"]["status"]),
        (&"POST".into(), &200.into())
    );
    assert!(entry["request"]["postData"]["text"].as_str().unwrap().contains(seed::TEMPLATE));
    assert!(!har.contains(link.as_str()) && !har.contains("Signature="), "{har}");
    let all = page(&sandbox, "/calls/har?secrets=show").await;
    assert!(all.contains(link.as_str()) && all.contains("Signature="));
    let none = page(&sandbox, "/calls/har?outcome=rejected").await;
    let none: Value = serde_json::from_str(&none).unwrap();
    assert_eq!(none["log"]["entries"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_get_call_is_shown_exported_and_resent_with_the_fields_of_its_query() {
    let sandbox = sandbox().await;
    let query = format!("Agent.AppId={}&Limit=7", seed::APPLICATION);
    let headers = "Authorization: x\r\nX-TC-Action: DescribeChannelOrganizations\r\n\
        X-TC-Version: 2021-05-26\r\n";
    let url = format!("{}/?{query}", sandbox.endpoint());
    assert_eq!(request("GET", &url, headers, b"").await.status, 200);
    assert!(page(&sandbox, "/calls/1").await.contains("Limit"));
    let har: Value = serde_json::from_str(&page(&sandbox, "/calls/har").await).unwrap();
    let exported = &har["log"]["entries"][0]["request"];
    assert_eq!((&exported["method"], exported.get("postData")), (&"GET".into(), None));
    assert!(!exported.to_string().contains(seed::APPLICATION), "the query is redacted");
    let har = page(&sandbox, "/calls/har?secrets=show").await;
    let har: Value = serde_json::from_str(&har).unwrap();
    let exported = &har["log"]["entries"][0]["request"];
    assert_eq!(exported["url"], url);
    assert_eq!(exported["queryString"][1], json!({"name": "Limit", "value": "7"}));
    submit(&sandbox, "/calls/1/resend", "").await;
    let again = sandbox.calls().pop().unwrap();
    assert_eq!((again.method(), again.replay_of()), ("POST", Some(1)));
    assert_eq!(again.fields().unwrap()["Limit"], 7);
}

#[tokio::test]
async fn a_resent_call_has_a_new_signature() {
    let sandbox = sandbox().await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&client(&sandbox)).await.unwrap();
    let pressed = submit(&sandbox, "/calls/1/resend", "").await;
    assert_eq!(pressed.status, 303);
    let replay = page(&sandbox, &pressed.location()).await;
    assert!(replay.contains("role=\"status\"") && replay.contains("Resend of"), "{replay}");
    assert!(replay.contains("OperationDenied.QrInvalid") && replay.contains("valid for"));
    assert!(page(&sandbox, "/calls").await.contains("resend of 1"));
}

#[tokio::test]
async fn callbacks_are_shown_with_their_responses() {
    let nowhere = Callback::new("http://127.0.0.1:1/");
    let sandbox = Sandbox::builder().pages(essbasic_explorer::sandbox_pages).callback(nowhere);
    let sandbox = sandbox.start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let start = ChannelCreateFlowByFiles::new(seed::agent()).flow_name("合同").file_ids([file]);
    start.flow_approvers([signer(&person())]).send(&client).await.unwrap();
    let began = Instant::now();
    while !page(&sandbox, "/calls/2").await.contains("no response") {
        assert!(began.elapsed() < Duration::from_secs(10), "nothing was posted");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let call = page(&sandbox, "/calls/2").await;
    assert!(call.contains("FlowStatusChange") && call.contains("BillingUse"));
    assert!(call.contains("href=\"/callbacks/0"));
}

#[tokio::test]
async fn content_of_calls_is_escaped() {
    const SCRIPT: &str = "<script>alert(1)</script>";
    let sandbox = sandbox().await;
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, SCRIPT);
    let client = client(&sandbox);
    let created = create.send(&client).header("X-Tried", SCRIPT).await.unwrap();
    let unknown = essbasic::RawAction::new("ScriptAlert", "2021-05-26");
    let members =
        serde_json::from_str("{\"<script>alert(1)</script>\":\"</details><script>\"}").unwrap();
    let refused = client.call_raw(&unknown, &members).await.unwrap_err();
    assert_eq!(refused.code().unwrap(), "InvalidAction");
    let code = format!("/data/qr_codes/{}", created.qr_code.qr_code_id);
    for path in ["/calls", "/calls/1", "/calls/2", "/data/qr_codes", &code] {
        let seen = page(&sandbox, path).await;
        assert!(!seen.contains("<script>"), "{path}: {seen}");
    }
    assert!(page(&sandbox, "/calls/1").await.contains("&lt;script&gt;alert(1)"));
    let asked = page(&sandbox, "/calls?q=%3Cscript%3E&action=%22%3E%3Cscript%3E").await;
    assert!(!asked.contains("<script>") && asked.contains("&lt;script&gt;"));
    let header = get(&format!("{}/calls", sandbox.endpoint())).await.head.to_lowercase();
    assert!(header.contains("content-security-policy: default-src 'none'; script-src 'self'"));
}

#[tokio::test]
async fn a_large_body_does_not_slow_pages_down() {
    let sandbox = sandbox().await;
    let text = "x".repeat(5 << 20);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, text);
    let sent = create.send(&client(&sandbox)).unchecked().await;
    assert!(sent.is_err(), "no contract has a name of five megabytes");
    let began = Instant::now();
    let call = page(&sandbox, "/calls/1").await;
    page(&sandbox, "/calls?q=nowhere").await;
    page(&sandbox, "/calls/har").await;
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert!(call.contains("bytes") && call.len() < 50_000, "{}", call.len());
    let pressed = submit(&sandbox, "/calls/1/resend", "").await;
    assert!(page(&sandbox, &pressed.location()).await.contains("too large to record completely"));
}
