//! The inspector: what is seen of a call, and what is not.

use std::time::{Duration, Instant};

use essbasic::Credential;
use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic::templates::DescribeTemplates;
use essbasic_sandbox::{Callback, Fault, FaultKind, Sandbox, seed};
use serde_json::Value;

use crate::stories::{Seen, client, get, person, signer, submit, upload};

mod live;
mod odd;
mod verdicts;

/// A sandbox with its pages.
pub(crate) async fn watched() -> Sandbox {
    Sandbox::builder().pages(essbasic_explorer::of_sandbox).start().await.unwrap()
}

/// A page of a sandbox.
pub(crate) async fn page(sandbox: &Sandbox, path: &str) -> String {
    let seen = get(&format!("{}{path}", sandbox.endpoint())).await;
    assert_eq!(seen.status, 200, "{path}: {}", seen.text());
    seen.text()
}

/// What a button on a page does.
pub(crate) async fn press(sandbox: &Sandbox, path: &str, form: &str) -> Seen {
    submit(&format!("{}{path}", sandbox.endpoint()), form).await
}

/// What of a page is seen before anything is asked for.
pub(crate) fn seen_at_first(page: &str) -> String {
    let (mut seen, mut rest) = (String::new(), page);
    while let Some(at) = rest.find("<details class=\"secret\">") {
        seen.push_str(&rest[..at]);
        let (mut depth, mut end) = (0, at);
        loop {
            let (open, close) =
                (rest[end..].find("<details"), rest[end..].find("</details>").unwrap());
            if open.is_some_and(|open| open < close) {
                (depth, end) = (depth + 1, end + open.unwrap() + 8);
            } else {
                (depth, end) = (depth - 1, end + close + 10);
            }
            if depth == 0 {
                break;
            }
        }
        rest = &rest[end..];
    }
    seen + rest
}

#[tokio::test]
async fn a_call_is_seen_with_what_became_of_it() {
    const KEY: &str = "InspectedSecretKeyInspected";
    let sandbox = Sandbox::builder().credential(Credential::new("AKIDinspected", KEY));
    let sandbox = sandbox.pages(essbasic_explorer::of_sandbox).start().await.unwrap();
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&client(&sandbox)).await.unwrap();
    let again = cancel.send(&client(&sandbox)).await.unwrap_err();
    let list = page(&sandbox, "/inspector").await;
    let (newest, oldest) =
        (list.find("/inspector/2\"").unwrap(), list.find("/inspector/1\"").unwrap());
    assert!(newest < oldest, "the newest comes first");
    assert!(list.contains("OperationDenied.QrInvalid") && list.contains(">verified<"));
    let call = page(&sandbox, &format!("/inspector/{}", again.request_id().unwrap())).await;
    let code = format!("/state/qr_codes/{}", seed::QR_CODE);
    assert!(call.contains("verified, over the request as it arrived") && call.contains(&code));
    assert!(call.contains("SignedHeaders=content-type;host;x-tc-action"));
    assert!(!call.contains(KEY) && !list.contains(KEY));
}

#[tokio::test]
async fn calls_are_filtered_forgotten_and_remembered_by_the_thousand() {
    let sandbox = Sandbox::builder().pages(essbasic_explorer::of_sandbox).without_rate_limit();
    let sandbox = sandbox.start().await.unwrap();
    let client = client(&sandbox);
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "y".repeat(32));
    cancel.send(&client).await.unwrap_err();
    DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    let links = |list: &str| list.matches("<td><a href=\"/inspector/").count();
    for (query, found) in [
        ("action=templates", 1),
        ("outcome=refused", 1),
        ("q=yyyyyyyy", 1),
        ("q=ADFXNOWHERE", 0),
        ("outcome=done&q=templateid", 1),
        ("", 2),
    ] {
        let list = page(&sandbox, &format!("/inspector?{query}")).await;
        assert_eq!(links(&list), found, "{query}");
    }
    assert_eq!(press(&sandbox, "/inspector/clear", "").await.status, 303);
    assert_eq!(links(&page(&sandbox, "/inspector").await), 0);
    for _ in 0..1010 {
        DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    }
    let list = page(&sandbox, "/inspector").await;
    assert_eq!(links(&list), 200, "a page has an end");
    assert!(list.contains("/inspector/1012\""), "the last is there");
    assert_eq!(get(&format!("{}/inspector/12", sandbox.endpoint())).await.status, 404);
    page(&sandbox, "/inspector/13").await;
}

#[tokio::test]
async fn faults_and_callers_without_an_answer_are_seen() {
    let sandbox = watched().await;
    let describe = DescribeTemplates::new(seed::agent());
    for kind in [FaultKind::Reset, FaultKind::Cut, FaultKind::Status(503), FaultKind::Throttle] {
        sandbox.inject_fault(Fault::new(kind));
        describe.send(&client(&sandbox)).retry(essbasic::RetryPolicy::none()).await.unwrap_err();
        sandbox.clear_faults();
    }
    let list = page(&sandbox, "/inspector").await;
    assert_eq!(list.matches("<span class=\"bad\">no answer<").count(), 2);
    assert!(list.contains("HTTP 503") && list.contains("RequestLimitExceeded"));
    assert_eq!(list.matches(">fault<").count(), 4);
}

