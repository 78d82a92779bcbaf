//! Calls that wait for confirmation. A confirmation is valid once, and for one request.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use crate::form;
use crate::limits;

/// The calls that wait for confirmation. Requests are kept here, since they may contain long files.
#[derive(Default)]
pub(crate) struct Confirmations(Mutex<VecDeque<WaitingCall>>);

struct WaitingCall {
    nonce: String,
    action: &'static str,
    request: Map<String, Value>,
    bytes: usize,
}

impl Confirmations {
    /// Adds a call, and returns the nonce that confirms it. Removes the oldest if there are too many.
    pub(crate) fn ask(&self, action: &'static str, request: &Map<String, Value>) -> String {
        let (nonce, bytes) = (crate::access::new_token(), form::size(request));
        let (request, mut calls) = (request.clone(), self.lock());
        calls.push_back(WaitingCall { nonce: nonce.clone(), action, request, bytes });
        let total = |calls: &VecDeque<WaitingCall>| calls.iter().map(|it| it.bytes).sum::<usize>();
        while calls.len() > limits::CONFIRMATIONS
            || (calls.len() > 1 && total(&calls) > limits::CONFIRMATION_BYTES)
        {
            calls.pop_front();
        }
        nonce
    }

    /// Returns the request that a nonce confirms, and invalidates the nonce.
    ///
    /// If a request is given, it must be the same.
    pub(crate) fn take(
        &self,
        nonce: &str,
        action: &str,
        request: Option<&Map<String, Value>>,
    ) -> Option<Map<String, Value>> {
        let mut calls = self.lock();
        let found = calls.iter().position(|it| {
            it.nonce == nonce
                && it.action == action
                && request.is_none_or(|request| *request == it.request)
        });
        found.and_then(|index| calls.remove(index)).map(|it| it.request)
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
