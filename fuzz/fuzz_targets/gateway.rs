//! The sandbox's gateway: a line with an action, a line with a header that is put over a good
//! signature's, and below them the body. What is signed and then changed is never let in.

#![no_main]

use essbasic_sandbox::fuzzing::InProcessSandbox;
use http::{HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

fuzz_target!(|input: &[u8]| {
    let (action, rest) = essbasic_fuzz::first_line(input);
    let (header, body) = essbasic_fuzz::first_line(rest);
    let action = essbasic_fuzz::action(action).descriptor();
    let members = serde_json::from_slice::<Map<String, Value>>(body);
    let mut request = essbasic_fuzz::signed(action, members.as_ref().unwrap_or(&Map::new()));
    let mut changed = false;
    if members.is_err() && !body.is_empty() {
        changed = true;
        *request.body_mut() = bytes::Bytes::copy_from_slice(body);
    }
    if let Some((name, value)) = header.split_once(':') {
        let name = HeaderName::from_bytes(name.as_bytes());
        let value = HeaderValue::from_bytes(value.trim().as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            // The action alone is signed whatever its case.
            let before = request.headers().get(&name).map(|it| it.as_bytes().to_vec());
            let same = before.as_ref().is_some_and(|it| match name.as_str() {
                "x-tc-action" => it.eq_ignore_ascii_case(value.as_bytes()),
                _ => it == value.as_bytes(),
            });
            let is_signed = ["content-type", "host", "x-tc-action", "x-tc-timestamp"];
            changed |= is_signed.contains(&name.as_str()) && !same;
            request.headers_mut().insert(name, value);
        }
    }
    let answer = essbasic_fuzz::run(async { InProcessSandbox::new().answer(request).await });
    let answer: Value = serde_json::from_slice(answer.body()).expect("an envelope");
    assert!(answer["Response"]["RequestId"].is_string(), "{answer}");
    let code = answer["Response"]["Error"]["Code"].as_str().unwrap_or_default();
    let turned_away = code.starts_with("AuthFailure") || code == "MissingParameter";
    assert!(!changed || turned_away, "{answer}");
});
