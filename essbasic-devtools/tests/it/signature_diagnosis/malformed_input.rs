//! Malformed input is diagnosed without a panic.

use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, DiagnosisInput, SecretKey, diagnose,
};
use proptest::prelude::*;

use super::signer::{FaultySigner, KEY};

fn diagnose_text(text: &str, canonical: &str, string: &str) {
    let Ok(pasted) = CapturedRequest::parse(text) else { return };
    let question = DiagnosisInput::new(&pasted).canonical_request(canonical).string_to_sign(string);
    let report = diagnose(&question.received_at(0));
    assert!(report.tried < 200_000);
}

/// Diagnoses with a key, which is slow if no candidate explains the signature.
fn diagnose_with_key(text: &str, canonical: &str, string: &str) {
    let Ok(pasted) = CapturedRequest::parse(text) else { return };
    let key = SecretKey::new(KEY);
    let question = DiagnosisInput::new(&pasted).canonical_request(canonical).string_to_sign(string);
    let report = diagnose(&question.key(&key));
    assert!(!format!("{report:?}").contains(KEY));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_diagnosed_without_a_panic(text in "(?s).{0,200}", canonical in "(?s).{0,120}", string in "(?s).{0,120}") {
        diagnose_text(&text, &canonical, &string);
        diagnose_text(&format!("curl {text}"), "", "");
        diagnose_text(&format!("POST / HTTP/1.1\nAuthorization: {text}\nX-TC-Timestamp: {string}\n\n{canonical}"), &canonical, &string);
    }

    #[test]
    fn truncated_and_changed_requests_are_diagnosed_without_a_panic(at in 0_usize..700, with in "(?s).{0,3}") {
        let http = FaultySigner::default().http();
        let at = (0..=at.min(http.len())).rev().find(|at| http.is_char_boundary(*at)).unwrap_or(0);
        diagnose_text(&http[..at], "", "");
        diagnose_text(&format!("{}{with}{}", &http[..at], &http[at..]), "", "");
        let canonical = FaultySigner::default().canonical();
        let cut = (0..=at.min(canonical.len())).rev().find(|at| canonical.is_char_boundary(*at)).unwrap_or(0);
        diagnose_with_key(&http, &canonical[..cut], &with);
        diagnose_text(&http, "", &canonical[..cut]);
    }
}

#[test]
fn timestamps_out_of_range_are_diagnosed() {
    for timestamp in
        ["-1", "0", "9223372036854775807", "-9223372036854775808", "1e9", "99999999999", "１７５１"]
    {
        let signer =
            FaultySigner { sent_timestamp: timestamp.to_owned(), ..FaultySigner::default() };
        diagnose_text(&signer.http(), "", &signer.string());
    }
}

#[test]
fn large_texts_are_diagnosed() {
    let long = format!("{{\"FileBody\":\"{}\"}}", "A".repeat(1 << 20));
    let signer = FaultySigner { sent_body: long.into_bytes(), ..FaultySigner::default() };
    diagnose_text(&signer.http(), "", "");
    diagnose_text(&"x: y\n".repeat(200_000), &"\n".repeat(1 << 20), &"/".repeat(1 << 20));
    diagnose_text(&"[".repeat(1 << 20), "", "");
}
