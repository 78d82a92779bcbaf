//! What is on the wire.

use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::{self, Authorization, CanonicalRequest, Scope, SigningKey, StringToSign};
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Credential, Endpoint};
use essbasic_sandbox::seed;

use crate::server::{SECRET_ID, SECRET_KEY, Server, ok};

const TIMESTAMP: i64 = 1_700_000_000;

fn signed(endpoint: &str) -> http::Request<bytes::Bytes> {
    let credential = Credential::new(SECRET_ID, SECRET_KEY);
    let scope = Scope::new(TIMESTAMP, "essbasic").unwrap();
    let key = SigningKey::derive(SECRET_KEY, &scope);
    let signing = SigningParams { credential: &credential, key: &key, scope, timestamp: TIMESTAMP };
    let endpoint: Endpoint = endpoint.parse().unwrap();
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    let request = Request::write(&cancel).unwrap();
    let signed = request.sign(&endpoint, &signing, &RequestHeaders::default()).unwrap();
    signed.map(|body| body.as_bytes().unwrap().clone())
}

#[test]
fn a_request_is_a_function_of_its_arguments() {
    let (one, other) = (signed("https://host"), signed("https://host"));
    assert_eq!(one.headers(), other.headers());
    assert_eq!(one.body(), other.body());
    assert_eq!(one.uri(), "https://host/");
}

#[test]
fn the_headers_are_those_that_the_service_reads_and_no_empty_ones() {
    let request = signed("http://127.0.0.1:8899");
    let mut names: Vec<_> = request.headers().keys().map(ToString::to_string).collect();
    names.sort();
    assert_eq!(
        names,
        ["authorization", "content-type", "host", "x-tc-action", "x-tc-timestamp", "x-tc-version"]
    );
    assert_eq!(request.headers()["host"], "127.0.0.1:8899");
    assert_eq!(request.headers()["x-tc-action"], "ChannelCancelMultiFlowSignQRCode");
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(!format!("{:?}", request.headers()).contains(SECRET_ID));
}

#[tokio::test]
async fn the_host_that_is_signed_is_the_host_that_is_sent() {
    let server = Server::answering([ok("{}")]).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&server.client()).await.unwrap();

    let arrived = &server.requests()[0];
    let host = arrived.header("host").unwrap();
    assert_eq!(format!("http://{host}"), server.endpoint());
    assert!(arrived.head.starts_with("POST / HTTP/1.1\r\n"));

    let authorization = Authorization::parse(arrived.header("authorization").unwrap()).unwrap();
    assert_eq!(authorization.signed_headers, "content-type;host;x-tc-action");
    assert_eq!((authorization.secret_id, authorization.service), (SECRET_ID, "essbasic"));
    let timestamp = arrived.header("x-tc-timestamp").unwrap().parse().unwrap();
    let scope = Scope::new(timestamp, "essbasic").unwrap();
    let canonical = CanonicalRequest {
        method: "POST",
        path: "/",
        query: "",
        headers: &[
            ("content-type", arrived.header("content-type").unwrap()),
            ("host", host),
            ("x-tc-action", &arrived.header("x-tc-action").unwrap().to_lowercase()),
        ],
        body: &sign::body_hash(&arrived.body),
    };
    let key = SigningKey::derive(SECRET_KEY, &scope);
    let expected = StringToSign::new(scope, &canonical).sign(&key);
    assert_eq!(authorization.signature, expected.as_str());
}

#[tokio::test]
async fn token_region_and_language_are_sent_when_given() {
    let server = Server::answering([ok("{}")]).await;
    let client = server
        .builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY).token("TokenThatIsNobodys"))
        .region("ap-guangzhou")
        .language("en-US")
        .build()
        .unwrap();
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&client).await.unwrap();
    let arrived = &server.requests()[0];
    assert_eq!(arrived.header("x-tc-token"), Some("TokenThatIsNobodys"));
    assert_eq!(arrived.header("x-tc-region"), Some("ap-guangzhou"));
    assert_eq!(arrived.header("x-tc-language"), Some("en-US"));
}
