//! The signature page: signing steps, and the diagnosis form in both languages.

use bytes::Bytes;
use essbasic::Credential;
use essbasic_sandbox::{Sandbox, seed};

use crate::call_log::signature_diagnosis::forged_request;
use crate::support::{browser, call, page, sandbox};

/// Posts the form. Returns status and page.
async fn post(sandbox: &Sandbox, language: &str, form: &[(&str, &str)]) -> (u16, String) {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let url = format!("{}/signature", sandbox.endpoint());
    let request = browser().post(url).header("Accept-Language", language).body(body);
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

/// Returns the header lines of a request.
fn header_lines(request: &http::Request<Bytes>) -> String {
    let headers = request.headers().iter();
    let lines = headers.map(|(name, value)| format!("{name}: {}\r\n", value.to_str().unwrap()));
    lines.collect::<Vec<_>>().concat()
}

#[tokio::test]
async fn signing_steps_are_shown_for_an_example() {
    let page = page(&sandbox().await, "/signature").await;
    for part in [
        "Canonical request",
        "content-type;host;x-tc-action",
        "6. SecretSigning",
        "\\n",
        "Why was the signature rejected?",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // The SecretId contains the SecretKey.
    assert!(!page.replace(seed::SECRET_ID, "").contains(seed::SECRET_KEY));
}

#[tokio::test]
async fn a_call_rejected_by_the_sandbox_is_diagnosed_without_entering_its_key() {
    let sandbox = sandbox().await;
    let request =
        forged_request(&sandbox, |it| it.content_type = "application/json; charset=utf-8");
    let code = call(&sandbox, request.clone()).await;
    assert_eq!(code.as_deref(), Some("AuthFailure.SignatureFailure"));
    let body = str::from_utf8(request.body()).unwrap();
    let http = format!("POST / HTTP/1.1\r\n{}\r\n{body}", header_lines(&request));
    let (status, page) = post(&sandbox, "en", &[("request", &http)]).await;
    assert_eq!(status, 200);
    assert!(page.contains("Content-Type: canonical request, line 4"), "{page}");
    // The SecretId contains the SecretKey.
    assert!(!page.replace(seed::SECRET_ID, "").contains(seed::SECRET_KEY));
    let (_, page) = post(&sandbox, "zh-CN", &[("request", &http)]).await;
    assert!(
        page.contains("Content-Type：规范请求串第 4 行") && page.contains("修正方法"),
        "{page}"
    );
}

#[tokio::test]
async fn separate_fields_are_a_request_and_the_key_is_not_rendered() {
    const KEY: &str = "ExampleKeyThatOpensNothingAtAll";
    let sandbox = sandbox().await;
    let request = forged_request(&sandbox, |it| {
        it.credential = Credential::new("AKIDEXAMPLE", KEY);
        it.host = "ess.tencentcloudapi.com".to_owned();
    });
    let (headers, body) = (header_lines(&request), str::from_utf8(request.body()).unwrap());
    let form = [
        ("method", "POST"),
        ("address", "/"),
        ("headers", &*headers),
        ("body", body),
        ("secret_key", KEY),
    ];
    let (_, page) = post(&sandbox, "en", &form).await;
    assert!(page.contains("Host: canonical request, line 5"), "{page}");
    assert!(!page.contains(KEY), "the key is rendered");
}

#[tokio::test]
async fn pasted_markup_is_escaped() {
    let sandbox = sandbox().await;
    let markup = "</textarea><script>alert(1)</script>";
    let request =
        format!("POST /{markup} HTTP/1.1\nHost: {markup}\nAuthorization: {markup}\n\n{markup}");
    let form = [
        ("request", &*request),
        ("canonical_request", markup),
        ("string_to_sign", markup),
        ("secret_key", markup),
    ];
    let (status, page) = post(&sandbox, "en", &form).await;
    assert_eq!(status, 200);
    assert!(!page.contains("<script>alert"), "{page}");
}

#[tokio::test]
async fn malformed_and_large_forms_get_a_page() {
    let sandbox = sandbox().await;
    for form in [
        vec![],
        vec![("request", "nonsense")],
        vec![("request", "curl 'x")],
        vec![("headers", "\u{0}:\u{0}")],
    ] {
        let (status, page) = post(&sandbox, "en", &form).await;
        assert_eq!(status, 200);
        let is_explained = page.contains("role=\"alert\"") || page.contains("id=\"diagnosis\"");
        assert!(is_explained, "{form:?}: {page}");
    }
    let url = format!("{}/signature", sandbox.endpoint());
    let raw = vec![0xff; 1000];
    assert_eq!(browser().post(&url).body(raw).send().await.unwrap().status(), 200);
    let large = "A".repeat((2 << 20) - 100);
    let (status, page) = post(&sandbox, "en", &[("request", &format!("Host: x\n\n{large}"))]).await;
    assert!(status == 200 && page.contains("id=\"diagnosis\""), "{page}");
    let (status, page) =
        post(&sandbox, "en", &[("request", &format!("Host: x\n\n{large}{large}"))]).await;
    assert!(status == 200 && page.contains("longer than 2 MiB"), "{page}");
    let too_large = "A".repeat(9 << 20);
    // The connection may be closed while the last bytes are sent.
    if let Ok(response) = browser().post(&url).body(too_large).send().await {
        assert_eq!(response.status(), 413);
        assert!(response.text().await.unwrap().contains("larger than 8 MiB"));
    }
}
