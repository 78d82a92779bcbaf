//! The sandbox's clock: the system clock, or a time that stands still, plus an offset that tests
//! increase.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Last second of the year 9999. The clock stops there, so that adding days cannot overflow.
const END: i64 = 253_402_300_799;

/// A clock ahead of the system clock, or of a time that stands still.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Clock {
    ahead: Duration,
    /// Time since the Unix epoch at which the clock was stopped.
    #[serde(default)]
    stopped: Option<Duration>,
}

impl Clock {
    /// Creates a clock that stands still.
    pub(crate) fn stopped_at(time: SystemTime) -> Self {
        Self { ahead: Duration::ZERO, stopped: Some(since_epoch(time)) }
    }

    /// Returns the Unix time in seconds.
    pub(crate) fn now(self) -> i64 {
        let since_epoch = self.stopped.unwrap_or_else(|| since_epoch(SystemTime::now()));
        let now = since_epoch.saturating_add(self.ahead);
        i64::try_from(now.as_secs()).unwrap_or(END).min(END)
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&mut self, duration: Duration) {
        self.ahead = self.ahead.saturating_add(duration);
    }
}

fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// Returns the Unix time of the system clock in seconds, for signatures: other parties' clocks do not
/// advance with the sandbox's.
pub(crate) fn system_now() -> i64 {
    Clock::default().now()
}

/// Returns the Unix time of the system clock in milliseconds, for callbacks.
pub(crate) fn system_now_milliseconds() -> i64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
}
