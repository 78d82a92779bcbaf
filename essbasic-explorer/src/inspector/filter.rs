//! Which calls are shown: by action, by outcome, by a text anywhere in them.

use essbasic_sandbox::RecordedCall;
use serde::Deserialize;

/// Which calls are shown; all unless something is said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    pub(super) action: String,
    pub(super) outcome: String,
    pub(super) q: String,
}

impl Filter {
    /// Whether a call is shown.
    pub(super) fn takes(&self, call: &RecordedCall) -> bool {
        let action = self.action.trim();
        (action.is_empty() || contains(call.action(), action))
            && (self.outcome.is_empty() || call.outcome.as_str() == self.outcome)
            && (self.q.trim().is_empty() || self.is_in(call))
    }

    fn is_in(&self, call: &RecordedCall) -> bool {
        let q = self.q.trim();
        contains(&call.request_head, q)
            || contains(call.request_id.as_deref().unwrap_or_default(), q)
            || [&call.request_body, &call.response_body]
                .into_iter()
                .any(|body| contains(&String::from_utf8_lossy(body.bytes()), q))
    }

    /// The same as the query of an address.
    pub(super) fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("action", &self.action), ("outcome", &self.outcome), ("q", &self.q)])
            .finish()
    }
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}
