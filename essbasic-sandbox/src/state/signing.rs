//! Life cycle of a contract: start, fill in, sign, decline, cancel, expire.

use essbasic::flows::ApproverStatus;
use essbasic::models::FlowStatus;
use serde_json::json;

use super::State;
use super::model::{
    Approver, Employee, Field, Flow, Owner, Person, RENDERING_TIME, ScheduledTask, SignError,
};
use crate::errors::ServiceError;

impl State {
    /// Starts a contract: charges it, schedules its deadlines and signs automatically. Returns its
    /// ID.
    pub(crate) fn start(&mut self, flow: Flow) -> Result<String, ServiceError> {
        self.take_contracts(&flow.owner.application, 1)?;
        self.charge_contract(&flow, flow.created_on);
        Ok(self.open(flow))
    }

    /// Opens a contract that is charged, to be signed or reviewed. Returns its ID.
    pub(crate) fn open(&mut self, flow: Flow) -> String {
        let (id, now) = (flow.id.clone(), flow.created_on);
        self.schedule(flow.deadline, ScheduledTask::Deadline { flow: id.clone() });
        self.schedule_deadlines(&id, &flow.approvers);
        if flow.template.is_some() {
            self.schedule(now + RENDERING_TIME, ScheduledTask::Filled { flow: id.clone() });
        }
        if let Some(file) = flow.file.as_ref().and_then(|file| self.files.get_mut(file)) {
            file.used = true;
        }
        let is_started = !flow.waits_for_start();
        self.flows.insert(id.clone(), flow);
        self.emit_flow_event(&id, "start", None, now);
        if is_started {
            self.hand_out(&id, now);
        }
        id
    }

    /// Hands a contract out to its signers, of whom the automatic ones sign.
    pub(crate) fn hand_out(&mut self, id: &str, now: i64) {
        self.emit_receipts(id, now);
        self.advance_flow(id, now);
    }

    /// Signs as the signer at `index`, followed by the automatic signatures that this allows.
    pub(crate) fn sign(&mut self, id: &str, index: usize, now: i64) -> Result<(), SignError> {
        let flow = self.flows.get_mut(id).ok_or(SignError::NotFound)?;
        flow.check_turn(index)?;
        if flow.approvers[index].status == ApproverStatus::FillPending {
            return Err(SignError::FieldsMissing);
        }
        flow.accept(index, now);
        self.emit_flow_event(id, "sign", Some(index), now);
        self.advance_flow(id, now);
        Ok(())
    }

    /// Signs as a person.
    pub(crate) fn sign_as(&mut self, id: &str, person: &Person) -> Result<(), SignError> {
        let (index, now) = (self.signer_of(id, person)?, self.now());
        self.sign(id, index, now)
    }

    /// Declines as the signer at `index`, which ends the contract.
    pub(crate) fn decline(
        &mut self,
        id: &str,
        index: usize,
        message: &str,
        now: i64,
    ) -> Result<(), SignError> {
        let flow = self.flows.get(id).ok_or(SignError::NotFound)?;
        flow.check_turn(index)?;
        if flow.approvers[index].no_refuse {
            return Err(SignError::DeclineForbidden);
        }
        self.reject(id, Some(index), message, now);
        Ok(())
    }

    /// Ends a contract because the signer at `signer`, or the review of their signature, declines.
    pub(crate) fn reject(&mut self, id: &str, signer: Option<usize>, message: &str, now: i64) {
        let Some(flow) = self.flows.get_mut(id) else { return };
        flow.end(FlowStatus::Reject, ApproverStatus::Stop, message);
        if let Some(approver) = signer.and_then(|index| flow.approvers.get_mut(index)) {
            approver.status = ApproverStatus::Reject;
            message.clone_into(&mut approver.message);
            approver.done_on = now;
        }
        self.emit_flow_event(id, "reject", signer, now);
    }

    /// Declines as a person.
    pub(crate) fn decline_as(
        &mut self,
        id: &str,
        person: &Person,
        message: &str,
    ) -> Result<(), SignError> {
        let (index, now) = (self.signer_of(id, person)?, self.now());
        self.decline(id, index, message, now)
    }

    /// Fills in the fields of the signer at `index`; values of other fields are ignored.
    pub(crate) fn fill(
        &mut self,
        id: &str,
        index: usize,
        values: &[(String, String)],
        now: i64,
    ) -> Result<(), SignError> {
        let flow = self.flows.get_mut(id).ok_or(SignError::NotFound)?;
        flow.check_turn(index)?;
        let approver = &mut flow.approvers[index];
        for field in &mut approver.fills {
            let value = values.iter().find(|(name, _)| *name == field.name || *name == field.id);
            if let Some((_, value)) = value {
                value.clone_into(&mut field.value);
            }
        }
        if approver.fills.iter().any(Field::is_missing) {
            return Err(SignError::FieldsMissing);
        }
        approver.status = ApproverStatus::Pending;
        self.emit_flow_event(id, "fill", Some(index), now);
        Ok(())
    }

