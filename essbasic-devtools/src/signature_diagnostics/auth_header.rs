//! The `Authorization` header and the timestamp of a request, parsed leniently.

use chrono::DateTime;
use essbasic::sign::Authorization;

use super::captured_request::CapturedRequest;
use crate::limits;

/// The parts of the headers that describe a signature.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct AuthHeader {
    pub(super) date: String,
    pub(super) service: String,
    /// Names of the signed headers, as listed.
    pub(super) signed: Vec<String>,
    pub(super) signature: String,
    /// The service can parse the header.
    pub(super) well_formed: bool,
    /// `X-TC-Timestamp` as sent.
    pub(super) timestamp: String,
    /// The timestamp converted to seconds.
    pub(super) seconds: Option<i64>,
}

impl AuthHeader {
    pub(super) fn read(request: &CapturedRequest) -> Self {
        let header = request.header("authorization").unwrap_or_default();
        let mut scope = part(header, "Credential=").split('/').skip(1).map(str::to_owned);
        let timestamp = request.header("x-tc-timestamp").unwrap_or_default().to_owned();
        Self {
            date: scope.next().unwrap_or_default(),
            service: scope.next().unwrap_or_default(),
            signed: part(header, "SignedHeaders=")
                .split(';')
                .filter(|name| !name.is_empty())
                .take(2 * limits::SIGNED_HEADERS)
                .map(str::to_owned)
                .collect(),
            signature: part(header, "Signature=").to_owned(),
            well_formed: Authorization::parse(header).is_some(),
            seconds: seconds(&timestamp),
            timestamp,
        }
    }

    /// Returns the UTC date of the timestamp.
    pub(super) fn utc_date(&self) -> Option<String> {
        self.seconds.and_then(utc_date)
    }
}

/// Returns the value of a part of the header.
fn part<'h>(header: &'h str, name: &str) -> &'h str {
    // A name may be the end of a longer one.
    let start = header
        .match_indices(name)
        .find(|(start, _)| *start == 0 || header[..*start].ends_with([' ', ',', '\t']));
    let Some((start, _)) = start else { return "" };
    let value = &header[start + name.len()..];
    value.split([',', ' ', '\t']).next().unwrap_or_default()
}

/// Converts a timestamp in seconds, milliseconds or microseconds to seconds.
fn seconds(timestamp: &str) -> Option<i64> {
    let number: i64 = timestamp.parse().ok()?;
    match number {
        0..100_000_000_000 => Some(number),
        100_000_000_000..100_000_000_000_000 => Some(number / 1000),
        100_000_000_000_000.. => Some(number / 1_000_000),
        _ => None,
    }
}

/// Returns the UTC date of a time.
pub(super) fn utc_date(seconds: i64) -> Option<String> {
    let time = DateTime::from_timestamp(seconds, 0)?;
    Some(time.date_naive().to_string()).filter(|date| date.len() == 10)
}
