//! Pending questions.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::limits;

/// Pending questions: each is asked in a result, and answered when the client repeats the call.
#[derive(Default)]
pub(crate) struct Questions(Mutex<VecDeque<Question>>);

struct Question {
    state: String,
    digest: [u8; 32],
    expires: Instant,
}

impl Questions {
    /// Adds a question, and returns the state that identifies it.
    ///
    /// Drops the oldest question if there are too many.
    pub(crate) fn ask(&self, digest: [u8; 32], timeout: Duration) -> String {
        let state = essbasic_explorer::new_token();
        let expires = Instant::now() + timeout;
        let mut questions = self.lock();
        questions.push_back(Question { state: state.clone(), digest, expires });
        while questions.len() > limits::QUESTIONS {
            questions.pop_front();
        }
        state
    }

    /// Removes the question of a state.
    ///
    /// Returns whether it was asked about exactly this request and has not expired.
    pub(crate) fn take(&self, state: &str, digest: [u8; 32]) -> bool {
        let mut questions = self.lock();
        let Some(index) = questions.iter().position(|it| it.state == state) else { return false };
        questions.remove(index).is_some_and(|it| it.digest == digest && it.expires > Instant::now())
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Question>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Questions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Questions").field("questions", &self.lock().len()).finish()
    }
}
