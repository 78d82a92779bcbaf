//! What people and time do to a contract.

use essbasic::flows::ApproverStatus;
use essbasic::models::FlowStatus;

use super::{Flow, SignError};
use crate::state::{Due, Owner, Person, State};

impl State {
    /// A signer signs; the service then signs for those who left that to it.
    pub(crate) fn sign(&mut self, id: &str, at: usize, now: i64) -> Result<(), SignError> {
        let flow = self.flows.get_mut(id).ok_or(SignError::NotFound)?;
        flow.may_act(at)?;
        if flow.approvers[at].status == ApproverStatus::FillPending {
            return Err(SignError::FieldsMissing);
        }
        flow.accept(at, now);
        self.tell_flow(id, "sign", Some(at), now);
        self.go_on(id, now);
        Ok(())
    }

    /// A person of that name signs, wherever it is their turn.
    pub(crate) fn sign_as(&mut self, id: &str, person: &Person) -> Result<(), SignError> {
        let (at, now) = (self.place_of(id, person)?, self.now());
        self.sign(id, at, now)
    }

    /// A signer refuses, which ends the contract.
    pub(crate) fn refuse(
        &mut self,
        id: &str,
        at: usize,
        message: &str,
        now: i64,
    ) -> Result<(), SignError> {
        let flow = self.flows.get_mut(id).ok_or(SignError::NotFound)?;
        flow.may_act(at)?;
        flow.end(FlowStatus::Reject, ApproverStatus::Stop, message);
        let approver = &mut flow.approvers[at];
        approver.status = ApproverStatus::Reject;
        message.clone_into(&mut approver.message);
        approver.done_on = now;
        self.tell_flow(id, "reject", Some(at), now);
        Ok(())
    }

    /// A person of that name refuses.
    pub(crate) fn refuse_as(
        &mut self,
        id: &str,
        person: &Person,
        message: &str,
    ) -> Result<(), SignError> {
        let (at, now) = (self.place_of(id, person)?, self.now());
        self.refuse(id, at, message, now)
    }

    /// A signer fills in what is left to them; what is named otherwise is let be.
    pub(crate) fn fill(
        &mut self,
        id: &str,
        at: usize,
        values: &[(String, String)],
        now: i64,
    ) -> Result<(), SignError> {
        let flow = self.flows.get_mut(id).ok_or(SignError::NotFound)?;
        flow.may_act(at)?;
        let approver = &mut flow.approvers[at];
        for field in &mut approver.fills {
            let value = values.iter().find(|(name, _)| *name == field.name || *name == field.id);
            if let Some((_, value)) = value {
                value.clone_into(&mut field.value);
            }
        }
        if approver.fills.iter().any(super::Field::is_missing) {
            return Err(SignError::FieldsMissing);
        }
        approver.status = ApproverStatus::Pending;
        flow.written_on = now;
        self.tell_flow(id, "fill", Some(at), now);
        Ok(())
    }

    /// A person of that name fills in what is left to them.
    pub(crate) fn fill_as(
        &mut self,
        id: &str,
        person: &Person,
        values: &[(String, String)],
    ) -> Result<(), SignError> {
        let (at, now) = (self.place_of(id, person)?, self.now());
        self.fill(id, at, values, now)
    }

    /// An open contract is cancelled; it is given back while nobody has signed it.
    pub(crate) fn cancel_flow(&mut self, id: &str, message: &str, now: i64) {
        let Some(flow) = self.flows.get_mut(id) else { return };
        flow.end(FlowStatus::Cancel, ApproverStatus::Cancel, message);
        let flow = flow.clone();
        if !flow.somebody_signed() {
            self.refund(&flow, now);
        }
        self.tell_flow(id, "cancel", None, now);
    }

    /// The time to sign is over, for the contract or for a signer of it.
    pub(crate) fn flow_is_late(&mut self, id: &str, now: i64) {
        let Some(flow) = self.flows.get_mut(id).filter(|flow| flow.is_open()) else { return };
        let late = |deadline: i64| deadline <= now;
        let signer =
            flow.approvers.iter().any(|it| it.is_waiting() && it.deadline.is_some_and(late));
        if !late(flow.deadline) && !signer {
            return;
        }
        flow.end(FlowStatus::Deadline, ApproverStatus::Deadline, "");
        self.tell_flow(id, "deadline", None, now);
    }

    /// The contract's document has been made from its template.
    pub(crate) fn flow_is_filled(&mut self, id: &str, now: i64) {
        let Some(flow) = self.flows.get(id) else { return };
        let data = serde_json::json!({"FlowId": flow.id, "FillStatus": 1, "OccurTime": now});
        let owner = flow.owner.clone();
        self.tell(&owner, "DocumentFill", data);
    }

