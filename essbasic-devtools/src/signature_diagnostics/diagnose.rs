//! The check: what is seen at once, what was pasted beside it, and what a search explains.

use super::auth_header::AuthHeader;
use super::candidates::{self, Case, Variant};
use super::captured_request::CapturedRequest;
use super::finding::{Cause, Certainty, Finding, Location};
use super::inputs::{self, SigningInputs};
use super::line_diff;
use super::secret_key::SecretKey;
use super::solver::{Solution, Solver};
use super::{body_messages, expected, messages, static_checks};

/// A request that was refused, and what is known beside it.
#[derive(Clone, Debug)]
pub struct DiagnosisInput<'a> {
    request: &'a CapturedRequest,
    key: Option<&'a SecretKey>,
    canonical_request: Option<&'a str>,
    string_to_sign: Option<&'a str>,
    now: Option<i64>,
}

impl<'a> DiagnosisInput<'a> {
    /// A request alone: what is wrong with it by itself.
    pub fn new(request: &'a CapturedRequest) -> Self {
        Self { request, key: None, canonical_request: None, string_to_sign: None, now: None }
    }

    /// With the key that it was to be signed with, a search can find what was signed instead.
    #[must_use]
    pub fn key(self, key: &'a SecretKey) -> Self {
        Self { key: Some(key), ..self }
    }

    /// The canonical request that the reader's own code produced.
    #[must_use]
    pub fn canonical_request(self, text: &'a str) -> Self {
        Self { canonical_request: Some(text).filter(|it| !it.trim().is_empty()), ..self }
    }

    /// The string to sign that the reader's own code produced.
    #[must_use]
    pub fn string_to_sign(self, text: &'a str) -> Self {
        Self { string_to_sign: Some(text).filter(|it| !it.trim().is_empty()), ..self }
    }

    /// When it was sent, in Unix seconds, for whether it had expired.
    #[must_use]
    pub fn received_at(self, now: i64) -> Self {
        Self { now: Some(now), ..self }
    }
}

/// What a check found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DiagnosisReport {
    /// Whether the signature is that of the request; nothing where no key was given.
    pub verifies: Option<bool>,
    /// The lines that differ, those first that are sure.
    pub findings: Vec<Finding>,
    /// The canonical request as the service computes it.
    pub canonical_request: String,
    /// The string to sign as the service computes it.
    pub string_to_sign: String,
    /// How many combinations of candidates were tried.
    pub tried: usize,
}

/// Says which lines of a signature differ from what the service computes, and why.
pub fn diagnose(question: &DiagnosisInput<'_>) -> DiagnosisReport {
    let claim = AuthHeader::of(question.request);
    let expected = expected::recipe(question.request, &claim);
    let body = question.request.body.as_deref().unwrap_or_default();
    let bodies = candidates::variants(body);
    let canonical = expected.canonical();
    let hash = inputs::hash(&canonical);
    let mut checking = Checking {
        question,
        claim: &claim,
        expected: &expected,
        hash: &hash,
        findings: static_checks::findings(question.request, &claim, &expected, question.now),
        bodies: &bodies,
        tried: 0,
        verifies: None,
    };
    checking.run();
    let Checking { mut findings, tried, verifies, .. } = checking;
    for finding in &mut findings {
        if finding.cause == Cause::Body {
            body_messages::explain_body(finding, body, &bodies);
        }
    }
    let string_to_sign = expected.string(&hash);
    DiagnosisReport {
        verifies,
        findings: tidy(findings),
        canonical_request: canonical,
        string_to_sign,
        tried,
    }
}

/// A check under way.
struct Checking<'a> {
    question: &'a DiagnosisInput<'a>,
    claim: &'a AuthHeader,
    expected: &'a SigningInputs,
    /// The hash of the canonical request as it should be.
    hash: &'a str,
    findings: Vec<Finding>,
    bodies: &'a [Variant],
    tried: usize,
    verifies: Option<bool>,
}

