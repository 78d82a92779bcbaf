//! Calls that wait for confirmation. A confirmation is valid once, and for one request.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use essbasic::sign::{HexDigest, body_hash};
use serde_json::{Map, Value};

/// Maximum number of waiting calls; older ones have to be confirmed again.
const CAPACITY: usize = 64;

/// The calls that wait for confirmation.
#[derive(Default)]
pub(crate) struct Confirmations(Mutex<VecDeque<WaitingCall>>);

struct WaitingCall {
    nonce: String,
    action: &'static str,
    request: HexDigest,
}

impl Confirmations {
    /// Adds a call, and returns the nonce that confirms it.
    pub(crate) fn ask(&self, action: &'static str, request: &Map<String, Value>) -> String {
        let nonce = crate::token::new_token();
        let mut calls = self.lock();
        calls.push_back(WaitingCall { nonce: nonce.clone(), action, request: hash(request) });
        while calls.len() > CAPACITY {
            calls.pop_front();
        }
        nonce
    }

    /// Returns whether the nonce confirms this call, and invalidates it.
    pub(crate) fn take(&self, nonce: &str, action: &str, request: &Map<String, Value>) -> bool {
        let hash = hash(request);
        let mut calls = self.lock();
        let found = calls.iter().position(|it| {
            it.nonce == nonce && it.action == action && it.request.as_str() == hash.as_str()
        });
        found.and_then(|index| calls.remove(index)).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<WaitingCall>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Confirmations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Confirmations").field("calls", &self.lock().len()).finish()
    }
}

fn hash(request: &Map<String, Value>) -> HexDigest {
    body_hash(Value::Object(request.clone()).to_string().as_bytes())
}
