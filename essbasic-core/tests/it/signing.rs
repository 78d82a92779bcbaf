//! TC3-HMAC-SHA256, compared with vectors and with an independent implementation.

use bytes::Bytes;
use essbasic_core::request::{Request, RequestHeaders, SigningParams};
use essbasic_core::sign::{
    self, Authorization, CanonicalRequest, HexDigest, Scope, SigningKey, StringToSign, body_hash,
};
use essbasic_core::{Credential, Endpoint, ErrorKind, RawAction};
use essbasic_test_support::tc3;
use serde_json::{Map, Value};

use crate::support::is_signed_by;

/// Every stage of a signature.
struct Stages {
    canonical_request: String,
    string_to_sign: String,
    key: SigningKey,
    signature: HexDigest,
    authorization: String,
}

fn stages(vector: &Value) -> Stages {
    let text = |name: &str| vector[name].as_str().unwrap();
    let action = text("action").to_ascii_lowercase();
    let headers = [
        ("content-type", text("content_type")),
        ("host", text("host")),
        ("x-tc-action", action.as_str()),
    ];
    let signed_headers =
        vector["signed_headers"].as_str().unwrap_or("content-type;host;x-tc-action");
    let headers: Vec<_> = headers
        .into_iter()
        .filter(|it| signed_headers.split(';').any(|name| name == it.0))
        .collect();
    let body = body_hash(text("body").as_bytes());
    let canonical =
        CanonicalRequest { method: "POST", path: "/", query: "", headers: &headers, body: &body };
    assert_eq!(canonical.signed_headers(), signed_headers);
    let scope = Scope::new(vector["timestamp"].as_i64().unwrap(), text("service")).unwrap();
    let string = StringToSign::new(scope, &canonical);
    let key = SigningKey::derive(text("secret_key"), &scope);
    let signature = string.sign(&key);
    let id = text("secret_id");
    Stages {
        canonical_request: canonical.to_string(),
        string_to_sign: string.to_string(),
        authorization: Authorization::format(id, &scope, canonical.signed_headers(), &signature),
        key,
        signature,
    }
}

#[test]
fn example_of_the_api_reference_holds_at_every_stage() {
    let vector: Value = serde_json::from_str(tc3::REFERENCE_VECTOR).unwrap();
    let stages = stages(&vector);
    let body = vector["body"].as_str().unwrap();
    assert_eq!(body_hash(body.as_bytes()).as_str(), vector["body_sha256"]);
    assert_eq!(stages.canonical_request, vector["canonical_request"]);
    let canonical = body_hash(stages.canonical_request.as_bytes());
    assert_eq!(canonical.as_str(), vector["canonical_request_sha256"]);
    assert_eq!(stages.string_to_sign, vector["string_to_sign"]);
    assert_eq!(HexDigest::new(stages.key.expose()).as_str(), vector["signing_key"]);
    assert_eq!(stages.signature.as_str(), vector["signature"]);
    assert_eq!(stages.authorization, vector["authorization"]);
}

#[test]
fn golden_vectors_hold_at_every_stage() {
    let vectors: Vec<Value> = serde_json::from_str(tc3::VECTORS).unwrap();
    assert_eq!(vectors.len(), 6);
    for vector in vectors {
        let (stages, note) = (stages(&vector), &vector["note"]);
        assert_eq!(stages.canonical_request, vector["canonical_request"], "{note}");
        assert_eq!(stages.string_to_sign, vector["string_to_sign"], "{note}");
        assert_eq!(HexDigest::new(stages.key.expose()).as_str(), vector["signing_key"], "{note}");
        assert_eq!(stages.signature.as_str(), vector["signature"], "{note}");
        assert_eq!(stages.authorization, vector["authorization"], "{note}");
    }
}

#[test]
#[ignore = "needs ../shared"]
fn vectors_of_the_official_sdk_hold() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/tc3.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert!(!vectors.is_empty());
    for vector in vectors {
        let stages = stages(vector);
        assert_eq!(stages.canonical_request, vector["canonical_request"]);
        assert_eq!(stages.string_to_sign, vector["string_to_sign"]);
        assert_eq!(stages.signature.as_str(), vector["signature"]);
        assert_eq!(stages.authorization, vector["authorization"]);
    }
}

const TIMESTAMP: i64 = 1_700_000_000;

fn signed(id: &str, key: &str, host: &str, body: &str, timestamp: i64) -> http::Request<Bytes> {
    let action = RawAction::new("CreateFlow", "2021-05-26");
    let fields = Map::from_iter([("Name".to_owned(), body.into())]);
    let request = Request::raw(&action, &fields).unwrap();
    let credential = Credential::new(id, key);
    let scope = Scope::new(timestamp, request.service()).unwrap();
    let key = credential.signing_key(&scope);
    let params = SigningParams { credential: &credential, key: &key, scope, timestamp };
    let endpoint: Endpoint = format!("https://{host}").parse().unwrap();
    let request = request.sign(&endpoint, &params, &RequestHeaders::default()).unwrap();
    request.map(|body| body.as_bytes().unwrap().clone())
}