impl Checking<'_> {
    fn run(&mut self) {
        if let Some(key) = self.question.key {
            self.verifies =
                Some(self.is_signed(key, self.expected, &self.expected.string(self.hash)));
            if self.verifies == Some(true) {
                return;
            }
        }
        match (self.question.canonical_request, self.question.string_to_sign) {
            (None, None) => self.by_signature(None),
            (Some(canonical), None) => {
                let canonical = Self::as_hashed(canonical, None);
                self.findings.extend(line_diff::canonical(self.expected, &canonical));
                self.by_signature(Some(&canonical));
            }
            (canonical, Some(string)) => self.by_string(canonical, string),
        }
    }

    /// What a pasted string to sign says, with the canonical request behind it where that is known.
    fn by_string(&mut self, canonical: Option<&str>, string: &str) {
        let string = string.trim_end_matches(['\r', '\n']);
        let claimed = string.split('\n').nth(3).unwrap_or_default().trim();
        if let Some(canonical) = canonical {
            let canonical = Self::as_hashed(canonical, Some(claimed));
            self.findings.extend(line_diff::canonical(self.expected, &canonical));
            let hash = inputs::hash(&canonical);
            self.findings.extend(line_diff::string(self.expected, Some(&hash), string));
        } else if claimed.eq_ignore_ascii_case(self.hash) {
            self.findings.extend(line_diff::string(self.expected, Some(self.hash), string));
        } else {
            let found = self.search(|search| search.for_hash(claimed));
            let hash = found.is_none().then_some(self.hash);
            self.findings.extend(line_diff::string(self.expected, hash, string));
            if let Some(found) = found {
                self.findings.extend(line_diff::canonical(self.expected, &found.canonical()));
            }
        }
        let differs = self.differs();
        match self.question.key {
            Some(key) => self.by_key(key, string),
            // Every line is as it should be, so it is what no line shows.
            None if !differs => self.findings.push(messages::wrong_key(Certainty::Likely)),
            None => {}
        }
    }

    /// Whether the key makes the signature of what was pasted; else which other does.
    fn by_key(&mut self, key: &SecretKey, string: &str) {
        let mut forms =
            vec![string.to_owned(), format!("{string}\n"), string.replace("\r\n", "\n")];
        forms.dedup();
        let signed =
            |recipe: &SigningInputs| forms.iter().any(|form| self.is_signed(key, recipe, form));
        if signed(self.expected) {
            return;
        }
        let written = string.split('\n').nth(2).unwrap_or_default().trim().split('/');
        let parts: Vec<_> = written.collect();
        let (date, service) = match parts[..] {
            [date, service, ..] => (date.to_owned(), service.to_owned()),
            _ => (self.expected.date.clone(), self.expected.service.clone()),
        };
        let as_written = SigningInputs {
            date: date.clone(),
            service: service.clone(),
            key_date: date,
            key_service: service,
            ..self.expected.clone()
        };
        if signed(&as_written) {
            return;
        }
        let case = Case { pasted: self.question.request, claim: self.claim };
        let tails = candidates::string(&case, self.expected);
        let changed = [self.expected, &as_written].into_iter().flat_map(|from| {
            tails.iter().map(|candidates| {
                let mut recipe = from.clone();
                candidates.apply(&mut recipe);
                recipe
            })
        });
        let found = changed.into_iter().find(|recipe| signed(recipe));
        self.tried += tails.len() * 2;
        self.findings.extend(match found {
            Some(found) => {
                // The string is known: only the key is told.
                let found = SigningInputs {
                    date: as_written.date.clone(),
                    service: as_written.service.clone(),
                    ..found
                };
                line_diff::key(self.expected, &found)
            }
            None => vec![messages::wrong_key(Certainty::Proven)],
        });
    }

    /// Searches for what makes the signature.
    fn by_signature(&mut self, canonical: Option<&str>) {
        let Some(key) = self.question.key else { return };
        let signature = self.claim.signature.clone();
        let found = self.search(|search| search.for_signature(key, &signature, canonical));
        let Some(found) = found else {
            if !self.differs() {
                self.findings.push(messages::wrong_key(Certainty::Likely));
            }
            return;
        };
        if canonical.is_none() {
            self.findings.extend(line_diff::canonical(self.expected, &found.canonical()));
        }
        let hash = canonical.map_or_else(|| inputs::hash(found.canonical()), inputs::hash);
        self.findings.extend(line_diff::string(self.expected, Some(&hash), &found.string(&hash)));
        self.findings.extend(line_diff::key(self.expected, &found));
    }

    fn search(&mut self, search: impl FnOnce(&Solver<'_>) -> Solution) -> Option<SigningInputs> {
        let case = Case { pasted: self.question.request, claim: self.claim };
        let heads = candidates::canonical(&case, self.expected, self.bodies);
        let tails = candidates::string(&case, self.expected);
        let searched = search(&Solver { expected: self.expected, heads: &heads, tails: &tails });
        self.tried += searched.tried;
        searched.found
    }

    fn is_signed(&self, key: &SecretKey, recipe: &SigningInputs, string: &str) -> bool {
        let signed = key.of(recipe).map(|key| inputs::sign(&key, string));
        signed.is_some_and(|signed| signed.eq_ignore_ascii_case(&self.claim.signature))
    }

    /// What was pasted, without the line break that pasting adds, unless that was hashed too.
    fn as_hashed(pasted: &str, hash: Option<&str>) -> String {
        let trimmed = pasted.trim_end_matches(['\r', '\n']);
        let forms = [pasted.to_owned(), format!("{trimmed}\n"), trimmed.replace('\n', "\r\n")];
        let is_it =
            |form: &&String| hash.is_some_and(|hash| inputs::hash(form).eq_ignore_ascii_case(hash));
        let claimed = inputs::hash(trimmed);
        if hash.is_some_and(|hash| claimed.eq_ignore_ascii_case(hash)) {
            return trimmed.to_owned();
        }
        forms.iter().find(is_it).cloned().unwrap_or_else(|| trimmed.to_owned())
    }

    fn differs(&self) -> bool {
        self.findings.iter().any(|finding| finding.certainty != Certainty::Note)
    }
}

/// Each line and mistake once, the sure ones first.
fn tidy(findings: Vec<Finding>) -> Vec<Finding> {
    let mut tidied: Vec<Finding> = Vec::new();
    for finding in findings {
        let is_told = |it: &Finding| it.cause == finding.cause && it.location == finding.location;
        if !tidied.iter().any(is_told) {
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
