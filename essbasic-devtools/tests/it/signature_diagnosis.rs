//! Signature diagnosis names the line that differs, for every cause.

use essbasic_devtools::Language;
use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, Cause, Certainty, DiagnosisInput, DiagnosisReport, Location, SecretKey,
    diagnose,
};

mod layout;
mod limits;
mod malformed_input;
mod request_formats;
mod scopes;
mod signer;
mod signing_steps;
mod values;

use signer::{FaultySigner, KEY};

/// Inputs in addition to the request.
#[derive(Clone, Copy, Debug)]
enum Known {
    Key,
    Texts,
    StringAlone,
    All,
}

const ALL: [Known; 4] = [Known::Key, Known::Texts, Known::StringAlone, Known::All];

/// Diagnoses the request of a signer.
fn diagnosis(signer: &FaultySigner, known: Known) -> DiagnosisReport {
    let pasted = CapturedRequest::parse(&signer.http()).unwrap();
    let (canonical, string) = (signer.canonical(), signer.string());
    let key = SecretKey::new(KEY);
    let question = DiagnosisInput::new(&pasted);
    let question = match known {
        Known::Key => question.key(&key),
        Known::Texts => question.canonical_request(&canonical).string_to_sign(&string),
        Known::StringAlone => question.string_to_sign(&string),
        Known::All => question.key(&key).canonical_request(&canonical).string_to_sign(&string),
    };
    diagnose(&question)
}

/// Asserts that exactly one cause is proven, for each of some inputs.
#[track_caller]
fn assert_cause(signer: &FaultySigner, mistake: Cause, line: Location, known: &[Known]) {
    for known in known {
        let report = diagnosis(signer, *known);
        let found: Vec<_> = report.findings.iter().map(|it| (it.cause, it.location)).collect();
        let sure = report.findings.iter().filter(|it| it.certainty == Certainty::Proven);
        let sure: Vec<_> = sure.map(|it| (it.cause, it.location)).collect();
        assert_eq!(sure, [(mistake, line)], "with {known:?}: {found:?}\n{}", signer.http());
        for finding in &report.findings {
            for language in Language::ALL {
                for text in [finding.explanation(language), finding.remedy(language)] {
                    let is_translated = language == Language::English || !text.is_ascii();
                    assert!(!text.is_empty() && is_translated, "{finding:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_valid_signature_verifies() {
    let report = diagnosis(&FaultySigner::default(), Known::Key);
    assert_eq!(report.verifies, Some(true), "{:?}", report.findings);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!(report.canonical_request, FaultySigner::default().canonical());
    assert_eq!(report.string_to_sign, FaultySigner::default().string());
}

#[test]
fn a_wrong_key_is_reported_when_all_lines_agree() {
    for other in ["AnotherKeyAnotherKeyAnotherKey", "", "akidexample"] {
        let signer = FaultySigner { key: other.to_owned(), ..FaultySigner::default() };
        for (known, certainty) in [
            (Known::Key, Certainty::Likely),
            (Known::Texts, Certainty::Likely),
            (Known::All, Certainty::Proven),
        ] {
            let report = diagnosis(&signer, known);
            let found: Vec<_> =
                report.findings.iter().map(|it| (it.cause, it.location, it.certainty)).collect();
            assert_eq!(found, [(Cause::WrongKey, Location::Key, certainty)], "{known:?}");
        }
    }
}

#[test]
fn white_space_around_the_key_is_reported() {
    let signer = FaultySigner { key: format!("{KEY}\n"), ..FaultySigner::default() };
    assert_cause(&signer, Cause::KeyWhitespace, Location::Key, &[Known::Key, Known::All]);
}

#[test]
fn the_key_is_never_shown() {
    let signer = FaultySigner { host: "elsewhere.example".to_owned(), ..FaultySigner::default() };
    for known in ALL {
        assert!(!format!("{:?}", diagnosis(&signer, known)).contains(KEY));
    }
    assert_eq!(format!("{:?}", SecretKey::new(KEY)), "SecretKey(***)");
}
