//! What a request's headers say of its signature, read as generously as can be.

use chrono::DateTime;
use essbasic::sign::Authorization;

use super::CapturedRequest;

/// What a request's headers say of its signature.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct AuthHeader {
    pub(super) secret_id: String,
    pub(super) date: String,
    pub(super) service: String,
    /// The names of the signed headers, as they are listed.
    pub(super) signed: Vec<String>,
    pub(super) signature: String,
    /// Whether the header has the form that the service reads.
    pub(super) well_formed: bool,
    /// `X-TC-Timestamp` as it came.
    pub(super) timestamp: String,
    /// The same in seconds, whatever it counts.
    pub(super) seconds: Option<i64>,
}

impl AuthHeader {
    pub(super) fn of(pasted: &CapturedRequest) -> Self {
        let header = pasted.header("authorization").unwrap_or_default();
        let credential = part(header, "Credential=");
        let mut scope = credential.split('/').map(str::to_owned);
        let timestamp = pasted.header("x-tc-timestamp").unwrap_or_default().to_owned();
        Self {
            secret_id: scope.next().unwrap_or_default(),
            date: scope.next().unwrap_or_default(),
            service: scope.next().unwrap_or_default(),
            signed: part(header, "SignedHeaders=")
                .split(';')
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            signature: part(header, "Signature=").to_owned(),
            well_formed: Authorization::parse(header).is_some(),
            seconds: seconds(&timestamp),
            timestamp,
        }
    }

    /// The UTC date of the timestamp.
    pub(super) fn utc_date(&self) -> Option<String> {
        self.seconds.and_then(date)
    }
}

/// The value of a part of the header, whatever stands around it.
fn part<'h>(header: &'h str, name: &str) -> &'h str {
    // A name may be the end of a longer one.
    let found = header
        .match_indices(name)
        .find(|(at, _)| *at == 0 || header[..*at].ends_with([' ', ',', '\t']));
    let Some((at, _)) = found else { return "" };
    let value = &header[at + name.len()..];
    value.split([',', ' ', '\t']).next().unwrap_or_default()
}

fn seconds(timestamp: &str) -> Option<i64> {
    let number: i64 = timestamp.parse().ok()?;
    match number {
        0..100_000_000_000 => Some(number),
        100_000_000_000..100_000_000_000_000 => Some(number / 1000),
        100_000_000_000_000.. => Some(number / 1_000_000),
        _ => None,
    }
}

/// The date of a moment, in UTC.
pub(super) fn date(seconds: i64) -> Option<String> {
    let time = DateTime::from_timestamp(seconds, 0)?;
    Some(time.date_naive().to_string()).filter(|date| date.len() == 10)
}
