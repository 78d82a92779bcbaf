//! Submitting forms.

use essbasic::schema::{SampleMode, sample};
use essbasic::{CATALOGUE, validate};
use essbasic_sandbox::{Fault, FaultKind, seed};
use serde_json::{Value, json};

use super::{CANCEL, Pages, cancel};

#[tokio::test]
async fn the_minimal_request_of_every_action_reaches_the_service() {
    let pages = Pages::sandbox().await;
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let members = sample((action.request)(), SampleMode::Required);
        assert_eq!(validate::json((action.request)(), &members), [], "{}", action.name);
        let text = super::json(&members);
        let path = format!("/actions/{}", action.name);
        let form = pages.post(&format!("{path}/form"), &[("json", &text)]).await;
        let fields = form.fields();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        // Some requests have items without fields, which a form rejects unless `unchecked`.
        let seen = pages.post(&path, &[&fields[..], &[("unchecked", "1")]].concat()).await;
        seen.has("Request ID");
        seen.has("View in call log");
    }
}

#[tokio::test]
async fn a_rejected_call_shows_the_message_of_the_service() {
    let pages = Pages::sandbox().await;
    let text = super::json(&cancel(seed::QR_CODE));
    let seen = pages.post(CANCEL, &[("json", &text)]).await;
    seen.has("<h3>Done</h3>");
    let seen = pages.post(CANCEL, &[("json", &text)]).await;
    seen.has("<h3>Rejected</h3>");
    seen.has("OperationDenied.QrInvalid");
    seen.has("The QR code is cancelled, expired or used up.");
    seen.has("The code is cancelled, expired or used up. Nothing to do.");
    seen.has("Request as JSON");
    seen.has(&format!("<span class=\"json-text\">&quot;{}&quot;</span>", seed::QR_CODE));
    let page =
        pages.request(http::Method::POST, CANCEL, &[], super::form(&[("json", &text)])).await;
    page.has("<!DOCTYPE html>");
    page.has("<h3>Rejected</h3>");
    let chinese = [("accept-language", "zh-CN")];
    let seen =
        pages.request(http::Method::POST, CANCEL, &chinese, super::form(&[("json", &text)])).await;
    seen.has("签署二维码不可用，请检查后重试。");
    assert_eq!(page.fields()["QrCodeId"], seed::QR_CODE);
}

#[tokio::test]
async fn an_invalid_request_is_not_sent_unless_requested() {
    let pages = Pages::sandbox().await;
    let text = super::json(&cancel("short"));
    let seen = pages.post(CANCEL, &[("json", &text)]).await;
    assert_eq!(seen.status, 422);
    seen.has("must have exactly 32 characters, not 5");
    seen.has_not("Request ID");
    let seen = pages.post(CANCEL, &[("json", &text), ("unchecked", "1")]).await;
    seen.has("Request ID");
}

#[tokio::test]
async fn a_missing_response_is_an_unknown_outcome() {
    let pages = Pages::sandbox().await;
    pages.sandbox.inject_fault(Fault::new(FaultKind::Reset)).unwrap();
    let text = super::json(&cancel(seed::QR_CODE));
    let seen = pages.post(CANCEL, &[("json", &text)]).await;
    seen.has("<h3>Unknown</h3>");
    seen.has("may have executed it");
}

#[tokio::test]
async fn script_tags_in_values_are_escaped() {
    let pages = Pages::sandbox().await;
    let markup = "</textarea></script><script>alert(1)</script>";
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let mut members = Value::from(sample((action.request)(), SampleMode::Full));
        replace_strings(&mut members, markup);
        let (path, text) = (format!("/actions/{}", action.name), members.to_string());
        for (path, more) in [(format!("{path}/form"), ("as", "form")), (path, ("unchecked", "1"))] {
            let body = super::form(&[("json", &text), more]);
            let seen = pages.request(http::Method::POST, &path, &[], body).await;
            seen.has("&lt;script&gt;");
            seen.has_not("<script>");
        }
    }
}

/// Replaces every string.
fn replace_strings(value: &mut Value, text: &str) {
    match value {
        Value::String(old) => text.clone_into(old),
        Value::Array(items) => items.iter_mut().for_each(|item| replace_strings(item, text)),
        Value::Object(fields) => fields.values_mut().for_each(|it| replace_strings(it, text)),
        _ => {}
    }
}

