//! The signature's checker: which line differs, for mistakes of every kind.

use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, Cause, Certainty, DiagnosisInput, DiagnosisReport, Location, SecretKey,
    diagnose,
};

mod forms;
mod garbage;
mod layout;
mod page;
mod scopes;
mod signer;
mod steps;
mod values;

use signer::{KEY, Signer};

/// What is known beside the request.
#[derive(Clone, Copy, Debug)]
enum Known {
    Key,
    Texts,
    StringAlone,
    All,
}

const ALL: [Known; 4] = [Known::Key, Known::Texts, Known::StringAlone, Known::All];

/// Checks what a signer sends.
fn checked(signer: &Signer, known: Known) -> DiagnosisReport {
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

/// Asserts that a mistake is named on its line, alone, whatever is known.
#[track_caller]
fn named(signer: &Signer, mistake: Cause, line: Location, known: &[Known]) {
    for known in known {
        let report = checked(signer, *known);
        let found: Vec<_> = report.findings.iter().map(|it| (it.cause, it.location)).collect();
        let sure = report.findings.iter().filter(|it| it.certainty == Certainty::Proven);
        let sure: Vec<_> = sure.map(|it| (it.cause, it.location)).collect();
        assert_eq!(sure, [(mistake, line)], "with {known:?}: {found:?}\n{}", signer.http());
        for finding in &report.findings {
            for said in [&finding.explanation, &finding.remedy] {
                assert!(!said.english.is_empty() && !said.chinese.is_ascii(), "{finding:?}");
            }
        }
    }
}

#[test]
fn a_request_that_is_signed_well_verifies() {
    let report = checked(&Signer::default(), Known::Key);
    assert_eq!(report.verifies, Some(true), "{:?}", report.findings);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!(report.canonical_request, Signer::default().canonical());
    assert_eq!(report.string_to_sign, Signer::default().string());
}

#[test]
fn another_key_is_named_when_every_line_agrees() {
    for other in ["AnotherKeyAnotherKeyAnotherKey", "", "akidexample"] {
        let signer = Signer { key: other.to_owned(), ..Signer::default() };
        for (known, certainty) in [
            (Known::Key, Certainty::Likely),
            (Known::Texts, Certainty::Likely),
            (Known::All, Certainty::Proven),
        ] {
            let report = checked(&signer, known);
            let found: Vec<_> =
                report.findings.iter().map(|it| (it.cause, it.location, it.certainty)).collect();
            assert_eq!(found, [(Cause::WrongKey, Location::Key, certainty)], "{known:?}");
        }
    }
}

#[test]
fn a_key_that_was_copied_with_white_space_is_another() {
    let signer = Signer { key: format!("{KEY}\n"), ..Signer::default() };
    named(&signer, Cause::KeyDerivation, Location::Key, &[Known::Key, Known::All]);
}

#[test]
fn the_key_is_never_told() {
    let signer = Signer { host: "elsewhere.example".to_owned(), ..Signer::default() };
    for known in ALL {
        assert!(!format!("{:?}", checked(&signer, known)).contains(KEY));
    }
    assert_eq!(format!("{:?}", SecretKey::new(KEY)), "SecretKey(***)");
}
