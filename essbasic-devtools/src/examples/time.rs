//! Times of examples, relative to the current time: `$now+30d`, `$date-2d`.

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

/// Resolves a relative time. Returns `None` for other texts.
pub(super) fn resolve(text: &str, now: i64) -> Option<Value> {
    let text = text.strip_prefix('$')?;
    let end = text.find(['+', '-']).unwrap_or(text.len());
    let (kind, offset) = text.split_at(end);
    let time = now.checked_add(seconds(offset)?)?;
    let format = match kind {
        "now" => return Some(time.into()),
        "ms" => return Some(time.checked_mul(1000)?.into()),
        "date" => "%Y%m%d",
        "day" => "%Y-%m-%d",
        "local" => "%Y-%m-%d %H:%M:%S",
        _ => return None,
    };
    let beijing = FixedOffset::east_opt(8 * 60 * 60)?;
    let local = DateTime::from_timestamp(time, 0)?.with_timezone(&beijing);
    Some(local.format(format).to_string().into())
}

/// Parses an offset: `+30d`, `-90s`, or nothing.
fn seconds(offset: &str) -> Option<i64> {
    let Some(unit) = offset.chars().next_back() else { return Some(0) };
    let unit = match unit {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return None,
    };
    let number: i64 = offset.get(..offset.len() - 1)?.parse().ok()?;
    number.checked_mul(unit)
}
