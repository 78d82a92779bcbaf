//! Another time for a call of which nothing was done.

use std::time::Duration;

use tokio::sync::watch;

use super::journal::Marker;

/// How long a call waits at first, and how long at most.
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The other times that a call has.
pub(super) struct Later {
    marker: Marker,
    closed: watch::Receiver<bool>,
    left: u32,
    wait: Duration,
}

impl Later {
    /// So many other times, as long as the gate is open.
    pub(super) fn new(times: u32, marker: Marker, closed: watch::Receiver<bool>) -> Self {
        Self { marker, closed, left: times, wait: FIRST_WAIT }
    }

    /// Waits for another time; false when there is none. Meanwhile the line counts as not sent.
    pub(super) async fn comes(&mut self, line: u64) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        self.marker.not_sent(line);
        let wait = self.wait;
        self.wait = (2 * wait).min(LONGEST_WAIT);
        tokio::time::timeout(wait, self.closed.wait_for(|closed| *closed)).await.is_err()
    }
}
