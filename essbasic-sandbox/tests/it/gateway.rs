//! The gateway, on requests that the client does not send.

use bytes::Bytes;
use essbasic::request::Request;
use essbasic::sign::{Authorization, CanonicalRequest, Scope, StringToSign, body_hash};
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Action, Endpoint, tc_action};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value, json};

use crate::signed::{exchange, now, post, sign, signed};

/// An action that does not exist.
#[tc_action(name = "DescribeInstances", version = "2017-03-12", service = "essbasic")]
struct DescribeInstances {}

/// An action of another service.
#[tc_action(name = "DescribeTemplates", version = "2021-05-26", service = "cvm")]
struct OtherService {}

/// The cancellation in another version of the API.
#[tc_action(name = "ChannelCancelMultiFlowSignQRCode", version = "1999-01-01")]
struct OldCancel {}

fn cancel() -> ChannelCancelMultiFlowSignQRCode {
    ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE)
}

/// Returns the fields of a response.
fn fields((head, body): &(String, String)) -> Value {
    let body: Value = serde_json::from_str(body).unwrap_or_else(|_| panic!("{head} {body}"));
    assert!(body["Response"]["RequestId"].is_string(), "{head} {body}");
    body["Response"].clone()
}

/// Signs a GET of `DescribeTemplates` as the official clients do: parameters in the query, and only
/// `content-type` and `host` signed.
fn signed_get(sandbox: &Sandbox, query: &str) -> http::Request<Bytes> {
    let host = sandbox.endpoint().replace("http://", "");
    let content_type = "application/x-www-form-urlencoded";
    let headers = [("content-type", content_type), ("host", host.as_str())];
    let (timestamp, credential) = (now(), sandbox.credential());
    let scope = Scope::new(timestamp, "essbasic").unwrap();
    let body = body_hash(b"");
    let canonical =
        CanonicalRequest { method: "GET", path: "/", query, headers: &headers, body: &body };
    let signature = StringToSign::new(scope, &canonical).sign(&credential.signing_key(&scope));
    let id = credential.secret_id();
    let authorization = Authorization::format(id, &scope, "content-type;host", &signature);
    http::Request::get(format!("/?{query}"))
        .header("host", &host)
        .header("content-type", content_type)
        .header("x-tc-action", "DescribeTemplates")
        .header("x-tc-version", "2021-05-26")
        .header("x-tc-timestamp", timestamp)
        .header("authorization", authorization)
        .body(Bytes::new())
        .unwrap()
}

/// Fields of the seed's agent as query parameters.
fn agent_query() -> String {
    format!(
        "Agent.AppId={}&Agent.ProxyOrganizationOpenId={}&Agent.ProxyOperator.OpenId={}",
        seed::APPLICATION,
        seed::ORGANIZATION,
        seed::OPERATOR
    )
}

#[tokio::test]
async fn a_get_call_has_its_fields_in_the_query() {
    let sandbox = Sandbox::start().await.unwrap();
    let agent = agent_query();
    let list = format!("{agent}&TemplateIds.0={}&Limit=1&WithPreviewUrl=True", seed::TEMPLATE);
    let fields = fields(&exchange(&sandbox, signed_get(&sandbox, &list)).await);
    assert_eq!(fields["Templates"][0]["TemplateId"], seed::TEMPLATE, "{fields}");
    assert_eq!(fields["Templates"].as_array().unwrap().len(), 1);
    let recorded = sandbox.calls().pop().unwrap();
    assert_eq!((recorded.method(), recorded.target()), ("GET", format!("/?{list}").as_str()));
    let expected = json!({
        "Agent": {
            "AppId": seed::APPLICATION,
            "ProxyOrganizationOpenId": seed::ORGANIZATION,
            "ProxyOperator": {"OpenId": seed::OPERATOR},
        },
        "TemplateIds": [seed::TEMPLATE],
        "Limit": 1,
        "WithPreviewUrl": true,
    });
    assert_eq!(recorded.fields().map(Value::Object), Some(expected));
    for (query, code) in [
        (format!("{agent}&Limit=one"), "InvalidParameter"),
        (format!("{agent}&Limit=1&Limit=2"), "InvalidParameter"),
        (format!("{agent}&TemplateIds.1=x"), "InvalidParameter"),
        (format!("{agent}&{}=x", "a.".repeat(16_000)), "InvalidParameter"),
        (format!("{agent}&Surprise=1"), "UnknownParameter"),
        (format!("{agent}&Surprise={}", "x".repeat(32 << 10)), "RequestSizeLimitExceeded"),
        ("Limit=1".to_owned(), "MissingParameter"),
    ] {
        let found = post(&sandbox, signed_get(&sandbox, &query)).await;
        assert_eq!(found.as_deref(), Some(code), "{}", &query[..query.len().min(300)]);
    }
    let mut changed = signed_get(&sandbox, &list);
    *changed.uri_mut() = format!("/?{list}&Offset=1").parse().unwrap();
    let code = post(&sandbox, changed).await;
    assert_eq!(code.as_deref(), Some("AuthFailure.SignatureFailure"));
}

