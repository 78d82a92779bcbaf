//! The diagnosis: static checks, comparison with the client's texts, and search.

use std::sync::atomic::AtomicBool;

use super::auth_header::AuthHeader;
use super::candidates::{self, BodyVariant, Candidate, WorkBudget};
use super::captured_request::CapturedRequest;
use super::cause::Cause;
use super::finding::{Certainty, Finding, Location, Supplement};
use super::inputs::{KeyInputs, SigningInputs, sha256};
use super::secret_key::SecretKey;
use super::{line_diff, static_checks};
use crate::limits;

/// A rejected request, and what else is known about it.
#[derive(Clone, Debug)]
pub struct DiagnosisInput<'a> {
    request: &'a CapturedRequest,
    key: Option<&'a SecretKey>,
    canonical_request: Option<&'a str>,
    string_to_sign: Option<&'a str>,
    received_at: Option<i64>,
    abandoned: Option<&'a AtomicBool>,
}

impl<'a> DiagnosisInput<'a> {
    /// Creates an input from a request alone.
    pub fn new(request: &'a CapturedRequest) -> Self {
        Self {
            request,
            key: None,
            canonical_request: None,
            string_to_sign: None,
            received_at: None,
            abandoned: None,
        }
    }

    /// Adds the SecretKey, which lets a search find what was signed instead.
    #[must_use]
    pub fn key(self, key: &'a SecretKey) -> Self {
        Self { key: Some(key), ..self }
    }

    /// Adds the canonical request that the client produced.
    #[must_use]
    pub fn canonical_request(self, text: &'a str) -> Self {
        Self { canonical_request: non_empty(text), ..self }
    }

    /// Adds the string to sign that the client produced.
    #[must_use]
    pub fn string_to_sign(self, text: &'a str) -> Self {
        Self { string_to_sign: non_empty(text), ..self }
    }

    /// Adds the Unix time at which the request was received, to check whether it had expired.
    #[must_use]
    pub fn received_at(self, seconds: i64) -> Self {
        Self { received_at: Some(seconds), ..self }
    }

    /// Adds a flag that stops the search once it is set, when the report is no longer needed.
    #[must_use]
    pub fn abandoned(self, flag: &'a AtomicBool) -> Self {
        Self { abandoned: Some(flag), ..self }
    }
}

/// Returns a text, or the beginning of a long one, unless it is empty.
fn non_empty(text: &str) -> Option<&str> {
    let end = text.len().min(limits::TEXT_BYTES);
    let end = (0..=end).rev().find(|end| text.is_char_boundary(*end))?;
    Some(&text[..end]).filter(|it| !it.trim().is_empty())
}

/// Result of a diagnosis.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DiagnosisReport {
    /// The signature matches the request; `None` without a key.
    pub verifies: Option<bool>,
    /// The differences, proven ones first.
    pub findings: Vec<Finding>,
    /// The canonical request that the service computes.
    pub canonical_request: String,
    /// The string to sign that the service computes.
    pub string_to_sign: String,
    /// Number of combinations tried.
    pub tried: usize,
    /// Every combination was tried that is worth it; `false` if the request is so long that the work was
    /// limited, or the flag was set.
    pub complete: bool,
}

/// Reports which lines of a signature differ from what the service computes, and why.
pub fn diagnose(input: &DiagnosisInput<'_>) -> DiagnosisReport {
    let header = AuthHeader::read(input.request);
    let expected = SigningInputs::expected(input.request, &header);
    let body = input.request.body.as_deref().unwrap_or_default();
    let bodies = candidates::variants(body);
    let canonical_request = expected.canonical_request();
    let canonical_hash = sha256(&canonical_request);
    let mut diagnosis = Diagnosis {
        input,
        header: &header,
        expected: &expected,
        canonical_hash: &canonical_hash,
        findings: static_checks::findings(input.request, &header, &expected, input.received_at),
        bodies: &bodies,
        work: WorkBudget::new(input.abandoned),
        verifies: None,
    };
    diagnosis.run();
    let Diagnosis { mut findings, work, verifies, .. } = diagnosis;
    for finding in &mut findings {
        explain_body(finding, body, &bodies);
    }
    let string_to_sign = expected.string_to_sign(&canonical_hash);
    let findings = tidy(findings);
    let (tried, complete) = (work.tried(), work.is_complete());
    DiagnosisReport { verifies, findings, canonical_request, string_to_sign, tried, complete }
}

