//! Times as pages write them: in UTC, whoever reads.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::DateTime;

/// A time in Unix seconds: `2026-01-02 03:04:05`.
pub(crate) fn seconds(unix: i64) -> String {
    format(unix, 0, "%Y-%m-%d %H:%M:%S")
}

/// The time of day: `03:04:05.678`.
pub(crate) fn of_day(at: SystemTime) -> String {
    let (seconds, nanos) = parts(at);
    format(seconds, nanos, "%H:%M:%S%.3f")
}

/// A whole time, as machines read it: `2026-01-02T03:04:05.678Z`.
pub(crate) fn whole(at: SystemTime) -> String {
    let (seconds, nanos) = parts(at);
    format(seconds, nanos, "%Y-%m-%dT%H:%M:%S%.3fZ")
}

/// Milliseconds with a few digits: `1.23`.
pub(crate) fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 100_000.0).round() / 100.0
}

fn parts(at: SystemTime) -> (i64, u32) {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos())
}

/// What is no time is written as the number that it is.
fn format(seconds: i64, nanos: u32, pattern: &str) -> String {
    let time = DateTime::from_timestamp(seconds, nanos);
    time.map_or_else(|| seconds.to_string(), |time| time.format(pattern).to_string())
}
