//! Candidates for differences in the string to sign and the signing key.

use super::{Candidate, Case, Part};
use crate::signature_diagnostics::auth_header::utc_date;
use crate::signature_diagnostics::inputs::{KeySpace, SigningInputs};

const HOUR: i64 = 3600;

/// Returns the candidates for the string to sign and the key.
pub(in crate::signature_diagnostics) fn string_candidates(
    case: &Case<'_>,
    expected: &SigningInputs,
) -> Vec<Candidate> {
    let mut candidates = scopes(case, expected);
    candidates.extend(timestamps(case));
    for algorithm in ["TC3-HMAC-SHA1", "HMAC-SHA256", "tc3-hmac-sha256", "AWS4-HMAC-SHA256", "TC3"]
    {
        let change = move |it: &mut SigningInputs| algorithm.clone_into(&mut it.algorithm);
        candidates.push(Candidate::new(Part::Algorithm, change));
    }
    for end in ["\n", " ", "\r\n"] {
        candidates.push(Candidate::new(Part::Hash, move |it| it.string_end = end));
    }
    candidates.push(Candidate::new(Part::Hash, |it| it.upper_hash = true).common());
    for space in [KeySpace::Trimmed, KeySpace::LineBreak] {
        candidates.push(Candidate::new(Part::Key, move |it| it.key.space = space));
    }
    candidates
}

/// Returns other dates and services, in the string to sign, the key, or both.
fn scopes(case: &Case<'_>, expected: &SigningInputs) -> Vec<Candidate> {
    let mut dates = vec![case.header.date.clone()];
    if let Some(now) = case.header.seconds {
        let offsets = [-24 * HOUR, 24 * HOUR, 8 * HOUR, -8 * HOUR];
        dates.extend(offsets.into_iter().filter_map(|offset| utc_date(now + offset)));
    }
    dates.extend([expected.date.replace('-', ""), expected.date.replace('-', "/")]);
    dates.retain(|date| *date != expected.date);
    dates.dedup();

    let host = case.request.header("host").unwrap_or_default();
    let label = host.split(['.', ':']).next().unwrap_or_default();
    let mut services = vec![case.header.service.clone(), label.to_owned(), host.to_owned()];
    services.extend(
        ["essbasic", "ess", "cvm", "ESSBASIC", "Essbasic", "tcss", "sts", ""].map(str::to_owned),
    );
    services.extend(case.request.header("x-tc-action").map(str::to_ascii_lowercase));
    services.retain(|service| *service != expected.service);
    services.sort();
    services.dedup();

    let mut candidates = Vec::new();
    for date in dates {
        let set = |text: bool, key: bool| {
            let date = date.clone();
            Candidate::new(Part::Scope, move |it| {
                if text {
                    it.date.clone_from(&date);
                }
                if key {
                    it.key.date.clone_from(&date);
                }
            })
        };
        candidates.extend([set(true, true).common(), set(true, false), set(false, true)]);
    }
    for service in services {
        let set = |text: bool, key: bool| {
            let service = service.clone();
            Candidate::new(Part::Scope, move |it| {
                if text {
                    it.service.clone_from(&service);
                }
                if key {
                    it.key.service.clone_from(&service);
                }
            })
        };
        candidates.extend([set(true, true).common(), set(true, false), set(false, true)]);
    }
    for terminator in ["", "tc3_request ", "aws4_request", "tc3-request", "TC3_REQUEST", "request"]
    {
        let change = move |it: &mut SigningInputs| terminator.clone_into(&mut it.terminator);
        candidates.push(Candidate::new(Part::Scope, change));
    }
    candidates
}

/// Returns other timestamps: in milliseconds, read twice, or shifted by a time zone.
fn timestamps(case: &Case<'_>) -> Vec<Candidate> {
    let Some(seconds) = case.header.seconds else { return Vec::new() };
    let mut texts =
        vec![seconds.to_string(), format!("{seconds}000"), case.header.timestamp.clone()];
    texts.extend(
        (1..=5).flat_map(|apart| [seconds - apart, seconds + apart]).map(|it| it.to_string()),
    );
    texts.extend([-12, -8, -5, 5, 8, 9].map(|zone| (seconds + zone * HOUR).to_string()));
    texts.extend([format!("{seconds} "), format!(" {seconds}")]);
    let common = |index: usize| index < 3;
    texts
        .into_iter()
        .enumerate()
        .map(|(index, text)| {
            let candidate =
                Candidate::new(Part::Timestamp, move |it| it.timestamp.clone_from(&text));
            if common(index) { candidate.common() } else { candidate }
        })
        .collect()
}
