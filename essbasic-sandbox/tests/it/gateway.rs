//! The gateway, on requests that the client does not send.

use bytes::Bytes;
use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::Scope;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Action, Endpoint, tc_action};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value, json};

use crate::signed::{now, post, signed};

/// An action of another service.
#[tc_action(name = "DescribeInstances", version = "2017-03-12", service = "cvm")]
struct DescribeInstances {}

/// The cancellation in another version of the API.
#[tc_action(name = "ChannelCancelMultiFlowSignQRCode", version = "1999-01-01")]
struct OldCancel {}

fn cancel() -> ChannelCancelMultiFlowSignQRCode {
    ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE)
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
        |it| drop(it.headers_mut().insert("content-type", "application/json".parse().unwrap())),
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
        let credential = sandbox.credential();
        let request = Request::write(&cancel()).unwrap();
        let scope = Scope::new(now(), "essbasic").unwrap();
        let key = credential.signing_key(&scope);
        let signing = SigningParams { credential: &credential, key: &key, scope, timestamp: now() };
        let endpoint: Endpoint = signed_for.parse().unwrap();
        let signed = request.sign(&endpoint, &signing, &RequestHeaders::default()).unwrap();
        let mut signed = signed.map(|body| body.as_bytes().unwrap().clone());
        let arrived = format!("127.0.0.1:{port}").parse().unwrap();
        signed.headers_mut().insert("host", arrived);
        assert_eq!(post(&sandbox, signed).await.as_deref(), code, "{signed_for}");
    }
}
