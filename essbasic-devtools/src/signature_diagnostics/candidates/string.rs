//! What may have been written otherwise in the string to sign, and in the key with it.

use super::{Candidate, Case, Part, derivations};
use crate::signature_diagnostics::auth_header;
use crate::signature_diagnostics::inputs::SigningInputs;

const HOUR: i64 = 3600;

/// The candidates of a recipe's string to sign.
pub(in crate::signature_diagnostics) fn string(
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
    for derivation in derivations() {
        let candidate = Candidate::new(Part::Derivation, move |it| it.derivation = derivation);
        candidates.push(candidate);
    }
    candidates
}

/// Other dates and services, everywhere or in the string or the key alone.
fn scopes(case: &Case<'_>, expected: &SigningInputs) -> Vec<Candidate> {
    let mut dates = vec![case.claim.date.clone()];
    if let Some(now) = case.claim.seconds {
        let moments = [-24 * HOUR, 24 * HOUR, 8 * HOUR, -8 * HOUR];
        dates.extend(moments.into_iter().filter_map(|offset| auth_header::date(now + offset)));
    }
    dates.extend([expected.date.replace('-', ""), expected.date.replace('-', "/")]);
    dates.retain(|date| *date != expected.date);
    dates.dedup();

    let host = case.pasted.header("host").unwrap_or_default();
    let label = host.split(['.', ':']).next().unwrap_or_default();
    let mut services = vec![case.claim.service.clone(), label.to_owned(), host.to_owned()];
    services.extend(
        ["essbasic", "ess", "cvm", "ESSBASIC", "Essbasic", "tcss", "sts", ""].map(str::to_owned),
    );
    services.extend(case.pasted.header("x-tc-action").map(str::to_ascii_lowercase));
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
                    it.key_date.clone_from(&date);
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
                    it.key_service.clone_from(&service);
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

/// Other moments: of milliseconds, read a moment apart, in a zone of their own.
fn timestamps(case: &Case<'_>) -> Vec<Candidate> {
    let Some(seconds) = case.claim.seconds else { return Vec::new() };
    let mut texts =
        vec![seconds.to_string(), format!("{seconds}000"), case.claim.timestamp.clone()];
    texts.extend(
        (1..=5).flat_map(|apart| [seconds - apart, seconds + apart]).map(|it| it.to_string()),
    );
    texts.extend([-12, -8, -5, 5, 8, 9].map(|zone| (seconds + zone * HOUR).to_string()));
    texts.extend([format!("{seconds} "), format!(" {seconds}")]);
    let common = |at: usize| at < 3;
    texts
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            let candidate =
                Candidate::new(Part::Timestamp, move |it| it.timestamp.clone_from(&text));
            if common(at) { candidate.common() } else { candidate }
        })
        .collect()
}