#[tokio::test]
async fn older_signature_methods_are_rejected_with_the_name_of_the_right_one() {
    let sandbox = Sandbox::start().await.unwrap();
    let form = "Action=DescribeTemplates&SecretId=x&SignatureMethod=HmacSHA256&Signature=x";
    let get = http::Request::get(format!("/?{form}")).body(Bytes::new()).unwrap();
    let post = http::Request::post("/").header("content-type", "application/x-www-form-urlencoded");
    for mut request in [get, post.body(Bytes::from_static(form.as_bytes())).unwrap()] {
        let host = sandbox.endpoint().replace("http://", "").parse().unwrap();
        request.headers_mut().insert("host", host);
        request.headers_mut().insert("x-tc-language", "en-US".parse().unwrap());
        request.headers_mut().insert("accept", "*/*".parse().unwrap());
        let error = fields(&exchange(&sandbox, request).await)["Error"].clone();
        assert_eq!(error["Code"], "AuthFailure.InvalidAuthorization");
        let message = error["Message"].as_str().unwrap();
        assert!(message.contains("TC3-HMAC-SHA256") && message.contains("SignMethod"), "{message}");
    }
}

#[tokio::test]
async fn what_the_service_does_not_accept_is_rejected_in_json() {
    let sandbox = Sandbox::start().await.unwrap();
    let request = Request::write(&cancel()).unwrap();
    let with = async |name: &'static str, value: &str| {
        let mut request = signed(&sandbox, &request, now());
        request.headers_mut().insert(name, value.parse().unwrap());
        post(&sandbox, request).await
    };
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"] {
        let mut request = signed(&sandbox, &request, now());
        *request.method_mut() = method.parse().unwrap();
        let code = post(&sandbox, request).await;
        assert_eq!(code.as_deref(), Some("UnsupportedProtocol"), "{method}");
    }
    for (header, value, code) in [
        ("x-tc-token", "a-token", "AuthFailure.TokenFailure"),
        ("content-type", "text/plain", "UnsupportedProtocol"),
        ("content-type", "multipart/form-data; boundary=x", "UnsupportedProtocol"),
        ("content-type", "application/jsonp", "UnsupportedProtocol"),
        ("content-type", "", "UnsupportedProtocol"),
        ("x-tc-language", "xx", "InvalidParameterValue"),
    ] {
        assert_eq!(with(header, value).await.as_deref(), Some(code), "{header}: {value}");
    }
    let mut repeated = signed(&sandbox, &request, now());
    repeated.headers_mut().append("x-tc-timestamp", "1".parse().unwrap());
    let code = post(&sandbox, repeated).await;
    assert_eq!(code.as_deref(), Some("AuthFailure.InvalidAuthorization"));
    let other = send(&sandbox, &OtherService::new()).await;
    assert_eq!(other.as_deref(), Some("AuthFailure.SignatureFailure"));
    assert_eq!(with("x-tc-language", "en-US").await, None, "nothing above was executed");
}

#[tokio::test]
async fn only_a_browser_gets_a_page() {
    let pages = Sandbox::builder()
        .pages(|_| Ok(axum::Router::new().route("/", axum::routing::get(async || "a page"))));
    let sandbox = pages.start().await.unwrap();
    let host = sandbox.endpoint().replace("http://", "");
    let get = async |accept: &str| {
        let request = http::Request::get("/").header("host", &host).header("accept", accept);
        exchange(&sandbox, request.body(Bytes::new()).unwrap()).await
    };
    assert!(get("application/xhtml+xml, Text/HTML;q=0.9").await.1.ends_with("a page"));
    for accept in ["*/*", "application/json", ""] {
        let code = fields(&get(accept).await)["Error"]["Code"].clone();
        assert_eq!(code, "AuthFailure.InvalidAuthorization", "{accept}");
    }
}

async fn send<A: Action>(sandbox: &Sandbox, action: &A) -> Option<String> {
    let request = Request::write(action).unwrap();
    post(sandbox, signed(sandbox, &request, now())).await
}

#[tokio::test]
async fn a_signature_is_valid_within_five_minutes() {
    let sandbox = Sandbox::start().await.unwrap();
    let request = Request::write(&cancel()).unwrap();
    for seconds in [-3600, -310, 310, 3600] {
        let code = post(&sandbox, signed(&sandbox, &request, now() + seconds)).await;
        assert_eq!(code.as_deref(), Some("AuthFailure.SignatureExpire"), "{seconds}");
    }
    assert_eq!(post(&sandbox, signed(&sandbox, &request, now() - 290)).await, None);
}