#[tokio::test]
async fn people_and_links_are_hidden_until_asked() {
    let sandbox = watched().await;
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let start = ChannelCreateFlowByFiles::new(seed::agent());
    // Also where a contract is named after somebody.
    let name = format!("租赁合同-{}", person().name);
    let start = start.flow_name(name).file_ids([file]).flow_approvers([signer(&person())]);
    start.send(&client).await.unwrap();
    let call = page(&sandbox, "/inspector/2").await;
    assert!(call.contains(&person().name) && call.contains(&person().mobile));
    let seen = seen_at_first(&call);
    assert!(!seen.contains(&person().name) && !seen.contains(&person().mobile), "{seen}");
    let raw = page(&sandbox, "/inspector/2/raw/request").await;
    assert!(raw.contains(&person().mobile), "byte for byte, it is all there");
}

#[tokio::test]
async fn an_export_can_be_read_and_hides_what_is_not_asked_for() {
    let sandbox = watched().await;
    let client = client(&sandbox);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    let created = create.send(&client).await.unwrap();
    let link = &created.qr_code.qr_code_url;
    let har = page(&sandbox, "/inspector/har").await;
    let read: Value = serde_json::from_str(&har).unwrap();
    let entry = &read["log"]["entries"][0];
    assert_eq!(read["log"]["version"], "1.2");
    assert_eq!(
        (&entry["request"]["method"], &entry["response"]["status"]),
        (&"POST".into(), &200.into())
    );
    assert!(entry["request"]["postData"]["text"].as_str().unwrap().contains(seed::TEMPLATE));
    assert!(!har.contains(link.as_str()) && !har.contains("Signature="), "{har}");
    let all = page(&sandbox, "/inspector/har?secrets=show").await;
    assert!(all.contains(link.as_str()) && all.contains("Signature="));
    let none = page(&sandbox, "/inspector/har?outcome=refused").await;
    let none: Value = serde_json::from_str(&none).unwrap();
    assert_eq!(none["log"]["entries"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_call_is_sent_once_more_under_a_new_signature() {
    let sandbox = watched().await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&client(&sandbox)).await.unwrap();
    let pressed = press(&sandbox, "/inspector/1/replay", "").await;
    assert_eq!(pressed.status, 303);
    let replay = page(&sandbox, &pressed.location()).await;
    assert!(replay.contains("role=\"status\"") && replay.contains("Replay of"), "{replay}");
    assert!(replay.contains("OperationDenied.QrInvalid") && replay.contains("verified"));
    assert!(page(&sandbox, "/inspector").await.contains("replay of 1"));
}

#[tokio::test]
async fn callbacks_are_seen_with_what_they_were_answered() {
    let nowhere = Callback::new("http://127.0.0.1:1/");
    let sandbox = Sandbox::builder().pages(essbasic_explorer::of_sandbox).callback(nowhere);
    let sandbox = sandbox.start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let start = ChannelCreateFlowByFiles::new(seed::agent()).flow_name("合同").file_ids([file]);
    start.flow_approvers([signer(&person())]).send(&client).await.unwrap();
    let began = Instant::now();
    while !page(&sandbox, "/inspector/2").await.contains("the address does not answer") {
        assert!(began.elapsed() < Duration::from_secs(10), "nothing was posted");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let call = page(&sandbox, "/inspector/2").await;
    assert!(call.contains("FlowStatusChange") && call.contains("BillingUse"));
    assert!(call.contains("/state/outbox/"));
}

#[tokio::test]
async fn what_a_call_contains_is_text() {
    const SCRIPT: &str = "<script>alert(1)</script>";
    let sandbox = watched().await;
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, SCRIPT);
    let client = client(&sandbox);
    let created = create.send(&client).header("X-Tried", SCRIPT).await.unwrap();
    let unknown = essbasic::RawAction::new("ScriptAlert", "2021-05-26");
    let members =
        serde_json::from_str("{\"<script>alert(1)</script>\":\"</details><script>\"}").unwrap();
    let refused = client.call_raw(&unknown, &members).await.unwrap_err();
    assert_eq!(refused.code().unwrap(), "InvalidAction");
    let code = format!("/state/qr_codes/{}", created.qr_code.qr_code_id);
    for path in ["/inspector", "/inspector/1", "/inspector/2", "/state/qr_codes", &code] {
        let seen = page(&sandbox, path).await;
        assert!(!seen.contains("<script>"), "{path}: {seen}");
    }
    assert!(page(&sandbox, "/inspector/1").await.contains("&lt;script&gt;alert(1)"));
    let asked = page(&sandbox, "/inspector?q=%3Cscript%3E&action=%22%3E%3Cscript%3E").await;
    assert!(!asked.contains("<script>") && asked.contains("&lt;script&gt;"));
    let header = get(&format!("{}/inspector", sandbox.endpoint())).await.head.to_lowercase();
    assert!(header.contains("content-security-policy: default-src 'none'; script-src 'self'"));
}

#[tokio::test]
async fn a_large_body_holds_nothing_up() {
    let sandbox = watched().await;
    let text = "x".repeat(5 << 20);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, text);
    let sent = create.send(&client(&sandbox)).unchecked().await;
    assert!(sent.is_err(), "no contract has a name of five megabytes");
    let began = Instant::now();
    let call = page(&sandbox, "/inspector/1").await;
    page(&sandbox, "/inspector?q=nowhere").await;
    page(&sandbox, "/inspector/har").await;
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert!(call.contains("bytes") && call.len() < 50_000, "{}", call.len());
    let pressed = press(&sandbox, "/inspector/1/replay", "").await;
    assert!(page(&sandbox, &pressed.location()).await.contains("too large to be kept whole"));
}
