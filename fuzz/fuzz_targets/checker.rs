//! The signature's checker: a key, what the reader's own code produced, and a request as somebody
//! pastes it. What was read is explained without a panic; what verifies has no signature to blame.
//!
//! ```text
//! KeyOfNobody
//! 1700000000
//! POST / HTTP/1.1
//! …
//! ```
//!
//! A second line that is no time is a canonical request, with `\\n` for its line ends.

#![no_main]

use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, Cause, Certainty, DiagnosisInput, SecretKey, diagnose,
};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

fuzz_target!(|input: &str| {
    let mut parts = input.splitn(3, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let (key, beside, request) = (SecretKey::new(part()), part().replace("\\n", "\n"), part());
    let Ok(pasted) = CapturedRequest::parse(request) else { return };
    let question = DiagnosisInput::new(&pasted);
    let question = match beside.parse() {
        Ok(time) => question.received_at(time),
        Err(_) => question.canonical_request(&beside).string_to_sign(&beside),
    };
    assert_eq!(diagnose(&question.clone()).verifies, None, "nobody knows without a key");
    let report = diagnose(&question.key(&key));
    let hash = essbasic_fuzz::verify::hex(&Sha256::digest(&report.canonical_request));
    assert!(report.string_to_sign.ends_with(&hash), "{report:?}");
    let is_key = |it| matches!(it, Cause::WrongKey | Cause::KeyDerivation);
    let mut proven = report.findings.iter().filter(|it| it.certainty == Certainty::Proven);
    let blames_key = proven.any(|it| is_key(it.cause));
    assert!(report.verifies != Some(true) || !blames_key, "{report:?}");
});