#[test]
fn signature_verifies_independently_and_for_no_other_credential() {
    for (host, body, timestamp) in [
        ("essbasic.tencentcloudapi.com", "", TIMESTAMP),
        ("127.0.0.1:8899", "合同 🖋", 0),
        ("a.b", "\u{0}\"\\\n", 253_402_300_799),
        ("HOST.example", "x", 1_735_689_600),
    ] {
        let request = signed("id-1", "key-1", host, body, timestamp);
        assert!(is_signed_by(&request, "id-1", "key-1"), "{host}");
        assert!(!is_signed_by(&request, "id-1", "key-2"), "{host}");
        assert!(!is_signed_by(&request, "id-2", "key-1"), "{host}");
    }
}

#[test]
fn signature_covers_every_bit_of_body_and_signed_headers() {
    let request = signed("id", "key", "host", "a", TIMESTAMP);
    for bit in 0..request.body().len() * 8 {
        let mut body = request.body().to_vec();
        body[bit / 8] ^= 1 << (bit % 8);
        let changed = request.clone().map(|_| Bytes::from(body));
        assert!(!tc3::is_signed_by(&changed, "id", "key"), "bit {bit} of the body");
    }
    let mut flips = 0;
    for name in tc3::SIGNED.into_iter().chain(["authorization"]) {
        let value = request.headers()[name].as_bytes().to_vec();
        for bit in 0..value.len() * 8 {
            let mut changed_value = value.clone();
            changed_value[bit / 8] ^= 1 << (bit % 8);
            let is_same = name == "x-tc-action" && changed_value.eq_ignore_ascii_case(&value);
            if is_same || !changed_value[bit / 8].is_ascii_graphic() {
                continue;
            }
            let mut changed = request.clone();
            changed.headers_mut().insert(name, changed_value.try_into().unwrap());
            assert!(!tc3::is_signed_by(&changed, "id", "key"), "bit {bit} of {name}");
            flips += 1;
        }
    }
    assert!(flips > 1000, "{flips}");
}

#[test]
fn formatted_authorization_is_parsed() {
    let vector: Value = serde_json::from_str(tc3::REFERENCE_VECTOR).unwrap();
    let header = vector["authorization"].as_str().unwrap();
    let parsed = Authorization::parse(header).unwrap();
    assert_eq!(parsed.secret_id, vector["secret_id"]);
    assert_eq!((parsed.date, parsed.service), ("2019-02-25", "cvm"));
    assert_eq!(parsed.signed_headers, "content-type;host;x-tc-action");
    assert_eq!(parsed.signature, vector["signature"]);
}

#[test]
fn authorization_of_another_form_is_not_parsed() {
    for header in [
        "",
        "SKIP",
        "TC3-HMAC-SHA256",
        "TC3-HMAC-SHA256 Credential=id, SignedHeaders=host, Signature=00",
        "TC3-HMAC-SHA256 Credential=id/2019-02-25/cvm/other, SignedHeaders=host, Signature=00",
        "TC3-HMAC-SHA256 SignedHeaders=host, Credential=id/2019-02-25/cvm/tc3_request, Signature=00",
        "TC3-HMAC-SHA1 Credential=id/2019-02-25/cvm/tc3_request, SignedHeaders=host, Signature=00",
    ] {
        assert_eq!(Authorization::parse(header), None, "{header}");
    }
}

#[test]
fn timestamp_outside_four_digit_years_is_rejected() {
    for timestamp in [i64::MIN, -1, 253_402_300_800, 1_700_000_000_000, i64::MAX] {
        let error = Scope::new(timestamp, "essbasic").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{timestamp}");
    }
    assert_eq!(Scope::new(0, "essbasic").unwrap().date().to_string(), "1970-01-01");
}

#[test]
fn scope_has_the_date_of_utc() {
    let before_midnight = Scope::new(1_735_689_599, "essbasic").unwrap();
    let midnight = Scope::new(1_735_689_600, "essbasic").unwrap();
    assert_eq!(before_midnight.to_string(), "2024-12-31/essbasic/tc3_request");
    assert_eq!(midnight.to_string(), "2025-01-01/essbasic/tc3_request");
}

#[test]
fn debug_of_a_signing_key_shows_no_bytes() {
    let scope = Scope::new(0, "essbasic").unwrap();
    let key = SigningKey::derive("SecretKeyOfTheTest", &scope);
    assert_eq!(format!("{key:?}"), "SigningKey(***)");
    assert_eq!(sign::ALGORITHM, "TC3-HMAC-SHA256");
}
