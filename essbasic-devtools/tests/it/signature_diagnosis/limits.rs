//! Limits of a diagnosis: input, combinations, and an end when the report is no longer needed.

use std::sync::atomic::AtomicBool;

use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, Cause, DiagnosisInput, ParseError, SecretKey, diagnose,
};

use super::signer::{FaultySigner, KEY};

/// A request that no combination explains, with a query.
fn unexplained(query: &str) -> CapturedRequest {
    let signer = FaultySigner { key: "Another".to_owned(), ..FaultySigner::default() };
    let http = signer.http().replacen("POST / ", &format!("POST /?{query} "), 1);
    CapturedRequest::parse(&http).unwrap()
}

#[test]
fn long_requests_get_fewer_combinations_and_the_report_says_so() {
    let key = SecretKey::new(KEY);
    let usual = diagnose(&DiagnosisInput::new(&unexplained("a=b")).key(&key));
    assert!(usual.complete && usual.tried > 500, "{}", usual.tried);
    for bytes in [1 << 17, 1 << 20] {
        let request = unexplained(&"q".repeat(bytes));
        let report = diagnose(&DiagnosisInput::new(&request).key(&key));
        assert!(!report.complete, "{bytes} bytes");
        assert!(report.tried * bytes < 32 << 20, "{} combinations of {bytes} bytes", report.tried);
        // What was not tried is no reason to blame the key.
        assert!(report.findings.iter().all(|it| it.cause != Cause::WrongKey), "{report:?}");
    }
}

#[test]
fn an_abandoned_search_ends() {
    let (key, request) = (SecretKey::new(KEY), unexplained("a=b"));
    let input = DiagnosisInput::new(&request).key(&key);
    let left = AtomicBool::new(true);
    for input in [input.clone(), input.string_to_sign("TC3-HMAC-SHA256\n1\na/b/tc3_request\nc")] {
        let report = diagnose(&input.abandoned(&left));
        assert_eq!((report.tried, report.complete), (0, false));
    }
}

#[test]
fn input_beyond_the_limits_is_rejected() {
    for text in [
        format!("Host: x\n\n{}", "A".repeat(2 << 20)),
        "x: y\n".repeat(201),
        format!("curl http://x {}", "-d a ".repeat(10_000)),
    ] {
        assert_eq!(CapturedRequest::parse(&text), Err(ParseError::TooLong), "{}", &text[..20]);
    }
    let data = format!("curl http://x {}", "-d a ".repeat(100));
    assert_eq!(CapturedRequest::parse(&data).unwrap().body.unwrap().len(), 199);
}

#[test]
fn lines_beyond_the_limits_make_no_findings() {
    let request = CapturedRequest::parse(&FaultySigner::default().http()).unwrap();
    let lines = format!("POST\n/\n\n{}", "x: y\n".repeat(100_000));
    let report = diagnose(&DiagnosisInput::new(&request).canonical_request(&lines));
    assert!(report.findings.len() < 100, "{}", report.findings.len());
}
