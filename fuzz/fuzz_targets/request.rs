//! Requests: any JSON against the schema of every action, and what is read back from it.

#![no_main]

use essbasic::{CATALOGUE, validate};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

fuzz_target!(|input: (u8, &[u8])| {
    let (action, body) = input;
    let entry = &CATALOGUE[usize::from(action) % CATALOGUE.len()];
    let Ok(members) = serde_json::from_slice::<Map<String, Value>>(body) else { return };
    let violations = validate::json((entry.descriptor().request)(), &members);
    // What the schema lets through, the struct reads.
    let misshapen = violations.iter().any(|it| it.kind != validate::ViolationKind::Limit);
    let read = entry.rewrite_request(&members);
    assert!(misshapen || read.is_ok(), "{read:?}");
    let _ = entry.rewrite_output(&members);
});
