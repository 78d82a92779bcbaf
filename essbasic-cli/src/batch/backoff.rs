//! Delays before repeated attempts of a line that was certainly not executed.

use std::time::Duration;

use tokio::sync::watch;

use super::journal::Marker;

const MIN_DELAY: Duration = Duration::from_millis(500);
const MAX_DELAY: Duration = Duration::from_secs(20);

/// Exponential backoff of one line.
pub(super) struct Backoff {
    marker: Marker,
    stopped: watch::Receiver<bool>,
    retries_left: u32,
    delay: Duration,
}

impl Backoff {
    pub(super) fn new(max_retries: u32, marker: Marker, stopped: watch::Receiver<bool>) -> Self {
        Self { marker, stopped, retries_left: max_retries, delay: MIN_DELAY }
    }

    /// Records the line as not sent and waits for the next attempt. Returns `false` if there is
    /// none, or if the batch stops.
    pub(super) async fn wait(&mut self, line: u64) -> bool {
        if self.retries_left == 0 {
            return false;
        }
        self.retries_left -= 1;
        self.marker.mark_not_sent(line);
        let delay = self.delay;
        self.delay = (2 * delay).min(MAX_DELAY);
        tokio::time::timeout(delay, self.stopped.wait_for(|stopped| *stopped)).await.is_err()
    }
}
