//! Changes that this server has sent, to detect repeated ones and to keep every outcome.

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
pub(crate) struct ChangeLog(Mutex<VecDeque<Change>>);

#[derive(Clone, Debug)]
struct Change {
    digest: [u8; 32],
    action: &'static str,
    sent: DateTime<Utc>,
    /// The result; `None` while the call is in progress.
    result: Option<Map<String, Value>>,
}

/// Returns the digest of a request: of its action and its bytes.
pub(crate) fn digest(action: &Descriptor, request: &Map<String, Value>) -> [u8; 32] {
    let body = serde_json::to_vec(request).unwrap_or_default();
    Sha256::new().chain_update(action.name).chain_update([0]).chain_update(body).finalize().into()
}

impl ChangeLog {
    /// Records that a request is being sent.
    pub(crate) fn start(&self, action: &Descriptor, digest: [u8; 32]) -> DateTime<Utc> {
        let sent = Utc::now();
        let mut changes = self.lock();
        changes.push_back(Change { digest, action: action.name, sent, result: None });
        while changes.len() > limits::CHANGES {
            changes.pop_front();
        }
        sent
    }

    /// Records the outcome of a request.
    pub(crate) fn end(&self, digest: [u8; 32], sent: DateTime<Utc>, result: &ToolResult) {
        let mut changes = self.lock();
        let found = changes.iter_mut().find(|it| it.digest == digest && it.sent == sent);
        if let Some(change) = found {
            let mut fields = result.fields.clone();
            fields.retain(|_, value| value.to_string().len() <= limits::RESULT_BYTES);
            change.result = Some(fields);
        }
    }

    /// Returns the time at which exactly this request was last sent, and its outcome.
    pub(crate) fn last(&self, digest: [u8; 32]) -> Option<(String, String)> {
        let changes = self.lock();
        let change = changes.iter().rev().find(|it| it.digest == digest)?;
        let outcome = change.result.as_ref().and_then(|it| it.get("outcome")?.as_str());
        Some((time(change.sent), outcome.unwrap_or("in_progress").to_owned()))
    }

    /// Returns all changes as JSON, latest first.
    pub(crate) fn list(&self) -> Value {
        let changes = self.lock();
        let changes = changes
            .iter()
            .rev()
            .map(|it| json!({ "action": it.action, "sent": time(it.sent), "result": it.result }));
        changes.collect()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Change>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
