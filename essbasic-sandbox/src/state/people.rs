//! What people do on the pages that links lead to.

use essbasic::models::FlowStatus;
use essbasic::organizations::AuthorizationStatus;
use serde_json::json;

use super::{Link, Owner, Person, Purpose, SignError, State};

impl State {
    /// A person agrees to what a link asks of them: to be verified, to let the service sign, to
    /// switch something on, to cancel. A contract is signed by who is named.
    pub(crate) fn agree(&mut self, token: &str, who: Option<&Person>) -> Result<(), SignError> {
        let Link { purpose, .. } = self.link(token).cloned().ok_or(SignError::NotFound)?;
        if !matches!(purpose, Purpose::Sign { .. }) {
            // Everything but a contract is agreed to once.
            self.links.remove(token);
        }
        match purpose {
            Purpose::Sign { flows, signer } => self.sign_all(&flows, signer.as_deref(), who),
            Purpose::Console { employee } => self.verify(&employee),
            Purpose::AutoSign { owner, key } => {
                self.enable_auto_sign(&owner, &key);
                Ok(())
            }
            Purpose::Service { owner, service, open, operator } => {
                self.switch(&owner, &service, open, &operator);
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

    /// A person refuses to sign what a link leads to.
    pub(crate) fn decline(
        &mut self,
        token: &str,
        who: Option<&Person>,
        message: &str,
    ) -> Result<(), SignError> {
        let Link { purpose, .. } = self.link(token).cloned().ok_or(SignError::NotFound)?;
        let Purpose::Sign { flows, signer } = purpose else { return Err(SignError::NotFound) };
        let now = self.now();
        for id in flows {
            match (signer.as_deref(), who) {
                (Some(signer), _) => {
                    let flow = self.flows.get(&id).ok_or(SignError::NotFound)?;
                    let at = flow.signer(signer).ok_or(SignError::NotASigner)?;
                    self.refuse(&id, at, message, now)?;
                }
                (None, Some(who)) => self.refuse_as(&id, who, message)?,
                (None, None) => return Err(SignError::NotASigner),
            }
        }
        Ok(())
    }

    /// Signs the contracts of a link: as the signer that it was minted for, or all that wait for
    /// who is named.
    fn sign_all(
        &mut self,
        flows: &[String],
        signer: Option<&str>,
        who: Option<&Person>,
    ) -> Result<(), SignError> {
        let now = self.now();
        let mut last = Err(SignError::NotASigner);
        for id in flows {
            let flow = self.flows.get(id).ok_or(SignError::NotFound)?;
            let at = signer.and_then(|signer| flow.signer(signer));
            let at = at.filter(|at| !flow.approvers[*at].name.is_empty());
            let is_done = who.and_then(|who| flow.place_of(who)).is_some_and(|at| {
                flow.approvers[at].status == essbasic::flows::ApproverStatus::Accept
            });
            last = match (at, who) {
                (Some(at), _) => Ok(self.sign(id, at, now)?),
                (None, Some(_)) if is_done && flows.len() > 1 => continue,
                (None, Some(who)) => Ok(self.sign_as(id, who)?),
                (None, None) => return Err(SignError::NotASigner),
            };
        }
        last
    }

    /// An employee verifies their name, and their organization where nobody has yet.
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
            self.tell(&owner, "VerifyStaffInfo", json!({"OpenId": open_id, "VerifiedOn": now}));
        }
        self.verify_organization(&owner, &open_id, now);
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
        let told = json!({
            "OrganizationName": organization.name,
            "AuthorizationStatus": organization.status,
            "OccurTime": now,
        });
        self.tell(owner, "OrganizationAuthorization", told);
        if let Some(employee) = self.employees.get_mut(&owner.employee(admin)) {
            employee.roles.insert(crate::seed::ROLES[0].0.to_owned());
        }
        // Without a licence left it stays as it is, until one is bought.
        if activates_itself && self.activate(owner).is_ok() {
            self.tell(owner, "OrgOpenTsignBiz", json!({"OccurTime": now}));
        }
    }

    /// A link to sign for the person who has just started a contract by scanning.
    pub(crate) fn link_after_scan(&mut self, flow: &str) -> Option<String> {
        let started = self.flows.get(flow).filter(|it| it.status == FlowStatus::Init)?;
        let signer = started.approvers.iter().find(|it| !it.is_organization())?.sign_id.clone();
        let until = started.deadline;
        let purpose = Purpose::Sign { flows: vec![flow.to_owned()], signer: Some(signer) };
        Some(self.mint(purpose, until))
    }
}
