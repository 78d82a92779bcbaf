//! The page: what is filled in, and what is answered, in both languages.

use std::time::SystemTime;

use essbasic_sandbox::{Sandbox, seed};

use super::signer::{ID, KEY, Signer, date};
use crate::http_client::http_client;

async fn sandbox() -> Sandbox {
    Sandbox::builder().pages(essbasic_explorer::of_sandbox).start().await.unwrap()
}

async fn post(sandbox: &Sandbox, language: &str, form: &[(&str, &str)]) -> (u16, String) {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let url = format!("{}/signature", sandbox.endpoint());
    let request = http_client().post(url).header("Accept-Language", language).body(body);
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

#[tokio::test]
async fn the_steps_are_shown_on_an_example() {
    let sandbox = sandbox().await;
    let url = format!("{}/signature", sandbox.endpoint());
    let page = http_client().get(url).send().await.unwrap().text().await.unwrap();
    for part in [
        "Canonical request",
        "content-type;host;x-tc-action",
        "6. Signing key",
        "\\n",
        "Why was it refused?",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // The id has the letters of the key in it.
    assert!(!page.replace(seed::SECRET_ID, "").contains(seed::SECRET_KEY));
}

#[tokio::test]
async fn a_call_that_the_sandbox_refused_is_explained_without_its_key() {
    let sandbox = sandbox().await;
    let mut signer = Signer::default();
    let (host, timestamp) = (sandbox.endpoint().replace("http://", ""), now());
    signer.key = seed::SECRET_KEY.to_owned();
    signer.host.clone_from(&host);
    signer.sent_host = host;
    signer.timestamp = timestamp.to_string();
    signer.sent_timestamp = timestamp.to_string();
    signer.date = date(timestamp);
    signer.sent_type = "application/json".to_owned();
    let authorization = signer.authorization().replace(ID, seed::SECRET_ID);

    let mut request = http_client().post(sandbox.endpoint());
    for (name, value) in signer.headers() {
        let value = if name == "Authorization" { authorization.clone() } else { value };
        request = request.header(name, value);
    }
    let refused =
        request.body(signer.sent_body.clone()).send().await.unwrap().text().await.unwrap();
    assert!(refused.contains("AuthFailure.SignatureFailure"), "{refused}");

    let pasted = signer.http().replace(ID, seed::SECRET_ID).replace('\n', "\r\n");
    let (status, page) = post(&sandbox, "en", &[("request", &pasted)]).await;
    assert_eq!(status, 200);
    assert!(page.contains("Content type: canonical request, line 4"), "{page}");
    // The id has the letters of the key in it.
    assert!(!page.replace(seed::SECRET_ID, "").contains(seed::SECRET_KEY));
    let (_, page) = post(&sandbox, "zh-CN", &[("request", &pasted)]).await;
    assert!(
        page.contains("Content-Type: 规范请求串第 4 行") && page.contains("修正方法"),
        "{page}"
    );
}

#[tokio::test]
async fn fields_apart_are_a_request_too() {
    let sandbox = sandbox().await;
    let signer = Signer { host: "ess.tencentcloudapi.com".to_owned(), ..Signer::default() };
    let headers = signer
        .headers()
        .iter()
        .fold(String::new(), |lines, (name, value)| lines + &format!("{name}: {value}\r\n"));
    let body = String::from_utf8(signer.sent_body.clone()).unwrap();
    let form = [
        ("method", "POST"),
        ("address", "/"),
        ("headers", &*headers),
        ("body", &*body),
        ("secret_key", KEY),
    ];
    let (_, page) = post(&sandbox, "en", &form).await;
    assert!(page.contains("Host: canonical request, line 5"), "{page}");
    assert!(!page.contains(KEY), "the key is shown again");
}

#[tokio::test]
async fn what_is_pasted_is_text() {
    let sandbox = sandbox().await;
    let evil = "</textarea><script>alert(1)</script>";
    let request = format!("POST /{evil} HTTP/1.1\nHost: {evil}\nAuthorization: {evil}\n\n{evil}");
    let form = [
        ("request", &*request),
        ("canonical_request", evil),
        ("string_to_sign", evil),
        ("secret_key", evil),
    ];
    let (status, page) = post(&sandbox, "en", &form).await;
    assert_eq!(status, 200);
    assert!(!page.contains("<script>alert"), "{page}");
}

#[tokio::test]
async fn garbage_and_megabytes_are_answered_with_a_page() {
    let sandbox = sandbox().await;
    for form in [
        vec![],
        vec![("request", "nonsense")],
        vec![("request", "curl 'x")],
        vec![("headers", "\u{0}:\u{0}")],
    ] {
        let (status, page) = post(&sandbox, "en", &form).await;
        assert_eq!(status, 200);
        assert!(
            page.contains("role=\"alert\"") || page.contains("The verdict"),
            "{form:?}: {page}"
        );
    }
    let url = format!("{}/signature", sandbox.endpoint());
    let raw = vec![0xff; 1000];
    let answer = http_client().post(&url).body(raw).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let long = format!("request=Host:+x%0A%0A{}", "A".repeat(11 << 20));
    let answer = http_client().post(&url).body(long).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let longer = "A".repeat(41 << 20);
    // It may be told while the last bytes are still under way, which then find nobody.
    if let Ok(answer) = http_client().post(&url).body(longer).send().await {
        assert_eq!(answer.status(), 413);
        assert!(answer.text().await.unwrap().contains("longer than any request"));
    }
}
