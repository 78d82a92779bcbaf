//! Records since the start of a guide: calls, acts of people and deliveries.

use std::sync::Arc;

use essbasic_sandbox::{ActKind, CallOutcome, Record, RecordedAct, RecordedCall, RecordedDelivery};
use serde_json::{Map, Value};

/// Records of a guide.
pub(super) struct Recorded(Vec<Record>);

/// A call that got a response.
pub(super) struct GuideCall {
    pub(super) number: u64,
    /// Empty if the body was too long to be recorded.
    pub(super) request: Map<String, Value>,
    pub(super) response: Map<String, Value>,
}

impl Recorded {
    pub(super) fn new(records: Vec<Record>) -> Self {
        Self(records)
    }

    /// Returns the last call of an action that succeeded and that `matches`.
    pub(super) fn call(
        &self,
        action: &str,
        matches: impl Fn(&GuideCall) -> bool,
    ) -> Option<GuideCall> {
        let done = self.calls(action).filter(|call| call.outcome == CallOutcome::Done);
        done.filter_map(GuideCall::read).find(matches)
    }

    /// Returns the last call of an action that was rejected and that `matches`, and its error code.
    pub(super) fn rejection(
        &self,
        action: &str,
        matches: impl Fn(&GuideCall) -> bool,
    ) -> Option<(GuideCall, String)> {
        let mut rejected = self.calls(action).filter_map(|call| match &call.outcome {
            CallOutcome::Rejected(code) => Some((GuideCall::read(call)?, code.clone())),
            _ => None,
        });
        rejected.find(|(call, _)| matches(call))
    }

    /// Returns the calls of an action, newest first.
    fn calls(&self, action: &str) -> impl Iterator<Item = &RecordedCall> {
        let calls = self.0.iter().rev().filter_map(|record| match record {
            Record::Call(call) => Some(&**call),
            _ => None,
        });
        calls.filter(move |call| call.action() == action)
    }

    /// Returns the last act of a kind that succeeded and that `matches`.
    pub(super) fn act(
        &self,
        kind: ActKind,
        matches: impl Fn(&RecordedAct) -> bool,
    ) -> Option<Arc<RecordedAct>> {
        self.0.iter().rev().find_map(|record| match record {
            Record::Act(act) if act.kind == kind && act.result.is_ok() && matches(act) => {
                Some(Arc::clone(act))
            }
            _ => None,
        })
    }

    /// Returns the first delivery that `matches`.
    pub(super) fn delivery(
        &self,
        matches: impl Fn(&RecordedDelivery) -> bool,
    ) -> Option<Arc<RecordedDelivery>> {
        self.0.iter().find_map(|record| match record {
            Record::Delivery(delivery) if matches(delivery) => Some(Arc::clone(delivery)),
            _ => None,
        })
    }
}

impl GuideCall {
    fn read(call: &RecordedCall) -> Option<Self> {
        let mut response: Map<String, Value> =
            serde_json::from_slice(call.response_body.bytes()).ok()?;
        let Some(Value::Object(response)) = response.remove("Response") else { return None };
        let request = call.fields().unwrap_or_default();
        Some(Self { number: call.number, request, response })
    }

    /// Returns whether a list of the request contains a string.
    pub(super) fn names(&self, list: &str, text: &str) -> bool {
        let items = self.request.get(list).and_then(Value::as_array);
        items.is_some_and(|items| items.iter().any(|it| it == text))
    }
}
