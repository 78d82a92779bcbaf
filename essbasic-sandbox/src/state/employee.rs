//! Employees, and the roles that they have.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Owner, State, new_id};

/// An employee of an organization.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Employee {
    pub(crate) owner: Owner,
    pub(crate) open_id: String,
    /// The service's own id of them.
    pub(crate) user_id: String,
    pub(crate) name: String,
    pub(crate) mobile: String,
    /// The ids of their roles.
    pub(crate) roles: BTreeSet<String>,
    pub(crate) created_on: i64,
    pub(crate) verified: bool,
    pub(crate) verified_on: i64,
    pub(crate) resigned: bool,
}

/// What employees may do; an organization's own, or every organization's.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Role {
    /// Nobody's when every organization has it.
    pub(crate) owner: Option<Owner>,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
}

impl Employee {
    /// An employee who has not verified their name yet.
    pub(crate) fn new(owner: Owner, open_id: &str, now: i64) -> Self {
        Self {
            owner,
            open_id: open_id.to_owned(),
            user_id: new_id(),
            name: String::new(),
            mobile: String::new(),
            roles: BTreeSet::new(),
            created_on: now,
            verified: false,
            verified_on: 0,
            resigned: false,
        }
    }
}

impl State {
    /// An organization's employees, in the order of their open ids.
    pub(crate) fn employees_of(&self, owner: &Owner) -> Vec<&Employee> {
        self.employees.starting(owner.employee("")).map(|(_, employee)| employee).collect()
    }

    /// An employee by open id or by the service's own id.
    pub(crate) fn employee(&self, owner: &Owner, id: &str) -> Option<&Employee> {
        let by_open_id = self.employees.get(&owner.employee(id));
        by_open_id.or_else(|| self.employees_of(owner).into_iter().find(|it| it.user_id == id))
    }

    /// The roles that an organization can give: everybody's, then its own.
    pub(crate) fn roles_of(&self, owner: &Owner) -> Vec<&Role> {
        let may = |role: &&Role| role.owner.as_ref().is_none_or(|it| it == owner);
        let mut roles: Vec<_> = self.roles.iter().map(|(_, role)| role).filter(may).collect();
        roles.sort_by_key(|role| role.owner.is_some());
        roles
    }
}