#[tokio::test]
async fn a_changed_request_no_longer_matches_its_signature() {
    let sandbox = Sandbox::start().await.unwrap();
    let request = Request::write(&cancel()).unwrap();
    let changes: [fn(&mut http::Request<Bytes>); 4] = [
        |it| *it.body_mut() = Bytes::from(it.body().to_vec()).slice(..it.body().len() - 1),
        |it| {
            let other = "application/json; charset=UTF-8".parse().unwrap();
            it.headers_mut().insert("content-type", other);
        },
        |it| drop(it.headers_mut().insert("host", "127.0.0.1:1".parse().unwrap())),
        |it| {
            let other = "ChannelCreateMultiFlowSignQRCode".parse().unwrap();
            it.headers_mut().insert("x-tc-action", other);
        },
    ];
    for (index, change) in changes.iter().enumerate() {
        let mut request = signed(&sandbox, &request, now());
        change(&mut request);
        let code = post(&sandbox, request).await;
        assert_eq!(code.as_deref(), Some("AuthFailure.SignatureFailure"), "change {index}");
    }
}

#[tokio::test]
async fn a_missing_header_is_reported() {
    let sandbox = Sandbox::start().await.unwrap();
    let request = Request::write(&cancel()).unwrap();
    for (header, expected) in [
        ("authorization", "AuthFailure.InvalidAuthorization"),
        ("x-tc-timestamp", "MissingParameter"),
        ("x-tc-version", "MissingParameter"),
        ("x-tc-action", "AuthFailure.InvalidAuthorization"),
    ] {
        let mut request = signed(&sandbox, &request, now());
        request.headers_mut().remove(header);
        assert_eq!(post(&sandbox, request).await.as_deref(), Some(expected), "{header}");
    }
}

#[tokio::test]
async fn an_unknown_action_or_version_is_rejected() {
    let sandbox = Sandbox::start().await.unwrap();
    let unknown = send(&sandbox, &DescribeInstances::new()).await;
    assert_eq!(unknown.as_deref(), Some("InvalidAction"));
    assert_eq!(send(&sandbox, &OldCancel::new()).await.as_deref(), Some("NoSuchVersion"));
}

#[tokio::test]
async fn fields_are_validated_by_the_schema() {
    let sandbox = Sandbox::start().await.unwrap();
    let whole = serde_json::to_value(cancel()).unwrap();
    let with = |name: &str, value: Value| {
        let mut members: Map<String, Value> = whole.as_object().unwrap().clone();
        members.insert(name.to_owned(), value);
        members
    };
    for (members, expected) in [
        (with("QrCodeId", json!(7)), "InvalidParameter"),
        (with("QrCodeId", json!(null)), "MissingParameter"),
        (with("Agent", json!({"AppId": seed::APPLICATION})), "MissingParameter"),
        (with("Surprise", json!(1)), "UnknownParameter"),
        (with("QrCodeId", json!("y".repeat(31))), "InvalidParameter.ParamError"),
    ] {
        let descriptor = ChannelCancelMultiFlowSignQRCode::descriptor();
        let request = Request::from_json(descriptor, &members).unwrap();
        let code = post(&sandbox, signed(&sandbox, &request, now())).await;
        assert_eq!(code.as_deref(), Some(expected), "{members:?}");
    }
}

#[tokio::test]
async fn a_body_over_ten_megabytes_is_rejected() {
    let sandbox = Sandbox::start().await.unwrap();
    let huge = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "y".repeat(11 << 20));
    let code = send(&sandbox, &huge).await;
    assert_eq!(code.as_deref(), Some("RequestSizeLimitExceeded"));
}

#[tokio::test]
async fn the_host_may_be_signed_without_its_port() {
    let sandbox = Sandbox::start().await.unwrap();
    let port = sandbox.endpoint().rsplit_once(':').unwrap().1.to_owned();
    for (signed_for, code) in [
        ("http://127.0.0.1".to_owned(), None),
        ("http://127.0.0.2".to_owned(), Some("AuthFailure.SignatureFailure")),
        (format!("http://127.0.0.2:{port}"), Some("AuthFailure.SignatureFailure")),
    ] {
        let request = Request::write(&cancel()).unwrap();
        let endpoint: Endpoint = signed_for.parse().unwrap();
        let mut signed = sign(&endpoint, &sandbox.credential(), &request, now());
        let arrived = format!("127.0.0.1:{port}").parse().unwrap();
        signed.headers_mut().insert("host", arrived);
        assert_eq!(post(&sandbox, signed).await.as_deref(), code, "{signed_for}");
    }
}

#[tokio::test]
async fn a_path_that_leads_nowhere_says_where_calls_go() {
    let sandbox = Sandbox::start().await.unwrap();
    let host = &sandbox.endpoint().replace("http://", "");
    for request in [http::Request::get("/v2"), http::Request::post("/v2/DescribeTemplates")] {
        let request = request.header("host", host).header("accept-language", "en");
        let request = request.body(Bytes::new()).unwrap();
        let (head, body) = exchange(&sandbox, request).await;
        assert!(head.starts_with("HTTP/1.1 404"), "{head}");
        assert_eq!(body, "There is nothing at this path. API calls are requests to `/`.\n");
    }
    let request = http::Request::get("/v2").header("host", host);
    let request = request.header("accept-language", "zh-CN");
    let (_, body) = exchange(&sandbox, request.body(Bytes::new()).unwrap()).await;
    assert_eq!(body, "此路径不存在。API 调用请发送到 `/`。\n");
}
