//! Organizations: known, verified, activated, and what they have switched on.

use std::collections::BTreeMap;

use essbasic::organizations::AuthorizationStatus;
use serde::{Deserialize, Serialize};

use super::{Owner, State, new_id};

/// An organization of an application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Organization {
    pub(crate) owner: Owner,
    /// The service's own id of it.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) credit_code: String,
    pub(crate) legal_name: String,
    /// The open id of its administrator, once there is one.
    pub(crate) admin: String,
    pub(crate) status: AuthorizationStatus,
    /// Until when its licence runs; 0 before it was activated.
    pub(crate) active_until: i64,
    /// Whether it is activated as soon as it is verified.
    pub(crate) activates_itself: bool,
    /// What it has switched on or off, by the service's name.
    pub(crate) services: BTreeMap<String, Service>,
    /// The open ids of organizations that may place its seal, and since when.
    pub(crate) partners: BTreeMap<String, i64>,
}

/// Something that an organization has switched on or off.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Service {
    pub(crate) open: bool,
    pub(crate) operator: String,
    pub(crate) on: i64,
}

impl Organization {
    /// An organization that nobody has verified yet.
    pub(crate) fn new(owner: Owner, name: &str) -> Self {
        Self {
            owner,
            id: new_id(),
            name: name.to_owned(),
            credit_code: String::new(),
            legal_name: String::new(),
            admin: String::new(),
            status: AuthorizationStatus::Unverified,
            active_until: 0,
            activates_itself: true,
            services: BTreeMap::new(),
            partners: BTreeMap::new(),
        }
    }

    /// Whether it has a licence.
    pub(crate) fn is_active(&self, now: i64) -> bool {
        self.active_until > now
    }

    /// Whether it has switched something on.
    pub(crate) fn has(&self, service: &str) -> bool {
        self.services.get(service).is_some_and(|service| service.open)
    }
}

impl State {
    /// An application's organizations, in the order of their open ids.
    pub(crate) fn organizations_of(&self, application: &str) -> Vec<&Organization> {
        self.organizations
            .starting(format!("{application}/"))
            .map(|(_, organization)| organization)
            .collect()
    }

    /// The organization of an application with this name.
    pub(crate) fn organization_named(
        &self,
        application: &str,
        name: &str,
    ) -> Option<&Organization> {
        self.organizations_of(application).into_iter().find(|it| it.name == name)
    }
}
