//! Signature diagnostics: a secret key, a time or intermediate result, and a captured request.
//!
//! ```text
//! KeyOfNobody
//! 1700000000
//! POST / HTTP/1.1
//! …
//! ```
//!
//! A second line that is not a timestamp is used as canonical request and string to sign, with
//! `\\n` for line breaks.
//!
//! Every request that can be parsed gets a diagnosis, and a signature that verifies is never
//! blamed on the key.

#![no_main]

use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, Cause, Certainty, DiagnosisInput, SecretKey, diagnose,
};
use essbasic_test_support::tc3;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let mut parts = input.splitn(3, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let (key, context, request) = (SecretKey::new(part()), part().replace("\\n", "\n"), part());
    let Ok(captured) = CapturedRequest::parse(request) else { return };
    let input = DiagnosisInput::new(&captured);
    let input = match context.parse() {
        Ok(time) => input.received_at(time),
        Err(_) => input.canonical_request(&context).string_to_sign(&context),
    };
    assert_eq!(diagnose(&input.clone()).verifies, None, "verification requires a key");
    let report = diagnose(&input.key(&key));
    let hash = tc3::sha256(report.canonical_request.as_bytes());
    assert!(report.string_to_sign.ends_with(&hash), "{report:?}");
    let blames_key = report.findings.iter().any(|finding| {
        finding.certainty == Certainty::Proven && matches!(finding.cause, Cause::WrongKey)
    });
    assert!(report.verifies != Some(true) || !blames_key, "{report:?}");
});
