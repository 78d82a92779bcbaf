//! Causes in the string to sign and the signing key: date, service, timestamp.

use essbasic_devtools::Language;
use essbasic_devtools::signature_diagnostics::{Cause, Location};

use super::signer::{FaultySigner, NOW};
use super::{ALL, Known, assert_cause, diagnosis};

const TIMESTAMP: Location = Location::StringToSign(2);
const SCOPE: Location = Location::StringToSign(3);

#[test]
fn a_local_date_is_reported() {
    let signer = FaultySigner { date: "2025-07-01".to_owned(), ..FaultySigner::default() };
    assert_cause(&signer, Cause::LocalDate, SCOPE, &ALL);
    // With a negative UTC offset, the local date may be that of the day before.
    let early = NOW + 5 * 3600;
    let signer = FaultySigner {
        date: "2025-06-30".to_owned(),
        timestamp: early.to_string(),
        sent_timestamp: early.to_string(),
        ..FaultySigner::default()
    };
    assert_cause(&signer, Cause::LocalDate, SCOPE, &ALL);
}

#[test]
fn another_date_is_reported() {
    for date in ["2025-06-29", "2024-06-30", "20250630", "2025/06/30", "2025-6-30"] {
        let signer = FaultySigner { date: date.to_owned(), ..FaultySigner::default() };
        let report = diagnosis(&signer, Known::Key);
        let found: Vec<_> = report.findings.iter().map(|it| (it.cause, it.location)).collect();
        if date.contains('/') {
            // The slashes split the scope into too many parts.
            assert!(!found.is_empty());
            continue;
        }
        assert_eq!(found, [(Cause::Date, SCOPE)], "{date}");
        assert_cause(&signer, Cause::Date, SCOPE, &[Known::Texts, Known::StringAlone, Known::All]);
    }
}

#[test]
fn another_service_is_reported() {
    for service in ["cvm", "ess", "ESSBASIC", "tmt", "essbasic.tencentcloudapi.com"] {
        let signer = FaultySigner { service: service.to_owned(), ..FaultySigner::default() };
        assert_cause(&signer, Cause::Service, SCOPE, &ALL);
    }
}

#[test]
fn a_timestamp_read_twice_is_reported() {
    for difference in [-2, 1, 5] {
        let signer = FaultySigner {
            sent_timestamp: (NOW + difference).to_string(),
            ..FaultySigner::default()
        };
        assert_cause(&signer, Cause::Timestamp, TIMESTAMP, &ALL);
    }
}

#[test]
fn milliseconds_are_reported() {
    let milliseconds = format!("{NOW}123");
    let sent = FaultySigner {
        timestamp: milliseconds.clone(),
        sent_timestamp: milliseconds,
        ..FaultySigner::default()
    };
    for known in ALL {
        let report = diagnosis(&sent, known);
        let is_found = report.findings.iter().any(|it| it.cause == Cause::Milliseconds);
        assert!(is_found, "{:?}", report.findings);
    }
    let signed = FaultySigner { timestamp: format!("{NOW}000"), ..FaultySigner::default() };
    assert_cause(&signed, Cause::Milliseconds, TIMESTAMP, &ALL);
}

#[test]
fn a_key_that_is_derived_differently_is_reported_as_the_wrong_key() {
    let prefixes =
        ["", "AWS4", "TC3TC3"].map(|prefix| FaultySigner { prefix, ..FaultySigner::default() });
    let hexadecimal = FaultySigner { hex_steps: true, ..FaultySigner::default() };
    for signer in prefixes.into_iter().chain([hexadecimal]) {
        assert_cause(&signer, Cause::WrongKey, Location::Key, &[Known::All]);
        let report = diagnosis(&signer, Known::Key);
        assert_eq!(report.findings[0].cause, Cause::WrongKey);
        assert!(report.findings[0].remedy(Language::English).contains("Derive the signing key"));
    }
}

#[test]
fn a_request_that_had_expired_is_reported_as_a_note() {
    use essbasic_devtools::signature_diagnostics::{
        CapturedRequest, Certainty, DiagnosisInput, SecretKey, diagnose,
    };

    let pasted = CapturedRequest::parse(&FaultySigner::default().http()).unwrap();
    let key = SecretKey::new(super::KEY);
    for (now, count) in [(NOW + 299, 0), (NOW + 301, 1), (NOW - 400, 1)] {
        let report = diagnose(&DiagnosisInput::new(&pasted).key(&key).received_at(now));
        assert_eq!(report.verifies, Some(true));
        assert_eq!(report.findings.len(), count, "{:?}", report.findings);
        assert!(report.findings.iter().all(|it| it.cause == Cause::Expired));
        assert!(report.findings.iter().all(|it| it.certainty == Certainty::Note));
    }
}
