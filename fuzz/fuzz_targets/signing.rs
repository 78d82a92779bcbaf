//! What is signed: lines with an id, a key, a host, a service, an action and a time, and below them
//! a text in the body. What is signed verifies, is read back, and no longer verifies when changed.
//! The first line is also read as a header that came from elsewhere.

#![no_main]

use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::{Authorization, Scope, SigningKey};
use essbasic::{Credential, Endpoint, RawAction};
use libfuzzer_sys::fuzz_target;
use serde_json::Map;

const SIGNED: [&str; 3] = ["content-type", "host", "x-tc-action"];

fuzz_target!(|input: &str| {
    let mut lines = input.splitn(7, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (id, key, host, service, action, time, text) =
        (line(), line(), line(), line(), line(), line(), line());
    if let Some(read) = Authorization::parse(id) {
        assert!(id.contains(read.secret_id) && id.contains(read.signature));
    }
    let timestamp = time.parse().unwrap_or(1_700_000_000);
    let Ok(endpoint) = Endpoint::plain_http(host) else { return };
    let Ok(scope) = Scope::new(timestamp, service) else { return };
    let action = RawAction::new(action, "2021-05-26").service(service);
    let members = Map::from_iter([("Text".to_owned(), text.into())]);
    let Ok(request) = Request::raw(&action, &members) else { return };
    let (credential, derived) = (Credential::new(id, key), SigningKey::derive(key, &scope));
    let signing = SigningParams { credential: &credential, key: &derived, scope, timestamp };
    let signed = request.sign(&endpoint, &signing, &RequestHeaders::default());
    // An id that cannot stand in a header is refused.
    let Ok(signed) = signed else { return };
    let mut signed = signed.map(|body| body.as_bytes().expect("held").clone());

    let date = scope.date().to_string();
    let expected = |signed: &_| {
        essbasic_fuzz::verify::authorization(signed, &SIGNED, (id, key), (&date, service))
    };
    // A header may hold other bytes than ASCII; a client lets no such id through.
    let header =
        str::from_utf8(signed.headers()["authorization"].as_bytes()).expect("text").to_owned();
    assert_eq!(header, expected(&signed));
    if !id.contains(['/', ',']) && id.trim() == id {
        let read = Authorization::parse(&header).expect("what was written");
        assert_eq!((read.secret_id, read.date, read.service), (id, &*date, service));
    }
    let mut changed = signed.body().to_vec();
    changed[timestamp.unsigned_abs() as usize % signed.body().len()] ^= 1;
    *signed.body_mut() = changed.into();
    assert_ne!(header, expected(&signed));
});
