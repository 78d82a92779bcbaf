//! Requests: arbitrary JSON validated by an action's schema, and decoded into its struct. The
//! struct accepts everything that the schema accepts.

#![no_main]

use essbasic::{CATALOGUE, validate};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

fuzz_target!(|input: (u8, &[u8])| {
    let (index, body) = input;
    let entry = &CATALOGUE[usize::from(index) % CATALOGUE.len()];
    let Ok(fields) = serde_json::from_slice::<Map<String, Value>>(body) else { return };
    let violations = validate::json((entry.descriptor().request)(), &fields);
    let wrong_shape =
        violations.iter().any(|violation| violation.kind != validate::ViolationKind::Constraint);
    let decoded = entry.rewrite_request(&fields);
    assert!(wrong_shape || decoded.is_ok(), "{decoded:?}");
    let _ = entry.rewrite_output(&fields);
});
