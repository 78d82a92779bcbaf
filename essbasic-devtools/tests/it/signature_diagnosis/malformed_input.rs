//! What is no request at all: it is answered, and nothing breaks.
use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, DiagnosisInput, SecretKey, diagnose,
};
use proptest::prelude::*;

use super::signer::{KEY, Signer};

fn look(text: &str, canonical: &str, string: &str) {
    let Ok(pasted) = CapturedRequest::parse(text) else { return };
    // What is given beside the request decides what is searched for.
    let question = DiagnosisInput::new(&pasted).canonical_request(canonical).string_to_sign(string);
    let report = diagnose(&question.received_at(0));
    assert!(report.tried < 200_000);
}

/// The same with a key, which takes its time where nothing explains the signature.
fn look_with_key(text: &str, canonical: &str, string: &str) {
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
        look(&text, &canonical, &string);
        look(&format!("curl {text}"), "", "");
        look(&format!("POST / HTTP/1.1\nAuthorization: {text}\nX-TC-Timestamp: {string}\n\n{canonical}"), &canonical, &string);
    }

    #[test]
    fn truncated_and_changed_requests_are_diagnosed_without_a_panic(at in 0_usize..700, with in "(?s).{0,3}") {
        let http = Signer::default().http();
        let at = (0..=at.min(http.len())).rev().find(|at| http.is_char_boundary(*at)).unwrap_or(0);
        look(&http[..at], "", "");
        look(&format!("{}{with}{}", &http[..at], &http[at..]), "", "");
        let canonical = Signer::default().canonical();
        let cut = (0..=at.min(canonical.len())).rev().find(|at| canonical.is_char_boundary(*at)).unwrap_or(0);
        look_with_key(&http, &canonical[..cut], &with);
        look(&http, "", &canonical[..cut]);
    }
}

#[test]
fn timestamps_out_of_range_are_diagnosed() {
    for timestamp in
        ["-1", "0", "9223372036854775807", "-9223372036854775808", "1e9", "99999999999", "１７５１"]
    {
        let signer = Signer { sent_timestamp: timestamp.to_owned(), ..Signer::default() };
        look(&signer.http(), "", &signer.string());
    }
}

#[test]
fn large_texts_are_diagnosed() {
    let long = format!("{{\"FileBody\":\"{}\"}}", "A".repeat(4 << 20));
    let signer = Signer { sent_body: long.into_bytes(), ..Signer::default() };
    look(&signer.http(), "", "");
    look(&"x: y\n".repeat(200_000), &"\n".repeat(1 << 20), &"/".repeat(1 << 20));
    look(&"[".repeat(1 << 20), "", "");
}
