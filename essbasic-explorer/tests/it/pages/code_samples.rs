//! Tabs of code samples.

use essbasic_devtools::code_samples::SampleFormat;
use essbasic_sandbox::seed;
use http::Method;
use serde_json::json;

use super::{CANCEL, PageResponse, Pages, cancel};

const CREATE: &str = "/actions/ChannelCreateMultiFlowSignQRCode";

async fn samples(pages: &Pages, action: &str, request: &str, cookie: &str) -> PageResponse {
    let headers = [("accept", "text/html-fragment"), ("cookie", cookie)];
    let form = super::form(&[("json", request), ("panel", "code")]);
    pages.request(Method::POST, &format!("{action}/preview"), &headers, form).await
}

#[tokio::test]
async fn every_format_is_a_tab_with_a_program_for_the_sandbox() {
    let pages = Pages::sandbox().await;
    let seen = samples(&pages, CANCEL, &super::json(&cancel(seed::QR_CODE)), "").await;
    for format in SampleFormat::ALL {
        seen.has(&format!("id=\"sample-tab-{}\"", format.as_str()));
        seen.has(&format!("<pre id=\"sample-{}\"", format.as_str()));
    }
    for line in ["models.ChannelCancelMultiFlowSignQRCodeRequest()", "curl -sS", "Cargo.toml"] {
        seen.has(line);
    }
    let address = pages.address.strip_prefix("http://").unwrap();
    assert!(seen.text.matches(address).count() >= SampleFormat::ALL.len(), "{}", seen.text);
    // The secret ID ends like the key.
    let text = seen.text.replace(seed::SECRET_ID, "");
    assert!(!text.contains(seed::SECRET_KEY), "{text}");
}

#[tokio::test]
async fn chosen_format_is_kept_in_a_cookie() {
    let pages = Pages::sandbox().await;
    let request = super::json(&cancel(seed::QR_CODE));
    let tab = |name: &str| format!("value=\"{name}\" data-cookie=\"essbasic-sample\" checked");
    for (cookie, chosen) in
        [("", "rust"), ("essbasic-sample=php", "php"), ("essbasic-sample=\"><script>", "rust")]
    {
        let seen = samples(&pages, CANCEL, &request, cookie).await;
        seen.has(&tab(chosen));
        assert_eq!(seen.text.matches("checked").count(), 1, "{}", seen.text);
    }
}

#[tokio::test]
async fn secrets_are_folded_in_every_format() {
    let pages = Pages::sandbox().await;
    let request = json!({"FlowName": "</script>", "Restrictions": [{"Mobile": "13000000001"}]});
    let seen = samples(&pages, CREATE, &request.to_string(), "").await;
    let (shown, folded) = seen.text.split_once("class=\"with-secrets\"").unwrap();
    assert!(!shown.contains("13000000001"), "{shown}");
    // The seven that need no signature, and the curl command that has one.
    let count = SampleFormat::ALL.len() + 1;
    assert_eq!(folded.matches("13000000001").count(), count, "{folded}");
    seen.has_not("</script>");
}
