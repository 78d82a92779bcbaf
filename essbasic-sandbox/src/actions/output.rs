//! Values in the outputs of actions: pages, counts, dates.

use chrono::{DateTime, FixedOffset};

/// Returns one page of rows.
pub(super) fn page<T>(rows: &[T], offset: i64, limit: i64) -> &[T] {
    let clamp = |index: i64| usize::try_from(index).unwrap_or(0).min(rows.len());
    &rows[clamp(offset)..clamp(offset.max(0).saturating_add(limit.max(0)))]
}

/// Converts a count to the integer type of outputs.
pub(super) fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}

/// Formats a Unix time as local time in Beijing.
pub(super) fn date(seconds: i64) -> String {
    let beijing = FixedOffset::east_opt(8 * 60 * 60);
    let time = DateTime::from_timestamp(seconds, 0).zip(beijing);
    time.map(|(time, beijing)| time.with_timezone(&beijing))
        .map(|time| time.format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}