    /// Cancels an open contract, with a refund if no person has signed it.
    pub(crate) fn cancel_flow(&mut self, id: &str, message: &str, now: i64) {
        let Some(flow) = self.flows.get_mut(id) else { return };
        flow.end(FlowStatus::Cancel, ApproverStatus::Cancel, message);
        let flow = flow.clone();
        if !flow.has_signature() {
            self.refund(&flow, now);
        }
        self.emit_flow_event(id, "cancel", None, now);
    }

    /// Ends a contract if its deadline, or that of a signer, has passed.
    pub(crate) fn expire_flow(&mut self, id: &str, now: i64) {
        let Some(flow) = self.flows.get_mut(id).filter(|flow| flow.is_open()) else { return };
        let is_over = |deadline: i64| deadline <= now;
        let signer_is_late =
            flow.approvers.iter().any(|it| it.is_waiting() && it.deadline.is_some_and(is_over));
        if !is_over(flow.deadline) && !signer_is_late {
            return;
        }
        let late = flow.approvers.iter();
        let late = late.filter(|it| it.is_waiting() && it.deadline.is_some_and(is_over));
        let late: Vec<_> = late.map(|it| it.recipient_id.clone()).collect();
        let owner = flow.owner.clone();
        flow.end(FlowStatus::Deadline, ApproverStatus::Deadline, "");
        for recipient in late {
            let event = json!({"FlowId": id, "RecipientId": recipient, "OccurTime": now});
            self.emit(&owner, "ApproverDeadlineExpired", event);
        }
        self.emit_flow_event(id, "deadline", None, now);
    }

    /// Reports that the document of a contract was created from its template.
    pub(crate) fn finish_document(&mut self, id: &str, now: i64) {
        let Some(flow) = self.flows.get(id) else { return };
        let event = json!({"FlowId": flow.id, "FillStatus": 1, "OccurTime": now});
        let owner = flow.owner.clone();
        self.emit(&owner, "DocumentFill", event);
    }

    /// Sets the deadline of a contract, or of the signer at `index`.
    pub(crate) fn set_deadline(&mut self, id: &str, index: Option<usize>, deadline: i64) {
        let Some(flow) = self.flows.get_mut(id) else { return };
        match index {
            Some(index) => flow.approvers[index].deadline = Some(deadline),
            None => flow.deadline = deadline,
        }
        self.schedule(deadline, ScheduledTask::Deadline { flow: id.to_owned() });
    }

    /// Schedules the deadlines of signers, which end the contract.
    pub(crate) fn schedule_deadlines(&mut self, id: &str, approvers: &[Approver]) {
        for deadline in approvers.iter().filter_map(|approver| approver.deadline) {
            self.schedule(deadline, ScheduledTask::Deadline { flow: id.to_owned() });
        }
    }

    /// Adds automatic signatures, and completes a contract that all have signed.
    pub(crate) fn advance_flow(&mut self, id: &str, now: i64) {
        loop {
            let Some(flow) = self.flows.get_mut(id) else { return };
            let next = (0..flow.approvers.len())
                .find(|it| flow.approvers[*it].is_automatic() && flow.check_turn(*it).is_ok());
            let Some(index) = next else { break };
            flow.accept(index, now);
            self.emit_flow_event(id, "sign", Some(index), now);
        }
        if self.flows.get(id).is_some_and(|flow| flow.status == FlowStatus::All) {
            self.emit_flow_event(id, "finish", None, now);
            self.terminate_released(id, now);
        }
    }

    /// Terminates the contract that a completed termination agreement is about.
    fn terminate_released(&mut self, id: &str, now: i64) {
        let Some(released) = self.flows.get(id).and_then(|flow| flow.releases.clone()) else {
            return;
        };
        if let Some(flow) = self.flows.get_mut(&released) {
            flow.status = FlowStatus::Relieved;
            for approver in &mut flow.approvers {
                approver.status = ApproverStatus::Relieved;
            }
            self.emit_flow_event(&released, "finish", None, now);
        }
    }

    /// Returns the index of the signer that a person is or becomes.
    ///
    /// A person can become a signer that the contract does not name, an employee one of which it names only
    /// the organization.
    pub(crate) fn signer_of(&mut self, id: &str, person: &Person) -> Result<usize, SignError> {
        let flow = self.flows.get(id).ok_or(SignError::NotFound)?;
        if let Some(index) = flow.index_of(person) {
            return Ok(index);
        }
        self.pick_up(id, person).ok_or(SignError::NotASigner)
    }

    fn pick_up(&mut self, id: &str, person: &Person) -> Option<usize> {
        let flow = self.flows.get(id)?;
        let waits = |it: &usize| flow.approvers[*it].status == ApproverStatus::WaitPickup;
        let index = (0..flow.approvers.len()).find(waits)?;
        let owner = Owner::new(&flow.owner.application, &flow.approvers[index].organization);
        let open_id = if flow.approvers[index].is_organization() {
            let is = |it: &&Employee| it.mobile == person.mobile && it.verified && !it.resigned;
            self.employees_of(&owner).into_iter().find(is)?.open_id.clone()
        } else {
            String::new()
        };
        let approver = &mut self.flows.get_mut(id)?.approvers[index];
        approver.open_id = open_id;
        approver.name.clone_from(&person.name);
        approver.mobile.clone_from(&person.mobile);
        approver.set_pending();
        Some(index)
    }
}
