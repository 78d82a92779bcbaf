//! Candidates for differences in the string to sign and the signing key.

use super::Candidate;
use crate::signature_diagnostics::auth_header::{AuthHeader, utc_date};
use crate::signature_diagnostics::captured_request::CapturedRequest;
use crate::signature_diagnostics::inputs::{KeySpace, SigningInputs};

const HOUR: i64 = 3600;

/// Returns the candidates for the string to sign and the key.
pub(in crate::signature_diagnostics) fn string_candidates(
    request: &CapturedRequest,
    header: &AuthHeader,
    expected: &SigningInputs,
) -> Vec<Candidate> {
    let mut dates = vec![header.date.clone(), expected.date.replace('-', "")];
    let mut candidates = Vec::new();
    if let Some(seconds) = header.seconds {
        let offsets = [-24 * HOUR, 24 * HOUR, 8 * HOUR, -8 * HOUR];
        dates.extend(offsets.into_iter().filter_map(|offset| utc_date(seconds + offset)));
        // In milliseconds, or read from the clock twice.
        for text in [format!("{seconds}000"), header.timestamp.clone()] {
            candidates.push(Candidate::common(move |it| it.timestamp.clone_from(&text)));
        }
        for difference in (-5..=5).filter(|it| *it != 0) {
            let text = (seconds + difference).to_string();
            candidates.push(Candidate::rare(move |it| it.timestamp.clone_from(&text)));
        }
    }
    let host = request.header("host").unwrap_or_default();
    let label = host.split(['.', ':']).next().unwrap_or_default();
    let services = [&header.service, label, host, "essbasic", "ess", "cvm", "ESSBASIC"];
    candidates.extend(scopes(dates, |it| &mut it.date, |it| &mut it.key.date));
    candidates.extend(scopes(
        services.map(str::to_owned).into(),
        |it| &mut it.service,
        |it| &mut it.key.service,
    ));
    candidates.extend([
        Candidate::common(|it| it.upper_hash = true),
        Candidate::rare(|it| it.string_end = "\n"),
        Candidate::rare(|it| it.key.space = KeySpace::Trimmed),
        Candidate::rare(|it| it.key.space = KeySpace::LineBreak),
    ]);
    candidates
}

/// Returns other dates or services, in string and key, or in only one of them.
fn scopes(
    mut values: Vec<String>,
    in_string: fn(&mut SigningInputs) -> &mut String,
    in_key: fn(&mut SigningInputs) -> &mut String,
) -> Vec<Candidate> {
    values.sort();
    values.dedup();
    let candidates = values.into_iter().flat_map(|value| {
        let (string_value, key_value) = (value.clone(), value.clone());
        [
            Candidate::common(move |it| {
                in_string(it).clone_from(&value);
                in_key(it).clone_from(&value);
            }),
            Candidate::rare(move |it| in_string(it).clone_from(&string_value)),
            Candidate::rare(move |it| in_key(it).clone_from(&key_value)),
        ]
    });
    candidates.collect()
}