/// Adds which bytes were hashed instead of the body, if that is known.
fn explain_body(finding: &mut Finding, body: &[u8], bodies: &[BodyVariant]) {
    let hash = finding.actual.as_deref().map(|it| it.trim().to_ascii_lowercase());
    let Some(hash) = hash.filter(|_| finding.cause == Cause::Body) else { return };
    if let Some(variant) = bodies.iter().find(|variant| variant.hash == hash) {
        finding.supplement = Some(Supplement::body_variant(variant, body));
    } else if hash != sha256(body) {
        finding.supplement = Some(Supplement::UnknownBody);
    }
}

/// A diagnosis in progress.
struct Diagnosis<'a> {
    input: &'a DiagnosisInput<'a>,
    header: &'a AuthHeader,
    expected: &'a SigningInputs,
    /// Hash of the canonical request that the service computes.
    canonical_hash: &'a str,
    findings: Vec<Finding>,
    bodies: &'a [BodyVariant],
    work: WorkBudget<'a>,
    verifies: Option<bool>,
}

impl Diagnosis<'_> {
    fn run(&mut self) {
        if let Some(key) = self.input.key {
            let string = self.expected.string_to_sign(self.canonical_hash);
            self.verifies = Some(self.is_signed(key, &self.expected.key, &string));
            if self.verifies == Some(true) {
                return;
            }
        }
        match (self.input.canonical_request, self.input.string_to_sign) {
            (None, None) => self.search_signature(None),
            (Some(canonical), None) => {
                let canonical = without_pasted_line_break(canonical, None);
                self.findings.extend(line_diff::canonical(self.expected, &canonical));
                self.search_signature(Some(&canonical));
            }
            (canonical, Some(string)) => self.compare_string(canonical, string),
        }
    }

    /// Compares the client's string to sign, and its canonical request if that is known.
    fn compare_string(&mut self, canonical: Option<&str>, string: &str) {
        let string = string.trim_end_matches(['\r', '\n']);
        let signed_hash = string.split('\n').nth(3).unwrap_or_default().trim();
        if let Some(canonical) = canonical {
            let canonical = without_pasted_line_break(canonical, Some(signed_hash));
            self.findings.extend(line_diff::canonical(self.expected, &canonical));
            let hash = sha256(&canonical);
            self.findings.extend(line_diff::string(self.expected, Some(&hash), string));
        } else if signed_hash.eq_ignore_ascii_case(self.canonical_hash) {
            let hash = Some(self.canonical_hash);
            self.findings.extend(line_diff::string(self.expected, hash, string));
        } else {
            let candidates = self.canonical_candidates();
            let found = candidates::search(self.expected, &candidates, &self.work, |inputs| {
                sha256(inputs.canonical_request()).eq_ignore_ascii_case(signed_hash)
            });
            let hash = found.is_none().then_some(self.canonical_hash);
            self.findings.extend(line_diff::string(self.expected, hash, string));
            if let Some(found) = found {
                let canonical = found.canonical_request();
                self.findings.extend(line_diff::canonical(self.expected, &canonical));
            }
        }
        let differs = self.differs();
        match self.input.key {
            Some(key) => self.check_key(key, string),
            // All lines are equal, so it is the one input that no line shows.
            None if !differs => self.findings.push(Finding::wrong_key(Certainty::Likely)),
            None => {}
        }
    }

    /// Checks whether the key yields the signature of the client's string to sign.
    fn check_key(&mut self, key: &SecretKey, string: &str) {
        let mut forms =
            vec![string.to_owned(), format!("{string}\n"), string.replace("\r\n", "\n")];
        forms.dedup();
        let signed =
            |inputs: &KeyInputs| forms.iter().any(|form| self.is_signed(key, inputs, form));
        let scope: Vec<_> =
            string.split('\n').nth(2).unwrap_or_default().trim().split('/').collect();
        let mut as_written = self.expected.clone();
        if let [date, service, ..] = scope[..] {
            (as_written.date, as_written.service) = (date.to_owned(), service.to_owned());
            as_written.key.date.clone_from(&as_written.date);
            as_written.key.service.clone_from(&as_written.service);
        }
        let is_derivable = key.signing_key(&as_written.key).is_some();
        if signed(&self.expected.key) || signed(&as_written.key) || !is_derivable {
            return;
        }
        let candidates = self.string_candidates();
        let starts = [self.expected, &as_written];
        let changed =
            starts.into_iter().flat_map(|start| candidates.iter().map(|it| it.applied(start)));
        let bytes = forms.iter().map(String::len).sum();
        let mut changed = changed.take_while(|_| self.work.spend(bytes));
        let found = changed.find(|inputs| signed(&inputs.key));
        self.findings.extend(match found {
            Some(found) => {
                // The string to sign is known: only the key remains to be compared.
                let (date, service) = (as_written.date.clone(), as_written.service.clone());
                line_diff::key(self.expected, &SigningInputs { date, service, ..found })
            }
            None if self.work.is_complete() => vec![Finding::wrong_key(Certainty::Proven)],
            None => Vec::new(),
        });
    }

    /// Searches for the inputs that yield the signature.
    fn search_signature(&mut self, canonical: Option<&str>) {
        let Some(key) = self.input.key else { return };
        let mut candidates = self.string_candidates();
        if canonical.is_none() {
            candidates.extend(self.canonical_candidates());
        }
        let canonical_hash = canonical.map(sha256);
        let hash_of = |inputs: &SigningInputs| {
            canonical_hash.clone().unwrap_or_else(|| sha256(inputs.canonical_request()))
        };
        let found = candidates::search(self.expected, &candidates, &self.work, |inputs| {
            self.is_signed(key, &inputs.key, &inputs.string_to_sign(&hash_of(inputs)))
        });
        let Some(found) = found else {
            if !self.differs() && self.work.is_complete() {
                self.findings.push(Finding::wrong_key(Certainty::Likely));
            }
            return;
        };
        if canonical.is_none() {
            self.findings.extend(line_diff::canonical(self.expected, &found.canonical_request()));
        }
        let hash = hash_of(&found);
        let string = found.string_to_sign(&hash);
        self.findings.extend(line_diff::string(self.expected, Some(&hash), &string));
        self.findings.extend(line_diff::key(self.expected, &found));
    }

    fn canonical_candidates(&self) -> Vec<Candidate> {
        candidates::canonical_candidates(self.input.request, self.expected, self.bodies)
    }

    fn string_candidates(&self) -> Vec<Candidate> {
        candidates::string_candidates(self.input.request, self.header, self.expected)
    }

    /// Returns whether the key yields the signature, in digits of either case.
    fn is_signed(&self, key: &SecretKey, inputs: &KeyInputs, string: &str) -> bool {
        key.signing_key(inputs).is_some_and(|key| {
            let signature = key.sign_bytes(string.as_bytes());
            signature.as_str().eq_ignore_ascii_case(&self.header.signature)
        })
    }

    fn differs(&self) -> bool {
        self.findings.iter().any(|finding| finding.certainty != Certainty::Note)
    }
}

