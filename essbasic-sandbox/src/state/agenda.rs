//! What is to happen when: the sandbox does it as soon as somebody looks at a later clock.

use serde::{Deserialize, Serialize};

use super::State;

/// What happens at its time.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) enum Due {
    /// A contract's or a signer's time to sign is over.
    Deadline {
        /// The contract.
        flow: String,
    },
    /// A contract's document has been made from its template.
    Filled {
        /// The contract.
        flow: String,
    },
    /// A seal has been looked at by the service's people, and nothing was wrong with it.
    SealReviewed {
        /// The seal.
        seal: String,
    },
}

impl State {
    /// Puts something on the agenda.
    pub(crate) fn plan(&mut self, at: i64, due: Due) {
        let number = self.next_number();
        self.scheduled_tasks.insert(format!("{:020}/{number}", at.max(0)), due);
    }

    /// Whether something is to be done.
    pub(crate) fn is_due(&self, now: i64) -> bool {
        self.scheduled_tasks.iter().next().is_some_and(|(key, _)| time(key) <= now)
    }

    /// Does what is due, the earliest first.
    pub(crate) fn settle(&mut self, now: i64) {
        loop {
            let next = self.scheduled_tasks.iter().next().filter(|(key, _)| time(key) <= now);
            let Some((key, due)) = next.map(|(key, due)| (key.to_owned(), due.clone())) else {
                return;
            };
            let at = time(&key);
            self.scheduled_tasks.remove(&key);
            match due {
                Due::Deadline { flow } => self.flow_is_late(&flow, at),
                Due::Filled { flow } => self.flow_is_filled(&flow, at),
                Due::SealReviewed { seal } => self.seal_is_reviewed(&seal, true, at),
            }
        }
    }
}

/// The time in an agenda's key; what cannot be read is long over.
fn time(key: &str) -> i64 {
    key.split('/').next().and_then(|time| time.parse().ok()).unwrap_or(0)
}
