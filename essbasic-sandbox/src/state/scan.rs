//! Scans of QR codes.

use serde_json::json;

use super::State;
use super::model::{Approver, Flow, Owner, PartyKind, Person, ScanError};

const DAY: i64 = 24 * 60 * 60;

impl State {
    /// Starts a contract from a QR code for a person. Returns its ID. If the quota is used up, only
    /// the event of the failure is to be committed.
    pub(crate) fn scan(&mut self, id: &str, person: &Person) -> Result<String, ScanError> {
        let now = self.now();
        let code = self.qr_codes.get(id).ok_or(ScanError::NotFound)?;
        code.check_person(person, now)?;
        let (owner, creator) = (code.owner.clone(), code.creator.clone());
        let mut flow = Flow::new(owner.clone(), &creator, &code.flow_name(person), now);
        flow.deadline = now + code.flow_days * DAY;
        flow.qr_code = Some(id.to_owned());
        flow.template = Some(code.template.clone());
        let template = self.enabled_template(&owner, &code.template).ok_or(ScanError::Invalid)?;
        flow.ordered = template.ordered;
        for party in &template.parties {
            let mut approver = Approver::new(party.kind.approver());
            approver.recipient_id.clone_from(&party.recipient_id);
            approver.role_name.clone_from(&party.role_name);
            if party.kind == PartyKind::Person {
                approver.name.clone_from(&person.name);
                approver.mobile.clone_from(&person.mobile);
            } else {
                self.set_employee(&mut approver, &owner, &creator);
            }
            flow.approvers.push(approver);
        }
        let Ok(flow) = self.start(flow) else {
            let event = json!({"QrCodeId": id, "OccurTime": now});
            self.emit(&owner, "CreateFlowByQrCode", event);
            return Err(ScanError::QuotaExhausted);
        };
        if let Some(code) = self.qr_codes.get_mut(id) {
            code.scanned_by.insert(person.mobile.clone());
            code.flows += 1;
        }
        let event = json!({"QrCodeId": id, "FlowId": flow, "OccurTime": now});
        self.emit(&owner, "MultiFlowSignQrCodeCost", event);
        Ok(flow)
    }

    /// Makes an employee the signer for their organization.
    pub(crate) fn set_employee(&self, approver: &mut Approver, owner: &Owner, open_id: &str) {
        approver.organization.clone_from(&owner.organization);
        open_id.clone_into(&mut approver.open_id);
        if let Some(organization) = self.organizations.get(&owner.key()) {
            approver.organization_name.clone_from(&organization.name);
        }
        if let Some(employee) = self.employee(owner, open_id) {
            approver.name.clone_from(&employee.name);
            approver.mobile.clone_from(&employee.mobile);
        }
    }
}
