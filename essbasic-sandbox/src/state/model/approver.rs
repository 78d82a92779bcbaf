//! Signers of a contract and their fields.

use essbasic::flows::ApproverStatus;
use essbasic::models::{ApproverType, Component};
use serde::{Deserialize, Serialize};

use super::Person;
use crate::random;

/// A signer of a contract.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Approver {
    /// ID of the signer in the contract.
    pub(crate) sign_id: String,
    /// ID of the party in the contract.
    pub(crate) recipient_id: String,
    pub(crate) kind: ApproverType,
    /// Open ID of the organization; empty for persons and for organizations outside the application.
    pub(crate) organization: String,
    pub(crate) organization_name: String,
    pub(crate) open_id: String,
    pub(crate) name: String,
    pub(crate) mobile: String,
    pub(crate) id_card_number: String,
    pub(crate) role_name: String,
    pub(crate) status: ApproverStatus,
    pub(crate) message: String,
    /// Time of the signature or the decline; 0 before.
    pub(crate) done_on: i64,
    /// Signing deadline, if it differs from the contract's.
    pub(crate) deadline: Option<i64>,
    /// Review by the signer's organization.
    pub(crate) review: Review,
    pub(crate) reminded: bool,
    /// The initiator does not allow the signer to decline.
    #[serde(default)]
    pub(crate) no_refuse: bool,
    pub(crate) seal: Option<String>,
    /// Fields that the signer fills in before signing.
    pub(crate) fills: Vec<Field>,
    /// Fields that the signer signs, as the request placed them.
    #[serde(default)]
    pub(crate) sign_fields: Vec<Component>,
}

/// Review by an organization before a contract starts, or before its employees may sign.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum Review {
    #[default]
    NotNeeded,
    Waiting,
    Passed,
}

/// A field of a document.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) value: String,
    /// Type and position as the request placed it, without the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) component: Option<Box<Component>>,
}

impl Approver {
    /// Creates a signer without personal data.
    pub(crate) fn new(kind: ApproverType) -> Self {
        Self {
            sign_id: random::id(),
            recipient_id: random::id(),
            kind,
            organization: String::new(),
            organization_name: String::new(),
            open_id: String::new(),
            name: String::new(),
            mobile: String::new(),
            id_card_number: String::new(),
            role_name: String::new(),
            status: ApproverStatus::Pending,
            message: String::new(),
            done_on: 0,
            deadline: None,
            review: Review::NotNeeded,
            reminded: false,
            no_refuse: false,
            seal: None,
            fills: Vec::new(),
            sign_fields: Vec::new(),
        }
    }

    /// Returns whether the signer has neither signed nor declined.
    pub(crate) fn is_waiting(&self) -> bool {
        matches!(
            self.status,
            ApproverStatus::Pending
                | ApproverStatus::FillPending
                | ApproverStatus::FillAccept
                | ApproverStatus::WaitPickup
        )
    }

    /// Makes it their turn to act: to fill in required fields first, or else to sign.
    pub(crate) fn set_pending(&mut self) {
        self.status = if self.fills.iter().any(Field::is_missing) {
            ApproverStatus::FillPending
        } else {
            ApproverStatus::Pending
        };
    }

    /// Returns whether the service signs automatically for them.
    pub(crate) fn is_automatic(&self) -> bool {
        matches!(self.kind, ApproverType::EnterpriseServer | ApproverType::PersonAutoSign)
    }

    /// Returns whether they sign for an organization.
    pub(crate) fn is_organization(&self) -> bool {
        !matches!(
            self.kind,
            ApproverType::Person | ApproverType::PersonAutoSign | ApproverType::PersonPinCodeSign
        )
    }

    /// Returns whether the signer is this person.
    pub(crate) fn is(&self, person: &Person) -> bool {
        self.mobile == person.mobile && self.name == person.name
    }
}

impl Field {
    /// Creates the field of a component.
    pub(crate) fn from_component(component: &Component) -> Self {
        let mut placed = component.clone();
        placed.component_value = None;
        Self {
            id: component.component_id.clone().unwrap_or_else(random::id),
            name: component.component_name.clone().unwrap_or_default(),
            required: component.component_required.unwrap_or(false),
            value: component.component_value.clone().unwrap_or_default(),
            component: Some(Box::new(placed)),
        }
    }

    /// Returns whether a required value is missing.
    pub(crate) fn is_missing(&self) -> bool {
        self.required && self.value.is_empty()
    }
}