    /// The time to sign becomes another one.
    pub(crate) fn set_deadline(&mut self, id: &str, at: Option<usize>, deadline: i64) {
        let Some(flow) = self.flows.get_mut(id) else { return };
        match at {
            Some(at) => flow.approvers[at].deadline = Some(deadline),
            None => flow.deadline = deadline,
        }
        self.plan(deadline, Due::Deadline { flow: id.to_owned() });
    }

    /// Lets the service sign for those whose turn it is, and ends what is signed by all.
    pub(crate) fn go_on(&mut self, id: &str, now: i64) {
        loop {
            let Some(flow) = self.flows.get_mut(id) else { return };
            let next = (0..flow.approvers.len())
                .find(|at| flow.approvers[*at].signs_itself() && flow.may_act(*at).is_ok());
            let Some(at) = next else { break };
            flow.accept(at, now);
            self.tell_flow(id, "sign", Some(at), now);
        }
        if self.flows.get(id).is_some_and(|flow| flow.status == FlowStatus::All) {
            self.tell_flow(id, "finish", None, now);
            self.end_released(id, now);
        }
    }

    /// Ends the contract that a signed agreement releases its signers from.
    fn end_released(&mut self, id: &str, now: i64) {
        let Some(released) = self.flows.get(id).and_then(|flow| flow.releases.clone()) else {
            return;
        };
        if let Some(flow) = self.flows.get_mut(&released) {
            flow.status = FlowStatus::Relieved;
            for approver in &mut flow.approvers {
                approver.status = ApproverStatus::Relieved;
            }
            self.tell_flow(&released, "finish", None, now);
        }
    }

    fn place_of(&mut self, id: &str, person: &Person) -> Result<usize, SignError> {
        let flow = self.flows.get(id).ok_or(SignError::NotFound)?;
        if let Some(at) = flow.place_of(person) {
            return Ok(at);
        }
        self.pick_up(id, person).ok_or(SignError::NotASigner)
    }

    /// An employee takes up what waits for somebody of their organization.
    fn pick_up(&mut self, id: &str, person: &Person) -> Option<usize> {
        let flow = self.flows.get(id)?;
        let waits = |at: &usize| flow.approvers[*at].status == ApproverStatus::WaitPickup;
        let at = (0..flow.approvers.len()).find(waits)?;
        let owner = Owner::new(&flow.owner.application, &flow.approvers[at].organization);
        let open_id = self
            .employees_of(&owner)
            .into_iter()
            .find(|it| it.mobile == person.mobile && it.verified && !it.resigned)
            .map(|it| it.open_id.clone())?;
        let approver = &mut self.flows.get_mut(id)?.approvers[at];
        approver.open_id = open_id;
        approver.name.clone_from(&person.name);
        approver.mobile.clone_from(&person.mobile);
        approver.status = ApproverStatus::Pending;
        Some(at)
    }
}

impl Flow {
    /// Whether a signer may act now.
    pub(crate) fn may_act(&self, at: usize) -> Result<(), SignError> {
        let approver = self.approvers.get(at).ok_or(SignError::NotASigner)?;
        if !self.is_open() {
            Err(SignError::Ended)
        } else if !approver.is_waiting() || !self.is_turn_of(at) {
            Err(SignError::NotYourTurn)
        } else if approver.status == ApproverStatus::WaitPickup {
            Err(SignError::NotASigner)
        } else if self.is_in_review(approver) {
            Err(SignError::InReview)
        } else {
            Ok(())
        }
    }

    fn accept(&mut self, at: usize, now: i64) {
        let approver = &mut self.approvers[at];
        approver.status = ApproverStatus::Accept;
        approver.done_on = now;
        self.written_on = now;
        self.count();
    }

    /// Says how far the contract is, by its signers.
    pub(crate) fn count(&mut self) {
        let signed = self.approvers.iter().filter(|it| it.status == ApproverStatus::Accept).count();
        self.status = match signed {
            0 => FlowStatus::Init,
            all if all == self.approvers.len() && !self.is_dynamic => FlowStatus::All,
            _ => FlowStatus::Part,
        };
    }

    /// Ends it before all have signed.
    pub(crate) fn end(&mut self, status: FlowStatus, signers: ApproverStatus, message: &str) {
        self.status = status;
        message.clone_into(&mut self.message);
        for approver in self.approvers.iter_mut().filter(|it| it.is_waiting()) {
            approver.status = signers.clone();
        }
    }
}
