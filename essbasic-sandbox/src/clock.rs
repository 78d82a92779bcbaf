//! The sandbox's clock: the system clock or a fixed time, plus an offset.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Last second of the year 9999. The clock stops there, so that adding days cannot overflow.
pub(crate) const END: i64 = 253_402_300_799;

/// A clock with an offset from the system clock or from a fixed time.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Clock {
    ahead: Duration,
    #[serde(default)]
    behind: Duration,
    /// Time since the Unix epoch at which the clock was stopped.
    #[serde(default)]
    stopped: Option<Duration>,
}

/// State of the sandbox's clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ClockState {
    /// Unix time in seconds.
    pub now: i64,
    /// Seconds by which it is ahead of the system clock; negative if it is behind.
    pub ahead: i64,
    /// `true` if the time changes only when the clock is moved.
    pub is_stopped: bool,
    /// `true` if it shows the time of the system clock.
    pub is_real: bool,
}

impl Clock {
    /// Creates a clock that is stopped at a time.
    pub(crate) fn stopped_at(time: SystemTime) -> Self {
        Self { stopped: Some(since_epoch(time)), ..Self::default() }
    }

    /// Creates a clock that shows a Unix time now, and runs on unless it is stopped.
    pub(crate) fn set_to(time: i64, is_stopped: bool) -> Self {
        let time = Duration::from_secs(u64::try_from(time).unwrap_or_default());
        if is_stopped {
            return Self { stopped: Some(time), ..Self::default() };
        }
        let system = since_epoch(SystemTime::now());
        let (ahead, behind) = (time.saturating_sub(system), system.saturating_sub(time));
        Self { ahead, behind, stopped: None }
    }

    /// Returns the Unix time in seconds.
    pub(crate) fn now(self) -> i64 {
        let since_epoch = self.stopped.unwrap_or_else(|| since_epoch(SystemTime::now()));
        let now = since_epoch.saturating_add(self.ahead).saturating_sub(self.behind);
        i64::try_from(now.as_secs()).unwrap_or(END).min(END)
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&mut self, duration: Duration) {
        self.ahead = self.ahead.saturating_add(duration);
    }

    /// Returns time and offset.
    pub(crate) fn state(self) -> ClockState {
        let now = self.now();
        let is_stopped = self.stopped.is_some();
        ClockState { now, ahead: now - system_now(), is_stopped, is_real: self == Self::default() }
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
