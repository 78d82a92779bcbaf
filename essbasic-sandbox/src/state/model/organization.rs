//! Organizations, their employees and roles, and authorizations to sign.

use std::collections::{BTreeMap, BTreeSet};

use essbasic::organizations::AuthorizationStatus;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Owner, key};
use crate::random;

/// ID of the administrator role, which every organization has.
pub(crate) const ADMIN_ROLE: &str = "yDSandboxRoleAdministrator000001";

/// An organization of an application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Organization {
    pub(crate) owner: Owner,
    /// The service's own ID.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) credit_code: String,
    pub(crate) legal_name: String,
    /// Open ID of the administrator; empty before there is one.
    pub(crate) admin: String,
    pub(crate) status: AuthorizationStatus,
    /// End of the license; 0 before activation.
    pub(crate) active_until: i64,
    /// Activated as soon as it is verified.
    pub(crate) activates_itself: bool,
    /// Services that were enabled or disabled, by name.
    pub(crate) services: BTreeMap<String, Service>,
    /// Organizations that may use its seals, by open ID, with the time of the authorization.
    pub(crate) partners: BTreeMap<String, i64>,
}

/// State of a service of an organization.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Service {
    pub(crate) open: bool,
    pub(crate) operator: String,
    pub(crate) on: i64,
}

impl Organization {
    /// Creates an organization that is not verified.
    pub(crate) fn new(owner: Owner, name: &str) -> Self {
        Self {
            owner,
            id: random::id(),
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

    /// Returns whether its license is valid.
    pub(crate) fn is_active(&self, now: i64) -> bool {
        self.active_until > now
    }

    /// Returns whether a service is enabled.
    pub(crate) fn has(&self, service: &str) -> bool {
        self.services.get(service).is_some_and(|service| service.open)
    }
}

/// An employee of an organization.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Employee {
    pub(crate) owner: Owner,
    pub(crate) open_id: String,
    /// The service's own ID.
    pub(crate) user_id: String,
    pub(crate) name: String,
    pub(crate) mobile: String,
    /// IDs of their roles.
    pub(crate) roles: BTreeSet<String>,
    pub(crate) created_on: i64,
    pub(crate) verified: bool,
    pub(crate) verified_on: i64,
    pub(crate) resigned: bool,
}

impl Employee {
    /// Creates an employee who is not verified.
    pub(crate) fn new(owner: Owner, open_id: &str, now: i64) -> Self {
        Self {
            owner,
            open_id: open_id.to_owned(),
            user_id: random::id(),
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

/// A role of employees.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Role {
    /// The organization that created it; `None` for roles that every organization has.
    pub(crate) owner: Option<Owner>,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
}

/// A person's authorization to sign for them in one scene.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct AutoSign {
    pub(crate) open: bool,
    pub(crate) from: i64,
    pub(crate) to: i64,
    /// Token of the link to it, until the link is used.
    pub(crate) link: Option<String>,
    /// Scene, custom data, and whether the image of the seal is reported: for events.
    #[serde(default)]
    pub(crate) scene: String,
    #[serde(default)]
    pub(crate) data: String,
    #[serde(default)]
    pub(crate) reports_seal: bool,
}

impl AutoSign {
    /// Returns the fields of its events.
    pub(crate) fn event(&self, now: i64) -> Value {
        json!({"SceneKey": self.scene, "UserData": self.data, "OccurTime": now})
    }
}

/// Returns the key of a person's authorization.
pub(crate) fn auto_sign_key(owner: &Owner, scene: &str, id_card_number: &str) -> String {
    key([&owner.application, &owner.organization, scene, id_card_number])
}
