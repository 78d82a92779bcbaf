//! A signature that does not verify is explained by what was signed instead.

use bytes::Bytes;
use essbasic::Credential;
use essbasic::sign::{self, Authorization, CanonicalRequest, Scope, StringToSign};
use essbasic_sandbox::{Sandbox, seed};

use super::{page, watched};
use crate::gateway::{now, post};
use crate::options::reqwest_client;

const ACTION: &str = "ChannelCancelMultiFlowSignQRCode";

/// What somebody signs, who sends the same request in any case.
struct Forgery {
    credential: Credential,
    service: &'static str,
    host: String,
    kind: &'static str,
    action: &'static str,
    body: String,
    date: Option<String>,
    is_turned: bool,
}

/// The request that arrives, and its body.
fn forged(sandbox: &Sandbox, change: impl FnOnce(&mut Forgery)) -> http::Request<Bytes> {
    let host = sandbox.endpoint().replace("http://", "");
    let agent = serde_json::to_value(seed::agent()).unwrap();
    let body = format!("{{\"Agent\":{agent},\"QrCodeId\":\"{}\"}}", seed::QR_CODE);
    let mut signed = Forgery {
        credential: sandbox.credential(),
        service: "essbasic",
        host: host.clone(),
        kind: "application/json",
        action: "channelcancelmultiflowsignqrcode",
        body: body.clone(),
        date: None,
        is_turned: false,
    };
    change(&mut signed);
    let scope = Scope::new(now(), signed.service).unwrap();
    let mut headers = [
        ("content-type", signed.kind),
        ("host", signed.host.as_str()),
        ("x-tc-action", signed.action),
    ];
    if signed.is_turned {
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
    let mut authorization = Authorization::write(secret_id, &named, all, &signature);
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

/// A day that is today somewhere, and not in Greenwich.
fn elsewhere() -> String {
    let today = Scope::new(now(), "essbasic").unwrap().date().to_string();
    let there = [14, -12].map(|hours| Scope::new(now() + hours * 3600, "essbasic").unwrap());
    there.iter().map(|it| it.date().to_string()).find(|date| *date != today).unwrap()
}

#[tokio::test]
async fn ten_mistakes_are_named() {
    type Change = Box<dyn FnOnce(&mut Forgery)>;
    let sandbox = watched().await;
    let real = |it: &mut Forgery| it.host = "essbasic.tencentcloudapi.com".to_owned();
    let wrong_key = |it: &mut Forgery| it.credential = Credential::new(seed::SECRET_ID, "another");
    let spaced = |it: &mut Forgery| it.body = it.body.replace(':', ": ").replace(',', ", ");
    let mistakes: [(&str, &str, Change); 10] = [
        ("another secret key", "密钥不对", Box::new(wrong_key)),
        ("`essbasic.tencentcloudapi.com`", "主机名", Box::new(real)),
        ("2019-02-25 is not the", "日期", Box::new(|it| it.date = Some("2019-02-25".to_owned()))),
        ("is a local one", "本地日期", Box::new(|it| it.date = Some(elsewhere()))),
        ("service that was signed is `ess`", "服务名", Box::new(|it| it.service = "ess")),
        (
            "`application/json; charset=utf-8`",
            "Content-Type",
            Box::new(|it| it.kind = "application/json; charset=utf-8"),
        ),
        ("written otherwise", "另一个请求体", Box::new(spaced)),
        ("in another order", "顺序", Box::new(|it| it.is_turned = true)),
        ("`DescribeTemplates`", "接口名", Box::new(|it| it.action = "describetemplates")),
        ("white space at its end", "末尾空白", Box::new(|it| it.body.push('\n'))),
    ];
    let good = post(&sandbox, forged(&sandbox, |_| ())).await;
    assert_eq!(good, None, "the forgery is good where nothing is forged");
    for (at, (english, chinese, change)) in mistakes.into_iter().enumerate() {
        let code = post(&sandbox, forged(&sandbox, change)).await;
        assert_eq!(code.as_deref(), Some("AuthFailure.SignatureFailure"), "{english}");
        let path = format!("/inspector/{}", at + 2);
        let seen = page(&sandbox, &path).await;
        assert!(seen.contains("does not verify") && seen.contains(english), "{english}: {seen}");
        let call = in_chinese(&sandbox, &path).await;
        assert!(call.contains(chinese), "{chinese}: {call}");
    }
}

/// A page in Chinese.
async fn in_chinese(sandbox: &Sandbox, path: &str) -> String {
    let asked = reqwest_client().get(format!("{}{path}", sandbox.endpoint()));
    let asked = asked.header("Accept-Language", "zh");
    asked.send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn what_is_refused_before_its_body_is_seen_too() {
    let sandbox = watched().await;
    for (header, value, said) in [
        ("X-TC-Timestamp", "1551113065", "seconds off"),
        ("X-TC-Timestamp", "soon", "X-TC-Timestamp is missing, or not in its form"),
        ("Authorization", "Bearer nobody", "Authorization is missing, or not in its form"),
    ] {
        let mut request = forged(&sandbox, |_| ());
        request.headers_mut().insert(header, value.parse().unwrap());
        post(&sandbox, request).await.unwrap();
        let last = page(&sandbox, "/inspector").await;
        let at = last.find("<td><a href=\"/inspector/").unwrap() + 13;
        let address = last[at..].split('"').next().unwrap();
        assert!(page(&sandbox, address).await.contains(said), "{said}");
    }
    let stranger = Credential::new("AKIDstranger", "key");
    post(&sandbox, forged(&sandbox, |it| it.credential = stranger)).await.unwrap();
    assert!(page(&sandbox, "/inspector/4").await.contains("is not the sandbox's"));
}