#[tokio::test]
async fn a_sandbox_shows_links_that_a_real_environment_masks_and_ids_link_to_actions() {
    let agent = serde_json::to_value(seed::agent()).unwrap();
    let request = json!({"Agent": agent, "TemplateId": seed::TEMPLATE, "FlowName": "入职合同"});
    let request = request.to_string();
    let path = "/actions/ChannelCreateMultiFlowSignQRCode";
    let pages = Pages::sandbox().await;
    let seen = pages.post(path, &[("json", &request)]).await;
    seen.has("<h3>Done</h3>");
    seen.has_not("<details class=\"secret\">");
    seen.has(&format!("<a href=\"{CANCEL}?QrCodeId="));
    seen.has(&format!("href=\"{}/", pages.sandbox.endpoint()));

    let pages = Pages::environment().await;
    let question = pages.post_with_token(path, &[("json", &request)]).await;
    let nonce = question.fields()["confirmation"].clone();
    let seen = pages.post_with_token(path, &[("confirmation", &nonce)]).await;
    seen.has("<h3>Done</h3>");
    seen.has("<details class=\"secret\">");
}

#[tokio::test]
async fn a_result_names_three_next_steps_and_writes_times_as_dates() {
    let pages = Pages::sandbox().await;
    let text = json!({"Agent": seed::agent()}).to_string();
    let seen = pages.post("/actions/DescribeTemplates", &[("json", &text)]).await;
    let next = seen.text.split("<nav class=\"next\"").nth(1).unwrap();
    let next = next.split("</nav>").next().unwrap();
    let names: Vec<_> = next.split("<a href=\"/actions/").skip(1).collect();
    assert_eq!(names.len(), 3, "{next}");
    assert!(names[0].starts_with("CreateFlowsByTemplates?FlowInfos.0.TemplateId="), "{next}");
    let created = seen.text.split("\">CreatedOn</code>").nth(1).unwrap();
    let created = created.split("</li>").next().unwrap();
    assert!(created.contains(" UTC"), "{created}");
}

#[tokio::test]
async fn an_added_empty_item_is_not_sent_and_an_offered_one_is_left_out() {
    let pages = Pages::sandbox().await;
    let path = "/actions/ChannelCreateFlowByFiles";
    let agent = serde_json::to_value(seed::agent()).unwrap();
    let text = json!({"Agent": agent, "FlowName": "a", "FileIds": ["f".repeat(32)]}).to_string();
    let form = pages.post(&format!("{path}/form"), &[("json", &text)]).await.fields();
    let fields: Vec<_> = form.iter().map(|(name, value)| (&**name, &**value)).collect();
    let added = [&fields[..], &[("Components.0.ComponentType", "")]].concat();
    let seen = pages.post(path, &added).await;
    assert_eq!(seen.status, 422);
    seen.has("<code>Components.0</code> is an empty item");
    let offered = [&added[..], &[("offered.Components.0", "1")]].concat();
    pages.post(path, &offered).await.has("Request ID");
    pages.post(path, &[&added[..], &[("unchecked", "1")]].concat()).await.has("Request ID");
}

#[tokio::test]
async fn a_file_of_megabytes_is_sent() {
    let pages = Pages::sandbox().await;
    let agent = serde_json::to_value(seed::agent()).unwrap();
    let body = "JVBERi0x".repeat(1 << 20);
    let file = json!({"FileName": "lease.pdf", "FileBody": body});
    let request = json!({"Agent": agent, "BusinessType": "DOCUMENT", "FileInfos": [file]});
    let seen = pages.post("/actions/UploadFiles", &[("json", &request.to_string())]).await;
    seen.has("<h3>Done</h3>");
    assert!(seen.text.len() < 20_000);
}

#[tokio::test]
async fn a_huge_response_makes_no_huge_page() {
    let pages = Pages::sandbox().await;
    pages.sandbox.copy_template(seed::TEMPLATE, 3000);
    let agent = serde_json::to_value(seed::agent()).unwrap();
    let request = json!({"Agent": agent, "Limit": 100});
    let seen = pages.post("/actions/DescribeTemplates", &[("json", &request.to_string())]).await;
    seen.has("<h3>Done</h3>");
    assert!(seen.text.len() < 2_000_000, "{}", seen.text.len());
}

#[tokio::test]
async fn code_samples_and_signing_steps_send_nothing() {
    let pages = Pages::sandbox().await;
    let text = super::json(&cancel(seed::QR_CODE));
    for panel in ["call", "signature"] {
        let path = format!("{CANCEL}/preview");
        let seen = pages.post(&path, &[("json", &text), ("panel", panel)]).await;
        assert_eq!(seen.status, 200);
    }
    pages.post(CANCEL, &[("json", &text)]).await.has("<h3>Done</h3>");
}