/// Removes the line break that pasting adds, unless it was hashed too.
fn without_pasted_line_break(pasted: &str, hash: Option<&str>) -> String {
    let trimmed = pasted.trim_end_matches(['\r', '\n']).to_owned();
    let Some(hash) = hash else { return trimmed };
    let forms =
        [trimmed.clone(), pasted.to_owned(), format!("{trimmed}\n"), trimmed.replace('\n', "\r\n")];
    let is_hashed = |form: &String| sha256(form).eq_ignore_ascii_case(hash);
    forms.into_iter().find(is_hashed).unwrap_or(trimmed)
}

/// Removes duplicates, and sorts proven findings first.
fn tidy(findings: Vec<Finding>) -> Vec<Finding> {
    let mut tidied: Vec<Finding> = Vec::new();
    for finding in findings {
        let is_same = |it: &Finding| it.cause == finding.cause && it.location == finding.location;
        if !tidied.iter().any(is_same) {
            tidied.push(finding);
        }
    }
    tidied.sort_by_key(|finding| match (finding.certainty, finding.location) {
        (Certainty::Proven, Location::CanonicalRequest(line)) => (0, line),
        (Certainty::Proven, Location::StringToSign(line)) => (1, line),
        (Certainty::Proven, _) => (2, 0),
        (Certainty::Likely, _) => (3, 0),
        (Certainty::Note, _) => (4, 0),
    });
    tidied
}
