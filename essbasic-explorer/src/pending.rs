//! What was asked and not agreed to yet: an agreement holds once, and for these very bytes.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use essbasic::sign::{HexDigest, body_hash};
use serde_json::{Map, Value};

/// So many questions wait for an answer; older ones are asked again.
const MOST: usize = 64;

/// The questions that wait for an answer.
#[derive(Default)]
pub(crate) struct Pending(Mutex<VecDeque<Question>>);

struct Question {
    nonce: String,
    action: &'static str,
    bytes: HexDigest,
}

impl Pending {
    /// Notes a question, and tells what an agreement to it says.
    pub(crate) fn ask(&self, action: &'static str, members: &Map<String, Value>) -> String {
        let nonce = nonce();
        let mut questions = self.lock();
        questions.push_back(Question { nonce: nonce.clone(), action, bytes: hash(members) });
        while questions.len() > MOST {
            questions.pop_front();
        }
        nonce
    }

    /// Takes an agreement, if it is one to this, and was not taken before.
    pub(crate) fn take(&self, nonce: &str, action: &str, members: &Map<String, Value>) -> bool {
        let bytes = hash(members);
        let mut questions = self.lock();
        let found = questions.iter().position(|it| {
            it.nonce == nonce && it.action == action && it.bytes.as_str() == bytes.as_str()
        });
        found.and_then(|at| questions.remove(at)).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Question>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").field("questions", &self.lock().len()).finish()
    }
}

/// Nobody guesses it, another page above all.
fn nonce() -> String {
    crate::token::random()
}

fn hash(members: &Map<String, Value>) -> HexDigest {
    body_hash(Value::Object(members.clone()).to_string().as_bytes())
}
