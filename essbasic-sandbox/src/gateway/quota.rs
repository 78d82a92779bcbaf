//! How often an action may be called: so many times in a second, counted anew in the next.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use essbasic::Descriptor;

/// How long a second is: a little less than one, so that nobody is refused who counts seconds of
/// their own, at the other end of a network.
const SECOND: Duration = Duration::from_millis(900);

/// The calls of the running second, by caller and action.
#[derive(Debug, Default)]
pub(super) struct Quota(BTreeMap<(String, &'static str), Second>);

#[derive(Debug)]
struct Second {
    began: Instant,
    calls: u32,
}

impl Quota {
    /// Counts a call; false when the second is full.
    pub(super) fn take(&mut self, caller: &str, action: &'static Descriptor) -> bool {
        let now = Instant::now();
        let second = self
            .0
            .entry((caller.to_owned(), action.name))
            .or_insert(Second { began: now, calls: 0 });
        if now.duration_since(second.began) >= SECOND {
            *second = Second { began: now, calls: 0 };
        }
        second.calls += 1;
        second.calls <= action.rate_limit
    }
}
