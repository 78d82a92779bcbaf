//! The changes that this server has sent, so that a repeated one is noticed and no outcome is lost.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, SecondsFormat, Utc};
use essbasic::Descriptor;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::limits;
use crate::outcome::ToolResult;

/// Changes of this process, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<VecDeque<Change>>);

#[derive(Clone, Debug)]
struct Change {
    digest: [u8; 32],
    action: &'static str,
    sent: DateTime<Utc>,
    /// The outcome; none while the call is in progress.
    outcome: Option<Map<String, Value>>,
}

/// Identity of a request: action and bytes.
pub(crate) fn digest(action: &Descriptor, request: &Map<String, Value>) -> [u8; 32] {
    let body = serde_json::to_vec(request).unwrap_or_default();
    Sha256::new().chain_update(action.name).chain_update([0]).chain_update(body).finalize().into()
}

impl Journal {
    /// Notes that a request is being sent.
    pub(crate) fn start(&self, action: &Descriptor, digest: [u8; 32]) -> DateTime<Utc> {
        let sent = Utc::now();
        let mut changes = self.lock();
        changes.push_back(Change { digest, action: action.name, sent, outcome: None });
        while changes.len() > limits::CHANGES {
            changes.pop_front();
        }
        sent
    }

    /// Notes the outcome of a request.
    pub(crate) fn end(&self, digest: [u8; 32], sent: DateTime<Utc>, result: &ToolResult) {
        let mut changes = self.lock();
        let found = changes.iter_mut().find(|it| it.digest == digest && it.sent == sent);
        if let Some(change) = found {
            let mut outcome = result.fields.clone();
            outcome.retain(|_, value| value.to_string().len() <= limits::RESULT_BYTES);
            change.outcome = Some(outcome);
        }
    }

    /// Returns when this very request was last sent, and its outcome.
    pub(crate) fn last(&self, digest: [u8; 32]) -> Option<(String, String)> {
        let changes = self.lock();
        let change = changes.iter().rev().find(|it| it.digest == digest)?;
        let outcome = change.outcome.as_ref().and_then(|it| it.get("outcome")?.as_str());
        Some((time(change.sent), outcome.unwrap_or("in_progress").to_owned()))
    }

    /// Returns all changes as JSON, latest first.
    pub(crate) fn list(&self) -> Value {
        let changes = self.lock();
        let changes = changes
            .iter()
            .rev()
            .map(|it| json!({ "action": it.action, "sent": time(it.sent), "result": it.outcome }));
        changes.collect()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Change>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
