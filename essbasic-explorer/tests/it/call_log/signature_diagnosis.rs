//! The call log explains why a signature was rejected.

use bytes::Bytes;
use essbasic::Credential;
use essbasic::sign::{self, Authorization, CanonicalRequest, Scope, StringToSign};
use essbasic_sandbox::{Sandbox, seed};

use crate::support::{browser, call as post, now, page, sandbox};

const ACTION: &str = "ChannelCancelMultiFlowSignQRCode";

/// The inputs of a signature; the request that is sent is always the same.
pub(crate) struct Forgery {
    pub(crate) credential: Credential,
    service: &'static str,
    pub(crate) host: String,
    pub(crate) content_type: &'static str,
    action: &'static str,
    body: String,
    date: Option<String>,
    is_reversed: bool,
}

/// Returns a request with a signature over changed inputs.
pub(crate) fn forged_request(
    sandbox: &Sandbox,
    change: impl FnOnce(&mut Forgery),
) -> http::Request<Bytes> {
    let host = sandbox.endpoint().replace("http://", "");
    let agent = serde_json::to_value(seed::agent()).unwrap();
    let body = format!("{{\"Agent\":{agent},\"QrCodeId\":\"{}\"}}", seed::QR_CODE);
    let mut signed = Forgery {
        credential: sandbox.credential(),
        service: "essbasic",
        host: host.clone(),
        content_type: "application/json",
        action: "channelcancelmultiflowsignqrcode",
        body: body.clone(),
        date: None,
        is_reversed: false,
    };
    change(&mut signed);
    let scope = Scope::new(now(), signed.service).unwrap();
    let mut headers = [
        ("content-type", signed.content_type),
        ("host", signed.host.as_str()),
        ("x-tc-action", signed.action),
    ];
    if signed.is_reversed {
        headers.reverse();
    }
    let canonical = CanonicalRequest {
        method: "POST",
        path: "/",
        query: "",
        headers: &headers,
        body: &sign::body_hash(signed.body.as_bytes()),
    };
    let key = signed.credential.signing_key(&scope);
    let signature = StringToSign::new(scope, &canonical).sign(&key);
    let named = Scope::new(now(), "essbasic").unwrap();
    let secret_id = signed.credential.secret_id();
    let all = "content-type;host;x-tc-action";
    let mut authorization = Authorization::format(secret_id, &named, all, &signature);
    if let Some(date) = signed.date {
        authorization = authorization.replace(&named.date().to_string(), &date);
    }
    let request = http::Request::post("/")
        .header("Host", host)
        .header("Content-Type", "application/json")
        .header("X-TC-Action", ACTION)
        .header("X-TC-Version", "2021-05-26")
        .header("X-TC-Timestamp", now().to_string())
        .header("Authorization", authorization);
    request.body(Bytes::from(body)).unwrap()
}

/// Returns the current date of a time zone where it differs from UTC.
fn local_date() -> String {
    let today = Scope::new(now(), "essbasic").unwrap().date().to_string();
    let there = [14, -12].map(|hours| Scope::new(now() + hours * 3600, "essbasic").unwrap());
    there.iter().map(|it| it.date().to_string()).find(|date| *date != today).unwrap()
}

