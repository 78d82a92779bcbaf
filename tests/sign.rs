//! TC3-HMAC-SHA256, held against the manual and against the official Python SDK.

use essbasic::sign::{
    self, Authorization, CanonicalRequest, HexDigest, Scope, SigningKey, StringToSign,
};
use essbasic::{ErrorKind, sign::body_hash};
use serde_json::Value;

use crate::shared;

const MANUAL: &str = include_str!("golden/tc3_manual.json");

/// Every stage of a signature.
struct Stages {
    canonical_request: String,
    string_to_sign: String,
    key: SigningKey,
    signature: HexDigest,
    authorization: String,
}

fn stages(vector: &Value, signed_headers: &str) -> Stages {
    let text = |name: &str| vector[name].as_str().unwrap();
    let action = text("action").to_ascii_lowercase();
    let headers: Vec<_> = signed_headers
        .split(';')
        .map(|name| match name {
            "content-type" => (name, text("content_type")),
            "host" => (name, text("host")),
            "x-tc-action" => (name, action.as_str()),
            other => panic!("a vector signs {other}"),
        })
        .collect();
    let body = body_hash(text("body").as_bytes());
    let canonical =
        CanonicalRequest { method: "POST", path: "/", query: "", headers: &headers, body: &body };
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
fn the_manuals_example_holds_at_every_stage() {
    let vector: Value = serde_json::from_str(MANUAL).unwrap();
    let stages = stages(&vector, "content-type;host;x-tc-action");
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
fn every_vector_of_the_official_sdk_holds() {
    let Some(file) = shared::json("vectors/tc3.json") else { return };
    let vectors = file["vectors"].as_array().unwrap();
    assert!(!vectors.is_empty());
    for vector in vectors {
        let stages = stages(vector, vector["signed_headers"].as_str().unwrap());
        assert_eq!(stages.canonical_request, vector["canonical_request"]);
        assert_eq!(stages.string_to_sign, vector["string_to_sign"]);
        assert_eq!(stages.signature.as_str(), vector["signature"]);
        assert_eq!(stages.authorization, vector["authorization"]);
    }
}

#[test]
fn a_written_header_is_read_back() {
    let vector: Value = serde_json::from_str(MANUAL).unwrap();
    let header = vector["authorization"].as_str().unwrap();
    let read = Authorization::parse(header).unwrap();
    assert_eq!(read.secret_id, vector["secret_id"]);
    assert_eq!((read.date, read.service), ("2019-02-25", "cvm"));
    assert_eq!(read.signed_headers, "content-type;host;x-tc-action");
    assert_eq!(read.signature, vector["signature"]);
}

#[test]
fn a_header_of_another_form_is_not_read() {
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
fn a_clock_outside_our_time_is_refused() {
    for timestamp in [i64::MIN, -1, 253_402_300_800, 1_700_000_000_000, i64::MAX] {
        let error = Scope::new(timestamp, "essbasic").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{timestamp}");
    }
    assert_eq!(Scope::new(0, "essbasic").unwrap().date().to_string(), "1970-01-01");
}

#[test]
fn the_date_is_that_of_utc() {
    let before_midnight = Scope::new(1_735_689_599, "essbasic").unwrap();
    let midnight = Scope::new(1_735_689_600, "essbasic").unwrap();
    assert_eq!(before_midnight.to_string(), "2024-12-31/essbasic/tc3_request");
    assert_eq!(midnight.to_string(), "2025-01-01/essbasic/tc3_request");
}

#[test]
fn a_signing_key_is_not_shown() {
    let scope = Scope::new(0, "essbasic").unwrap();
    let key = SigningKey::derive("SecretKeyThatIsNobodys", &scope);
    assert_eq!(format!("{key:?}"), "SigningKey(***)");
    assert_eq!(sign::ALGORITHM, "TC3-HMAC-SHA256");
}
