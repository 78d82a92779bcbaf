//! The call log beyond calls, and what can be done with a recorded request.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic_sandbox::{Callback, Sandbox, seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{client, get, page, person, request, sandbox};

#[tokio::test]
async fn scans_signatures_and_callbacks_are_in_one_list_with_the_calls() {
    let callback = Callback::new("http://127.0.0.1:1/");
    let sandbox = Sandbox::builder().callback(callback).pages(essbasic_explorer::sandbox_pages);
    let sandbox = sandbox.start().await.unwrap();
    DescribeTemplates::new(seed::agent()).send(&client(&sandbox)).await.unwrap();
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.scan("unknown", &person()).unwrap_err();
    let mut changes = sandbox.watch_calls();
    while !sandbox.records_after(0).iter().any(|it| it.kind().as_str() == "callback") {
        changes.changed().await.unwrap();
    }
    let list = page(&sandbox, "/calls").await;
    assert!(list.contains("DescribeTemplates") && list.contains("scanned a QR code"));
    assert!(list.contains(&format!("/contracts/{flow}")), "a row leads to the contract");
    assert!(list.contains("test program") && list.contains("http://127.0.0.1:1/"));
    assert!(!list.contains(&person().name) && !list.contains(&person().mobile));
    let people = page(&sandbox, "/calls?kind=person&outcome=rejected").await;
    let rows = people.split("<tbody>").nth(2).or_else(|| people.split("<tbody>").nth(1)).unwrap();
    assert!(rows.contains("not possible") && !rows.contains("/contracts/y"));
    let callbacks = page(&sandbox, "/calls?kind=callback").await;
    assert!(callbacks.contains("href=\"/callbacks/"), "a row leads to the event");
    let of_flow = page(&sandbox, &format!("/calls?q={flow}")).await;
    assert!(of_flow.contains("scanned a QR code"));
}

#[tokio::test]
async fn tls_and_older_signatures_are_named() {
    let sandbox = sandbox().await;
    let host = sandbox.endpoint().replace("http://", "");
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(&[0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0, b'\n', b'\n']).await.unwrap();
    let _ = stream.read_to_end(&mut Vec::new()).await;
    let url = format!("{}/", sandbox.endpoint());
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let old = b"Action=DescribeTemplates&SecretId=AKIDold%3Cb%3E&Signature=s";
    request("POST", &url, form, old).await;
    let list = page(&sandbox, "/calls").await;
    assert!(list.contains("TLS to the HTTP port: use http://"), "{list}");
    assert!(list.contains("HmacSHA1"));
    let call = page(&sandbox, "/calls/2").await;
    assert!(call.contains("Signed with HmacSHA1") && call.contains("AKIDold&lt;b&gt;"));
    assert!(call.contains("Set SignMethod"));
}

#[tokio::test]
async fn an_unknown_secret_id_is_shown_beside_the_known_one() {
    let sandbox = sandbox().await;
    let other = essbasic::Client::builder()
        .credential(essbasic::Credential::new("AKIDunknown", "k"))
        .endpoint(sandbox.endpoint())
        .build()
        .unwrap();
    DescribeTemplates::new(seed::agent()).send(&other).await.unwrap_err();
    let call = page(&sandbox, "/calls/1").await;
    assert!(call.contains("<code>AKIDunknown</code>") && call.contains(seed::SECRET_ID));
    assert!(!call.contains("The body was not recorded"), "the body is kept");
}

#[tokio::test]
async fn a_recorded_request_is_edited_in_the_form_and_copied_as_code() {
    let sandbox = sandbox().await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "z".repeat(32));
    cancel.send(&client(&sandbox)).await.unwrap_err();
    let call = page(&sandbox, "/calls/1").await;
    let edit = format!("/actions/{}?call=1", cancel_name());
    assert!(call.contains(&edit) && call.contains("/calls/1/code"));
    let code = page(&sandbox, "/calls/1/code").await;
    assert!(code.contains("curl") && code.contains(&"z".repeat(32)));
    let form = page(&sandbox, &edit).await;
    assert!(form.contains(&format!("value=\"{}\"", "z".repeat(32))));
    let other = page(&sandbox, "/actions/DescribeTemplates?call=1").await;
    assert!(!other.contains(&"z".repeat(32)), "a request of another action is not taken");
    assert_eq!(get(&format!("{}{edit}0000", sandbox.endpoint())).await.status, 200);
}

fn cancel_name() -> &'static str {
    "ChannelCancelMultiFlowSignQRCode"
}

#[tokio::test]
async fn a_request_that_was_not_recorded_completely_cannot_be_edited() {
    let sandbox = sandbox().await;
    let long = "m".repeat(70_000);
    let action = essbasic::find_action("DescribeTemplates").unwrap().descriptor();
    let mut request = serde_json::Map::new();
    request.insert("TemplateName".into(), long.into());
    let _ = client(&sandbox).call_json(action, &request).unchecked().await;
    let call = page(&sandbox, "/calls/1").await;
    assert!(call.contains("too long to edit: only its first 65536 bytes"), "{call}");
    assert!(!call.contains("?call=1"));
}

#[tokio::test]
async fn the_chart_counts_calls_by_outcome_and_says_so_in_words() {
    let sandbox = sandbox().await;
    assert!(!page(&sandbox, "/calls").await.contains("<svg"), "there is nothing to draw");
    let client = client(&sandbox);
    for _ in 0..3 {
        DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    }
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "z".repeat(32));
    cancel.send(&client).await.unwrap_err();
    let list = page(&sandbox, "/calls").await;
    assert!(list.contains("role=\"img\"") && list.contains("4 calls in the last 30 minutes"));
    assert!(list.contains("class=\"good\"") && list.contains("class=\"bad\""));
    assert!(!list.contains("style=\""), "the policy forbids inline styles");
}
