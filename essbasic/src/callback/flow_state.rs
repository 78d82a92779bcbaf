//! State of a contract, merged from events independent of their order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::events::{Approver, Event, FlowStatusChange};

mod stage;

pub(super) use stage::stages;
pub use stage::{ApproverStage, FlowStage};

/// Maximum number of signers in a [`FlowState`]. Signers beyond it are ignored.
pub const MAX_APPROVERS: usize = 200;

/// State of a contract and its signers, merged from events.
///
/// Events may arrive in any order and more than once, and some may be missing: the resulting state is the
/// same, because stages have an order and only move forward; a final stage is left only when a signed
/// contract is terminated. Store the state with the contract; it implements `Serialize` and `Deserialize`.
///
/// ```
/// use essbasic::callback::events::{FlowCallbackStatus, FlowStatusChange};
/// use essbasic::callback::{Event, FlowStage, FlowState, Merge};
///
/// let event = |status| -> Event {
///     FlowStatusChange::new().flow_id("yDwFakeFlow00000000000000000001").flow_callback_status(status).into()
/// };
/// let mut state = FlowState::new("yDwFakeFlow00000000000000000001");
/// assert_eq!(state.apply(&event(FlowCallbackStatus::All)), Merge::Applied);
/// // "Started" was overtaken by "signed by all".
/// assert_eq!(state.apply(&event(FlowCallbackStatus::Init)), Merge::Stale);
/// assert_eq!(state.apply(&event(FlowCallbackStatus::Cancel)), Merge::Conflict);
/// assert_eq!(state.stage(), FlowStage::All);
/// ```
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FlowState {
    flow_id: String,
    stage: FlowStage,
    approvers: BTreeMap<String, ApproverStage>,
}

/// Result of applying an event to a state.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Merge {
    /// The event is about another contract or organization, or reports no status. Nothing changed.
    Unrelated,
    /// The state is as far as the event, or further. Nothing changed.
    Stale,
    /// The state moved forward.
    Applied,
    /// The event contradicts a final stage, which did not change. Query the contract with
    /// `DescribeFlowDetailInfo`.
    Conflict,
}

impl FlowState {
    /// Creates the state of a contract without any event: [`FlowStage::Unknown`].
    pub fn new(flow_id: impl Into<String>) -> Self {
        Self { flow_id: flow_id.into(), stage: FlowStage::Unknown, approvers: BTreeMap::new() }
    }

    /// Creates the state that an event reports. Returns `None` if the event reports no status of a
    /// contract.
    pub fn from_event(event: &Event) -> Option<Self> {
        let mut state = Self::new(Self::flow_id_of(event)?);
        state.apply(event);
        Some(state)
    }

    /// Returns the ID of the contract whose status an event reports.
    pub fn flow_id_of(event: &Event) -> Option<&str> {
        let flow_id = match event {
            Event::FlowStatusChange(change) => change.flow_id.as_deref(),
            Event::ApproverDeadlineExpired(expired) => expired.flow_id.as_deref(),
            _ => None,
        };
        flow_id.filter(|id| !id.is_empty())
    }

    /// Applies an event: `FlowStatusChange` or `ApproverDeadlineExpired`.
    ///
    /// The result is that of the contract or of the signer that changed most. After a conflict about
    /// the contract, its signers are not changed.
    pub fn apply(&mut self, event: &Event) -> Merge {
        if Self::flow_id_of(event) != Some(&self.flow_id) {
            return Merge::Unrelated;
        }
        match event {
            Event::FlowStatusChange(change) => self.apply_change(change),
            Event::ApproverDeadlineExpired(expired) => {
                self.merge_approver(expired.recipient_id.as_deref(), ApproverStage::Deadline)
            }
            _ => Merge::Unrelated,
        }
    }

    fn apply_change(&mut self, change: &FlowStatusChange) -> Merge {
        let result = self.stage.merge(stage_of(change));
        if result == Merge::Conflict {
            return result;
        }
        let approvers = change.approvers.iter().flatten();
        approvers.fold(result, |result, approver| {
            let id = approver.recipient_id.as_deref().filter(|id| !id.is_empty());
            let id = id.or(approver.user_id.as_deref());
            result.max(self.merge_approver(id, approver_stage_of(approver)))
        })
    }

    fn merge_approver(&mut self, id: Option<&str>, reported: ApproverStage) -> Merge {
        let Some(id) = id.filter(|id| !id.is_empty()) else { return Merge::Stale };
        if let Some(stage) = self.approvers.get_mut(id) {
            return stage.merge(reported);
        }
        if self.approvers.len() >= MAX_APPROVERS || reported == ApproverStage::Unknown {
            return Merge::Stale;
        }
        self.approvers.insert(id.to_owned(), reported);
        Merge::Applied
    }

    /// Returns the contract ID.
    pub fn flow_id(&self) -> &str {
        &self.flow_id
    }

    /// Returns the stage of the contract.
    pub fn stage(&self) -> FlowStage {
        self.stage
    }

    /// Returns whether the stage is final. A contract signed by all can still be terminated.
    pub fn is_final(&self) -> bool {
        self.stage.is_final()
    }

    /// Returns the stage of a signer by their recipient ID.
    pub fn approver(&self, recipient_id: &str) -> ApproverStage {
        self.approvers.get(recipient_id).copied().unwrap_or_default()
    }

    /// Returns the recipient IDs of the signers with their stages, at most [`MAX_APPROVERS`].
    pub fn approvers(&self) -> impl Iterator<Item = (&str, ApproverStage)> {
        self.approvers.iter().map(|(id, stage)| (id.as_str(), *stage))
    }
}

/// Returns the stage of a contract: its number, or its word if there is no number.
fn stage_of(change: &FlowStatusChange) -> FlowStage {
    match (change.flow_callback_status, &change.flow_callback_show_status) {
        (Some(number), _) if FlowStage::from(number) != FlowStage::Unknown => number.into(),
        (_, Some(word)) => word.into(),
        _ => FlowStage::Unknown,
    }
}

fn approver_stage_of(approver: &Approver) -> ApproverStage {
    // The word distinguishes more stages than the number.
    let word = approver.approve_callback_show_status.as_ref().map(ApproverStage::from);
    match (word, approver.approve_callback_status) {
        (Some(word), _) if word != ApproverStage::Unknown => word,
        (_, Some(number)) => number.into(),
        _ => ApproverStage::Unknown,
    }
}
