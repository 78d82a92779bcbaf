//! For whom an action is called: the agent, as far as the state knows it.

use essbasic::organizations::AuthorizationStatus;
use essbasic::{Agent, ErrorCode};
use serde::{Deserialize, Serialize};

use super::{Organization, State};
use crate::refusal::{Refusal, reasons};

/// The organization that something belongs to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Owner {
    pub(crate) application: String,
    pub(crate) organization: String,
}

/// An operator who acts for their organization.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) owner: Owner,
    pub(crate) operator: String,
}

impl Owner {
    pub(crate) fn new(application: &str, organization: &str) -> Self {
        Self { application: application.to_owned(), organization: organization.to_owned() }
    }

    /// The organization's key.
    pub(crate) fn key(&self) -> String {
        format!("{}/{}", self.application, self.organization)
    }

    /// The key of one of the organization's employees.
    pub(crate) fn employee(&self, open_id: &str) -> String {
        format!("{}/{}/{open_id}", self.application, self.organization)
    }
}

impl State {
    /// The application that an agent names.
    pub(crate) fn application(&self, agent: &Agent) -> Result<String, Refusal> {
        match self.accounts.get(&agent.app_id) {
            Some(_) => Ok(agent.app_id.clone()),
            None => Err(reasons::application()),
        }
    }

    /// The organization that an agent names, in whatever state it is.
    pub(crate) fn owner(&self, agent: &Agent) -> Result<Owner, Refusal> {
        let application = self.application(agent)?;
        let organization = agent.proxy_organization_open_id.clone().unwrap_or_default();
        let owner = Owner { application, organization };
        match self.organizations.get(&owner.key()) {
            Some(_) => Ok(owner),
            None => Err(reasons::organization()),
        }
    }

    /// The operator who acts: known, verified, and so is their organization.
    pub(crate) fn caller(&self, agent: &Agent) -> Result<Caller, Refusal> {
        let owner = self.owner(agent)?;
        let operator = open_id(agent);
        let employee = self
            .employees
            .get(&owner.employee(&operator))
            .filter(|employee| !employee.resigned)
            .ok_or_else(reasons::operator)?;
        let organization = self.organization(&owner)?;
        if organization.status != AuthorizationStatus::Verified || !employee.verified {
            return Err(reasons::unverified());
        }
        Ok(Caller { owner, operator })
    }

    /// The operator who acts, for an organization that may start contracts.
    pub(crate) fn starter(&self, agent: &Agent) -> Result<Caller, Refusal> {
        let caller = self.caller(agent)?;
        if self.organization(&caller.owner)?.is_active(self.now()) {
            return Ok(caller);
        }
        Err(reasons::denied("企业未激活。", "The organization has no licence to start contracts."))
    }

    /// Whether an operator is the organization's administrator.
    pub(crate) fn is_admin(&self, caller: &Caller) -> bool {
        self.organizations.get(&caller.owner.key()).is_some_and(|it| it.admin == caller.operator)
    }

    /// The operator who acts, and is the organization's administrator.
    pub(crate) fn admin(&self, agent: &Agent) -> Result<Caller, Refusal> {
        let caller = self.caller(agent)?;
        if self.is_admin(&caller) {
            return Ok(caller);
        }
        Err(reasons::denied("仅超级管理员或法人可操作。", "Only the administrator may."))
    }

    /// An organization that is known to be there.
    pub(crate) fn organization(&self, owner: &Owner) -> Result<&Organization, Refusal> {
        self.organizations.get(&owner.key()).ok_or_else(reasons::organization)
    }

    /// The same, to be changed.
    pub(crate) fn organization_mut(&mut self, owner: &Owner) -> Result<&mut Organization, Refusal> {
        self.organizations.get_mut(&owner.key()).ok_or_else(reasons::organization)
    }
}

/// The open id of an agent's operator.
pub(crate) fn open_id(agent: &Agent) -> String {
    let operator = agent.proxy_operator.as_ref();
    operator.and_then(|operator| operator.open_id.clone()).unwrap_or_default()
}

/// What cannot happen unless the state is at odds with itself.
pub(crate) fn internal() -> Refusal {
    Refusal::new(ErrorCode::INTERNAL_ERROR, "内部错误。", "The state is at odds with itself.")
}
