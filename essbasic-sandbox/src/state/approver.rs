//! One who signs a contract, and what they fill in.

use essbasic::flows::ApproverStatus;
use essbasic::models::{ApproverType, Component};
use serde::{Deserialize, Serialize};

use super::{Person, Review, new_id};

/// A signer of a contract.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Approver {
    /// The signer's id in the contract.
    pub(crate) sign_id: String,
    /// The party's id in the contract.
    pub(crate) recipient_id: String,
    pub(crate) kind: ApproverType,
    /// The open id of their organization; empty for a person, and for an organization with an
    /// account of its own.
    pub(crate) organization: String,
    pub(crate) organization_name: String,
    pub(crate) open_id: String,
    pub(crate) name: String,
    pub(crate) mobile: String,
    pub(crate) id_card_number: String,
    pub(crate) role_name: String,
    pub(crate) status: ApproverStatus,
    pub(crate) message: String,
    /// When they signed or refused; 0 before.
    pub(crate) done_on: i64,
    /// Until when they may sign, if it is not the contract's own deadline.
    pub(crate) deadline: Option<i64>,
    /// Whether their organization must agree first.
    pub(crate) review: Review,
    pub(crate) reminded: bool,
    pub(crate) seal: Option<String>,
    /// What they fill in before they sign.
    pub(crate) fills: Vec<Field>,
}

/// A field of a document.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) value: String,
}

impl Approver {
    /// A signer of whom nothing is known but who they are to be.
    pub(crate) fn new(kind: ApproverType) -> Self {
        Self {
            sign_id: new_id(),
            recipient_id: new_id(),
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
            seal: None,
            fills: Vec::new(),
        }
    }

    /// Whether they still have something to do.
    pub(crate) fn is_waiting(&self) -> bool {
        matches!(
            self.status,
            ApproverStatus::Pending
                | ApproverStatus::FillPending
                | ApproverStatus::FillAccept
                | ApproverStatus::WaitPickup
        )
    }

    /// Whether the service signs for them.
    pub(crate) fn signs_itself(&self) -> bool {
        matches!(self.kind, ApproverType::EnterpriseServer | ApproverType::PersonAutoSign)
    }

    /// Whether they sign for an organization.
    pub(crate) fn is_organization(&self) -> bool {
        !matches!(
            self.kind,
            ApproverType::Person | ApproverType::PersonAutoSign | ApproverType::PersonPinCodeSign
        )
    }

    /// Whether this is the person.
    pub(crate) fn is(&self, person: &Person) -> bool {
        self.mobile == person.mobile && self.name == person.name
    }
}

impl Field {
    /// The field that a component describes.
    pub(crate) fn of(component: &Component) -> Self {
        Self {
            id: component.component_id.clone().unwrap_or_else(new_id),
            name: component.component_name.clone().unwrap_or_default(),
            required: component.component_required.unwrap_or(false),
            value: component.component_value.clone().unwrap_or_default(),
        }
    }

    /// Whether a value is missing.
    pub(crate) fn is_missing(&self) -> bool {
        self.required && self.value.is_empty()
    }
}
