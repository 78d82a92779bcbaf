//! Clock of signatures: the system's, corrected by the service's `Date`.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use http::{HeaderMap, header};
use tokio::time::Instant;

/// Offset of a wrong clock, in seconds. Smaller ones are network latency.
const SIGNIFICANT_OFFSET: u64 = 10;

/// Times that a service can have, from 2000 to 2999. A correction to any other would make every later
/// signature impossible, for good.
const PLAUSIBLE: RangeInclusive<i64> = 946_684_800..=32_503_679_999;

/// Clock of signatures.
pub(crate) struct Clock {
    source: ClockSource,
    /// Service time minus source time, in seconds.
    offset: AtomicI64,
}

/// Time of one signature.
#[derive(Clone, Copy)]
pub(crate) struct SigningTime {
    /// Unix time in seconds.
    pub(crate) timestamp: i64,
    /// Offset that was in force.
    offset: i64,
}

/// A function that returns the current time.
pub(crate) type ClockSource = Arc<dyn Fn() -> SystemTime + Send + Sync>;

impl Clock {
    pub(crate) fn new(source: Option<ClockSource>) -> Self {
        let source = source.unwrap_or_else(|| Arc::new(SystemTime::now));
        Self { source, offset: AtomicI64::new(0) }
    }

    /// Returns the service's time as far as it is known.
    pub(crate) fn now(&self) -> SigningTime {
        let offset = self.offset.load(Ordering::Relaxed);
        SigningTime { timestamp: self.read().saturating_add(offset), offset }
    }

    /// Updates the offset from the response's `Date` header, if it is plausible. Returns `true` if it differs
    /// significantly from the one used at `signed`.
    pub(crate) fn sync_from(&self, headers: &HeaderMap, signed: SigningTime) -> bool {
        let date = date(headers).filter(|date| PLAUSIBLE.contains(date));
        let Some(date) = date else { return false };
        let offset = date.saturating_sub(self.read());
        self.offset.store(offset, Ordering::Relaxed);
        signed.offset.abs_diff(offset) > SIGNIFICANT_OFFSET
    }

    fn read(&self) -> i64 {
        unix((self.source)())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock").field("offset", &self.offset).finish_non_exhaustive()
    }
}

/// Returns the system's Unix time in seconds.
pub(crate) fn system_now() -> i64 {
    unix(SystemTime::now())
}

/// Reads the `Date` header as Unix time in seconds.
pub(crate) fn date(headers: &HeaderMap) -> Option<i64> {
    let date = headers.get(header::DATE)?.to_str().ok()?;
    DateTime::parse_from_rfc2822(date).ok().map(|date| date.timestamp())
}

/// Converts to Unix seconds; zero before 1970.
fn unix(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// The longest duration that timers support on every platform: 30 years.
pub(crate) const MAX_DURATION: Duration = Duration::from_secs(86_400 * 365 * 30);

/// Adds a duration to an instant. Longer durations count as [`MAX_DURATION`].
pub(crate) fn saturating_add(instant: Instant, duration: Duration) -> Instant {
    instant.checked_add(duration.min(MAX_DURATION)).unwrap_or(instant)
}
