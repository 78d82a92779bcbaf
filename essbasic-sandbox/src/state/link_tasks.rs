//! Completion of the tasks behind links.

use essbasic::organizations::AuthorizationStatus;
use serde_json::json;

use super::State;
use super::model::{ADMIN_ROLE, Link, Owner, Person, Purpose, SignError};
use crate::seed::ROLES;

impl State {
    /// Completes the task of a link: verification, authorization, service, start, cancellation, or
    /// signature. Contracts are signed by the signer of the link, or by `person`.
    pub(crate) fn complete_link(
        &mut self,
        token: &str,
        person: Option<&Person>,
    ) -> Result<(), SignError> {
        let Link { purpose, .. } = self.link(token).cloned().ok_or(SignError::NotFound)?;
        if !matches!(purpose, Purpose::Sign { .. }) {
            // Only links to sign can be used again.
            self.links.remove(token);
        }
        match purpose {
            Purpose::Sign { flows, signer } => self.sign_all(&flows, signer.as_deref(), person),
            Purpose::Console { employee } => self.verify(&employee),
            Purpose::AutoSign { owner, key } => {
                self.enable_auto_sign(&owner, &key);
                Ok(())
            }
            Purpose::Service { owner, service, open, operator } => {
                self.set_service(&owner, &service, open, &operator);
                Ok(())
            }
            Purpose::Partners { application, pairs } => {
                self.authorize_partners(&application, &pairs);
                Ok(())
            }
            Purpose::Prepared { flows, group } => self.start_prepared(flows, group),
            Purpose::Cancel { task } => {
                self.confirm_cancellation(&task);
                Ok(())
            }
            _ => Err(SignError::NotFound),
        }
    }

    /// Declines the contracts of a link to sign.
    #[cfg(feature = "pages")]
    pub(crate) fn decline_link(
        &mut self,
        token: &str,
        person: Option<&Person>,
        message: &str,
    ) -> Result<(), SignError> {
        let Link { purpose, .. } = self.link(token).cloned().ok_or(SignError::NotFound)?;
        let Purpose::Sign { flows, signer } = purpose else { return Err(SignError::NotFound) };
        let now = self.now();
        for id in flows {
            match (signer.as_deref(), person) {
                (Some(signer), _) => {
                    let flow = self.flows.get(&id).ok_or(SignError::NotFound)?;
                    let index = flow.signer(signer).ok_or(SignError::NotASigner)?;
                    self.decline(&id, index, message, now)?;
                }
                (None, Some(person)) => self.decline_as(&id, person, message)?,
                (None, None) => return Err(SignError::NotASigner),
            }
        }
        Ok(())
    }

    /// Signs the contracts of a link as its signer, or as `person`.
    fn sign_all(
        &mut self,
        flows: &[String],
        signer: Option<&str>,
        person: Option<&Person>,
    ) -> Result<(), SignError> {
        let now = self.now();
        let mut last = Err(SignError::NotASigner);
        for id in flows {
            let flow = self.flows.get(id).ok_or(SignError::NotFound)?;
            let index = signer.and_then(|signer| flow.signer(signer));
            let index = index.filter(|it| !flow.approvers[*it].name.is_empty());
            let is_done = person.and_then(|it| flow.index_of(it)).is_some_and(|index| {
                flow.approvers[index].status == essbasic::flows::ApproverStatus::Accept
            });
            last = match (index, person) {
                (Some(index), _) => Ok(self.sign(id, index, now)?),
                (None, Some(_)) if is_done && flows.len() > 1 => continue,
                (None, Some(person)) => Ok(self.sign_as(id, person)?),
                (None, None) => return Err(SignError::NotASigner),
            };
        }
        last
    }

    /// Verifies an employee, and their organization if it is not verified yet.
    pub(crate) fn verify(&mut self, key: &str) -> Result<(), SignError> {
        let now = self.now();
        let employee = self.employees.get_mut(key).ok_or(SignError::NotFound)?;
        if employee.resigned {
            return Err(SignError::NotFound);
        }
        let owner = employee.owner.clone();
        let open_id = employee.open_id.clone();
        if !employee.verified {
            (employee.verified, employee.verified_on) = (true, now);
            self.emit_employee_event("VerifyStaffInfo", &owner, &open_id);
        }
        self.verify_organization(&owner, &open_id, now);
        if let Some(employee) = self.employees.get_mut(key).filter(|it| it.roles.is_empty()) {
            employee.roles.insert(ROLES[1].0.to_owned());
        }
        Ok(())
    }

    fn verify_organization(&mut self, owner: &Owner, admin: &str, now: i64) {
        let Some(organization) = self.organizations.get_mut(&owner.key()) else { return };
        if organization.status == AuthorizationStatus::Verified {
            return;
        }
        organization.status = AuthorizationStatus::Verified;
        admin.clone_into(&mut organization.admin);
        let activates_itself = organization.activates_itself;
        let name = organization.name.clone();
        let event = json!({
            "OrganizationName": name,
            "AuthorizationStatus": organization.status,
            "OccurTime": now,
        });
        let authorized = json!({"AuthSuccess": true, "OrganizationName": name, "OccurTime": now});
        self.emit(owner, "OrgAuth", authorized);
        self.emit(owner, "OrganizationAuthorization", event);
        if let Some(employee) = self.employees.get_mut(&owner.employee(admin)) {
            employee.roles.insert(ADMIN_ROLE.to_owned());
        }
        // Stays inactive if no license is left.
        if activates_itself && self.activate(owner).is_ok() {
            let event = json!({"OpenSuccess": true, "OrganizationName": name, "OccurTime": now});
            self.emit(owner, "OrgOpenTsignBiz", event);
        }
    }
}
