//! Formats times in UTC.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::DateTime;

/// Formats Unix seconds: `2026-01-02 03:04:05`.
pub(crate) fn seconds(unix: i64) -> String {
    format(unix, 0, "%Y-%m-%d %H:%M:%S")
}

/// Formats the time of day: `03:04:05.678`.
pub(crate) fn time_of_day(at: SystemTime) -> String {
    let (seconds, nanos) = parts(at);
    format(seconds, nanos, "%H:%M:%S%.3f")
}

/// Formats a time as RFC 3339: `2026-01-02T03:04:05.678Z`.
pub(crate) fn rfc3339(at: SystemTime) -> String {
    let (seconds, nanos) = parts(at);
    format(seconds, nanos, "%Y-%m-%dT%H:%M:%S%.3fZ")
}

/// Returns milliseconds, rounded to two digits: `1.23`.
pub(crate) fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 100_000.0).round() / 100.0
}

fn parts(at: SystemTime) -> (i64, u32) {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos())
}

/// Formats a time; a number that is no time is returned as is.
fn format(seconds: i64, nanos: u32, pattern: &str) -> String {
    let time = DateTime::from_timestamp(seconds, nanos);
    time.map_or_else(|| seconds.to_string(), |time| time.format(pattern).to_string())
}
