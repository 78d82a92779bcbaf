//! The rate limit: a number of calls per second for each caller and action.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use essbasic::Descriptor;

/// Length of a window. Slightly less than a second, so that a client that keeps the limit by its
/// own clock is never rejected because of network jitter.
const WINDOW: Duration = Duration::from_millis(900);

/// Calls of the current window, by caller and action.
#[derive(Debug, Default)]
pub(super) struct RateLimit(BTreeMap<(String, &'static str), Window>);

#[derive(Debug)]
struct Window {
    started: Instant,
    calls: u32,
}

impl RateLimit {
    /// Counts a call. Returns `false` if the limit is exceeded.
    pub(super) fn try_acquire(&mut self, caller: &str, action: &'static Descriptor) -> bool {
        let now = Instant::now();
        let key = (caller.to_owned(), action.name);
        let window = self.0.entry(key).or_insert(Window { started: now, calls: 0 });
        if now.duration_since(window.started) >= WINDOW {
            *window = Window { started: now, calls: 0 };
        }
        window.calls += 1;
        window.calls <= action.rate_limit
    }
}
