//! Gateway of the sandbox: a line with an action, a line with a header that replaces one of the
//! signed request, and the body. Every response is an envelope, and a request that was modified
//! after signing is rejected.

#![no_main]

use essbasic_sandbox::fuzzing::InProcessSandbox;
use http::{HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

const SIGNED_HEADERS: [&str; 4] = ["content-type", "host", "x-tc-action", "x-tc-timestamp"];

fuzz_target!(|input: &[u8]| {
    let (action, rest) = essbasic_fuzz::split_first_line(input);
    let (header, body) = essbasic_fuzz::split_first_line(rest);
    let action = essbasic_fuzz::catalogue_entry(action).descriptor();
    let fields = serde_json::from_slice::<Map<String, Value>>(body);
    let mut request = essbasic_fuzz::sign(action, fields.as_ref().unwrap_or(&Map::new()));
    let mut modified = false;
    if fields.is_err() && !body.is_empty() {
        modified = true;
        *request.body_mut() = bytes::Bytes::copy_from_slice(body);
    }
    if let Some((name, value)) = header.split_once(':') {
        let name = HeaderName::from_bytes(name.as_bytes());
        let value = HeaderValue::from_bytes(value.trim().as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            // Only the action's value is signed in lower case.
            let unchanged =
                request.headers().get(&name).is_some_and(|before| match name.as_str() {
                    "x-tc-action" => before.as_bytes().eq_ignore_ascii_case(value.as_bytes()),
                    _ => before == value,
                });
            modified |= SIGNED_HEADERS.contains(&name.as_str()) && !unchanged;
            request.headers_mut().insert(name, value);
        }
    }
    let response = essbasic_fuzz::block_on(async { InProcessSandbox::new().respond(request).await });
    let response: Value = serde_json::from_slice(response.body()).expect("body is an envelope");
    assert!(response["Response"]["RequestId"].is_string(), "{response}");
    let code = response["Response"]["Error"]["Code"].as_str().unwrap_or_default();
    let rejected = code.starts_with("AuthFailure") || code == "MissingParameter";
    assert!(!modified || rejected, "{response}");
});
