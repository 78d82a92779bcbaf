//! Signing: lines with secret ID, secret key, host, service, action and timestamp, followed by a
//! text for the body.
//!
//! The signature equals that of an independent implementation, can be parsed, and no longer
//! verifies once the body is modified. The first line is also parsed as an `Authorization` header.

#![no_main]

use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::{Authorization, Scope, SigningKey};
use essbasic::{Credential, Endpoint, RawAction};
use essbasic_test_support::tc3;
use libfuzzer_sys::fuzz_target;
use serde_json::Map;

const SIGNED_HEADERS: [&str; 3] = ["content-type", "host", "x-tc-action"];

fuzz_target!(|input: &str| {
    let mut lines = input.splitn(7, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (id, key, host, service, action, time, text) =
        (line(), line(), line(), line(), line(), line(), line());
    if let Some(parsed) = Authorization::parse(id) {
        assert!(id.contains(parsed.secret_id) && id.contains(parsed.signature));
    }
    let timestamp = time.parse().unwrap_or(1_700_000_000);
    let Ok(endpoint) = Endpoint::plain_http(host) else { return };
    let Ok(scope) = Scope::new(timestamp, service) else { return };
    let action = RawAction::new(action, "2021-05-26").service(service);
    let fields = Map::from_iter([("Text".to_owned(), text.into())]);
    let Ok(request) = Request::raw(&action, &fields) else { return };
    let (credential, derived) = (Credential::new(id, key), SigningKey::derive(key, &scope));
    let params = SigningParams { credential: &credential, key: &derived, scope, timestamp };
    // Fails for an ID that is not a valid header value.
    let Ok(signed) = request.sign(&endpoint, &params, &RequestHeaders::default()) else { return };
    let mut signed = signed.map(|body| body.as_bytes().expect("body is in memory").clone());

    let date = scope.date().to_string();
    let expected = |signed: &_| {
        let (credential, scope) = ((id, key), (&*date, service));
        tc3::authorization(signed, &SIGNED_HEADERS, credential, scope)
            .expect("signed headers are ASCII")
    };
    let header = signed.headers()["authorization"].as_bytes();
    let header = str::from_utf8(header).expect("header is UTF-8").to_owned();
    assert_eq!(header, expected(&signed));
    if !id.contains(['/', ',']) && id.trim() == id {
        let parsed = Authorization::parse(&header).expect("own header can be parsed");
        assert_eq!((parsed.secret_id, parsed.date, parsed.service), (id, &*date, service));
    }
    let mut modified = signed.body().to_vec();
    let index = timestamp.unsigned_abs() as usize % modified.len();
    modified[index] ^= 1;
    *signed.body_mut() = modified.into();
    assert_ne!(header, expected(&signed));
});
