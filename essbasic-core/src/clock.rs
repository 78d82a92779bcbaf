//! The time that requests are signed at: the system's, put right by what the service says.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use http::{HeaderMap, header};

/// A difference that is worth another attempt, in seconds; less is only the way of the answer.
const WORTH_IT: u64 = 10;

/// The time that requests are signed at.
pub(crate) struct Clock {
    source: Source,
    /// How far the source is behind the service, in seconds.
    offset: AtomicI64,
}

/// A time to sign at.
#[derive(Clone, Copy)]
pub(crate) struct SigningTime {
    /// In Unix seconds.
    pub(crate) timestamp: i64,
    /// What was added to the source to get it.
    offset: i64,
}

/// A clock of one's own.
pub(crate) type Source = Arc<dyn Fn() -> SystemTime + Send + Sync>;

impl Clock {
    pub(crate) fn new(source: Option<Source>) -> Self {
        let source = source.unwrap_or_else(|| Arc::new(SystemTime::now));
        Self { source, offset: AtomicI64::new(0) }
    }

    /// The service's time as far as we know.
    pub(crate) fn now(&self) -> SigningTime {
        let offset = self.offset.load(Ordering::Relaxed);
        SigningTime { timestamp: self.read().saturating_add(offset), offset }
    }

    /// Learns from the `Date` of an answer how far the clock is off; whether a request signed at
    /// a moment would be signed otherwise now.
    pub(crate) fn sync_from(&self, headers: &HeaderMap, signed: SigningTime) -> bool {
        let Some(date) = date(headers) else { return false };
        let offset = date.saturating_sub(self.read());
        self.offset.store(offset, Ordering::Relaxed);
        signed.offset.abs_diff(offset) > WORTH_IT
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

/// The system's clock, in Unix seconds.
pub(crate) fn system_now() -> i64 {
    unix(SystemTime::now())
}

/// When an answer was written, by its `Date`, in Unix seconds.
pub(crate) fn date(headers: &HeaderMap) -> Option<i64> {
    let date = headers.get(header::DATE)?.to_str().ok()?;
    DateTime::parse_from_rfc2822(date).ok().map(|date| date.timestamp())
}

/// Unix seconds; zero when the clock stands before 1970.
fn unix(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
