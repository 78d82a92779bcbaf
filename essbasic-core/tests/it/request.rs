//! Signed requests: headers, body, and purity.

use bytes::Bytes;
use essbasic_core::request::{Request, RequestHeaders, SigningParams};
use essbasic_core::sign::Scope;
use essbasic_core::{Credential, Endpoint};

use crate::actions::CancelThing;
use crate::support::{Recorder, SECRET_ID, SECRET_KEY, credential, header, is_signed_by, ok};

const TIMESTAMP: i64 = 1_700_000_000;

fn signed(endpoint: &str) -> http::Request<Bytes> {
    let credential = credential();
    let scope = Scope::new(TIMESTAMP, "essbasic").unwrap();
    let key = credential.signing_key(&scope);
    let params = SigningParams { credential: &credential, key: &key, scope, timestamp: TIMESTAMP };
    let endpoint: Endpoint = endpoint.parse().unwrap();
    let request = Request::write(&CancelThing::new().thing_id("t-1")).unwrap();
    let signed = request.sign(&endpoint, &params, &RequestHeaders::default()).unwrap();
    signed.map(|body| body.as_bytes().unwrap().clone())
}

#[test]
fn request_depends_only_on_its_arguments() {
    let (one, other) = (signed("https://host"), signed("https://host"));
    assert_eq!(one.headers(), other.headers());
    assert_eq!(one.body(), other.body());
    assert_eq!(one.body(), br#"{"ThingId":"t-1"}"#.as_slice());
    assert_eq!(one.uri(), "https://host/");
    assert!(is_signed_by(&one, SECRET_ID, SECRET_KEY));
}

#[test]
fn request_has_the_headers_that_the_service_reads() {
    let request = signed("http://127.0.0.1:8899");
    let mut names: Vec<_> = request.headers().keys().map(ToString::to_string).collect();
    names.sort();
    let expected =
        ["authorization", "content-type", "host", "x-tc-action", "x-tc-timestamp", "x-tc-version"];
    assert_eq!(names, expected);
    assert_eq!(header(&request, "host"), "127.0.0.1:8899");
    assert_eq!(header(&request, "x-tc-action"), "CancelThing");
    assert!(
        header(&request, "authorization").contains("SignedHeaders=content-type;host;x-tc-action,")
    );
}

#[test]
fn authorization_is_marked_as_sensitive() {
    let request = signed("https://host");
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(!format!("{:?}", request.headers()).contains(SECRET_ID));
}

#[tokio::test(start_paused = true)]
async fn session_token_is_sent_and_marked_as_sensitive() {
    let service = Recorder::new([ok("")]);
    let temporary = Credential::new(SECRET_ID, SECRET_KEY).token("TokenOfTheSession");
    let client = service.builder().credential(temporary).build().unwrap();
    CancelThing::new().send(&client).await.unwrap();
    let request = &service.requests()[0];
    assert_eq!(header(request, "x-tc-token"), "TokenOfTheSession");
    assert!(request.headers()["x-tc-token"].is_sensitive());
}
