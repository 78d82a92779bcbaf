//! The sandbox's clock: the system's, moved forward as far as the tester likes.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// The last second of the year 9999, where the clock stands still: what is to happen so many days
/// later has a time all the same.
const END: i64 = 253_402_300_799;

/// A clock that can be moved forward.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Clock {
    ahead: Duration,
}

impl Clock {
    /// The time in Unix seconds, as the kept state sees it.
    pub(crate) fn now(self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        seconds(since.saturating_add(self.ahead))
    }

    /// Moves it forward.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }
}

/// The system's time in Unix seconds, by which signatures are judged and callbacks are sent: the
/// clocks of others do not move along.
pub(crate) fn system_now() -> i64 {
    Clock::default().now()
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(END).min(END)
}