#[tokio::test]
async fn ten_mistakes_are_diagnosed() {
    type Change = Box<dyn FnOnce(&mut Forgery)>;
    let sandbox = sandbox().await;
    let real = |it: &mut Forgery| it.host = "essbasic.tencentcloudapi.com".to_owned();
    let wrong_key = |it: &mut Forgery| it.credential = Credential::new(seed::SECRET_ID, "another");
    let spaced = |it: &mut Forgery| it.body = it.body.replace(':', ": ").replace(',', ", ");
    let mistakes: [(&str, &str, Change); 10] = [
        (
            "Wrong SecretKey, or body changed after signing: signing key",
            "SecretKey 错误",
            Box::new(wrong_key),
        ),
        ("Host: canonical request, line 5", "主机名", Box::new(real)),
        (
            "Date: string to sign, line 3",
            "日期",
            Box::new(|it| it.date = Some("2019-02-25".to_owned())),
        ),
        (
            "Local date: string to sign, line 3",
            "本地日期",
            Box::new(|it| it.date = Some(local_date())),
        ),
        ("Service: string to sign, line 3", "服务名", Box::new(|it| it.service = "ess")),
        (
            "Content-Type: canonical request, line 4",
            "Content-Type",
            Box::new(|it| it.content_type = "application/json; charset=utf-8"),
        ),
        ("Body: canonical request, line 9", "请求体", Box::new(spaced)),
        ("Header order: canonical request", "请求头顺序", Box::new(|it| it.is_reversed = true)),
        (
            "Action: canonical request, line 6",
            "接口名",
            Box::new(|it| it.action = "describetemplates"),
        ),
        ("Body: canonical request, line 9", "请求体", Box::new(|it| it.body.push('\n'))),
    ];
    let good = post(&sandbox, forged_request(&sandbox, |_| ())).await;
    assert_eq!(good, None, "an unchanged signature is valid");
    for (at, (english, chinese, change)) in mistakes.into_iter().enumerate() {
        let code = post(&sandbox, forged_request(&sandbox, change)).await;
        assert_eq!(code.as_deref(), Some("AuthFailure.SignatureFailure"), "{english}");
        let path = format!("/calls/{}", at + 2);
        let seen = page(&sandbox, &path).await;
        assert!(seen.contains("does not match") && !seen.contains(">note<"), "{english}: {seen}");
        assert!(found(&seen)[0].starts_with(english), "{english}: {:?}", found(&seen));
        let name = english.split(':').next().unwrap();
        assert!(found(&seen).iter().all(|it| it.starts_with(name)), "{:?}", found(&seen));
        let call = in_chinese(&sandbox, &path).await;
        assert!(found(&call)[0].starts_with(chinese), "{chinese}: {:?}", found(&call));
    }
}

/// Returns the headings of the findings.
fn found(page: &str) -> Vec<&str> {
    let findings = page.split("<article class=\"finding").skip(1);
    findings
        .map(|finding| {
            let (_, heading) = finding.split_once("<h3>").unwrap();
            heading.split_once("</h3>").unwrap().0
        })
        .collect()
}

/// Returns a page in Chinese.
async fn in_chinese(sandbox: &Sandbox, path: &str) -> String {
    let asked = browser().get(format!("{}{path}", sandbox.endpoint()));
    let asked = asked.header("Accept-Language", "zh");
    asked.send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn requests_rejected_by_their_headers_are_diagnosed() {
    let sandbox = sandbox().await;
    for (header, value, said) in [
        ("X-TC-Timestamp", "1551113065", "Older than five minutes: header X-TC-Timestamp"),
        ("X-TC-Timestamp", "soon", "Timestamp: header X-TC-Timestamp"),
        ("Authorization", "Bearer token", "Authorization: header Authorization"),
    ] {
        let mut request = forged_request(&sandbox, |_| ());
        request.headers_mut().insert(header, value.parse().unwrap());
        post(&sandbox, request).await.unwrap();
        let last = page(&sandbox, "/calls").await;
        let at = last.find("<td><a href=\"/calls/").unwrap() + 13;
        let address = last[at..].split('"').next().unwrap();
        let page = page(&sandbox, address).await;
        assert!(found(&page).iter().any(|it| it.starts_with(said)), "{said}: {:?}", found(&page));
        // Another cause explains the signature.
        let blamed = |name| found(&page).iter().any(|it| it.starts_with(name));
        assert!(!blamed("Wrong SecretKey") && !blamed("Unknown SecretId"), "{:?}", found(&page));
    }
    let stranger = Credential::new("AKIDstranger", "key");
    post(&sandbox, forged_request(&sandbox, |it| it.credential = stranger)).await.unwrap();
    let page = page(&sandbox, "/calls/4").await;
    assert!(
        found(&page)[0].starts_with("Unknown SecretId: header Authorization"),
        "{:?}",
        found(&page)
    );
}
