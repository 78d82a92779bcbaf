//! Resolution of a request's agent to an application, an organization or an operator.

use essbasic::organizations::AuthorizationStatus;
use essbasic::{Agent, ErrorCode};

use super::State;
use super::model::{Caller, Organization, Owner, open_id};
use crate::errors::{self, ServiceError};

impl State {
    /// Returns the application of an agent.
    pub(crate) fn application(&self, agent: &Agent) -> Result<String, ServiceError> {
        match self.accounts.get(&agent.app_id) {
            Some(_) => Ok(agent.app_id.clone()),
            None => Err(errors::application()),
        }
    }

    /// Returns the organization of an agent, regardless of its status.
    pub(crate) fn owner(&self, agent: &Agent) -> Result<Owner, ServiceError> {
        let application = self.application(agent)?;
        let organization = agent.proxy_organization_open_id.clone().unwrap_or_default();
        let owner = Owner { application, organization };
        match self.organizations.get(&owner.key()) {
            Some(_) => Ok(owner),
            None => Err(errors::organization()),
        }
    }

    /// Returns the operator of an agent. Operator and organization must be verified.
    ///
    /// The gateway rejects an agent without an operator, unless the action does not require one.
    pub(crate) fn caller(&self, agent: &Agent) -> Result<Caller, ServiceError> {
        let owner = self.owner(agent)?;
        let operator = open_id(agent);
        let mut verified = self.organization(&owner)?.status == AuthorizationStatus::Verified;
        if !operator.is_empty() {
            let employee = self.employees.get(&owner.employee(&operator));
            let employee = employee.filter(|employee| !employee.resigned);
            verified &= employee.ok_or_else(errors::operator)?.verified;
        }
        if verified { Ok(Caller { owner, operator }) } else { Err(errors::unverified()) }
    }

    /// Checks that the operator of an agent without an organization is an employee of one.
    pub(crate) fn employer(&self, agent: &Agent) -> Result<(), ServiceError> {
        let (application, operator) = (self.application(agent)?, open_id(agent));
        let organizations = self.organizations_of(&application).into_iter();
        let mut keys = organizations.map(|it| it.owner.employee(&operator));
        let is_known = keys.any(|key| self.employees.get(&key).is_some());
        is_known.then_some(()).ok_or_else(errors::operator)
    }

    /// Returns the operator of an agent whose organization may start contracts.
    pub(crate) fn initiator(&self, agent: &Agent) -> Result<Caller, ServiceError> {
        let caller = self.caller(agent)?;
        if self.organization(&caller.owner)?.is_active(self.now()) {
            return Ok(caller);
        }
        Err(errors::denied("企业未激活。", "The organization has no license to start contracts."))
    }

    /// Returns whether an operator is the organization's administrator.
    pub(crate) fn is_admin(&self, caller: &Caller) -> bool {
        self.organizations.get(&caller.owner.key()).is_some_and(|it| it.admin == caller.operator)
    }

    /// Returns the operator of an agent, who must be the organization's administrator.
    pub(crate) fn admin(&self, agent: &Agent) -> Result<Caller, ServiceError> {
        let caller = self.caller(agent)?;
        if self.is_admin(&caller) {
            return Ok(caller);
        }
        Err(errors::denied("仅超级管理员或法人可操作。", "Only the administrator may do this."))
    }

    /// Returns an organization.
    pub(crate) fn organization(&self, owner: &Owner) -> Result<&Organization, ServiceError> {
        self.organizations.get(&owner.key()).ok_or_else(errors::organization)
    }

    /// Returns an organization to be changed.
    pub(crate) fn organization_mut(
        &mut self,
        owner: &Owner,
    ) -> Result<&mut Organization, ServiceError> {
        self.organizations.get_mut(&owner.key()).ok_or_else(errors::organization)
    }
}

/// Creates the error for an inconsistent state.
pub(crate) fn internal_error() -> ServiceError {
    ServiceError::new(ErrorCode::INTERNAL_ERROR, "内部错误。", "The state is inconsistent.")
}
