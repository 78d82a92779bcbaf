//! What may have been written otherwise in the string to sign, and in the key with it.

use super::{Case, Part, Suspect, derivations};
use crate::signature::claim;
use crate::signature::recipe::Recipe;

const HOUR: i64 = 3600;

/// The suspects of a recipe's string to sign.
pub(in crate::signature) fn string(case: &Case<'_>, expected: &Recipe) -> Vec<Suspect> {
    let mut suspects = scopes(case, expected);
    suspects.extend(timestamps(case));
    for algorithm in ["TC3-HMAC-SHA1", "HMAC-SHA256", "tc3-hmac-sha256", "AWS4-HMAC-SHA256", "TC3"]
    {
        let change = move |it: &mut Recipe| algorithm.clone_into(&mut it.algorithm);
        suspects.push(Suspect::new(Part::Algorithm, change));
    }
    for end in ["\n", " ", "\r\n"] {
        suspects.push(Suspect::new(Part::Hash, move |it| it.string_end = end));
    }
    suspects.push(Suspect::new(Part::Hash, |it| it.upper_hash = true).common());
    for derivation in derivations() {
        let suspect = Suspect::new(Part::Derivation, move |it| it.derivation = derivation);
        suspects.push(suspect);
    }
    suspects
}

/// Other dates and services, everywhere or in the string or the key alone.
fn scopes(case: &Case<'_>, expected: &Recipe) -> Vec<Suspect> {
    let mut dates = vec![case.claim.date.clone()];
    if let Some(now) = case.claim.seconds {
        let moments = [-24 * HOUR, 24 * HOUR, 8 * HOUR, -8 * HOUR];
        dates.extend(moments.into_iter().filter_map(|offset| claim::date(now + offset)));
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

    let mut suspects = Vec::new();
    for date in dates {
        let set = |text: bool, key: bool| {
            let date = date.clone();
            Suspect::new(Part::Scope, move |it| {
                if text {
                    it.date.clone_from(&date);
                }
                if key {
                    it.key_date.clone_from(&date);
                }
            })
        };
        suspects.extend([set(true, true).common(), set(true, false), set(false, true)]);
    }
    for service in services {
        let set = |text: bool, key: bool| {
            let service = service.clone();
            Suspect::new(Part::Scope, move |it| {
                if text {
                    it.service.clone_from(&service);
                }
                if key {
                    it.key_service.clone_from(&service);
                }
            })
        };
        suspects.extend([set(true, true).common(), set(true, false), set(false, true)]);
    }
    for terminator in ["", "tc3_request ", "aws4_request", "tc3-request", "TC3_REQUEST", "request"]
    {
        let change = move |it: &mut Recipe| terminator.clone_into(&mut it.terminator);
        suspects.push(Suspect::new(Part::Scope, change));
    }
    suspects
}

/// Other moments: of milliseconds, read a moment apart, in a zone of their own.
fn timestamps(case: &Case<'_>) -> Vec<Suspect> {
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
            let suspect = Suspect::new(Part::Timestamp, move |it| it.timestamp.clone_from(&text));
            if common(at) { suspect.common() } else { suspect }
        })
        .collect()
}
