//! Templates: signing parties, their order and fields, and the organizations that may use them.

use essbasic::models::ApproverType;
use essbasic::templates::TemplateAvailability;
use serde::{Deserialize, Serialize};

use super::Field;

/// A template of an application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Template {
    pub(crate) id: String,
    pub(crate) application: String,
    pub(crate) name: String,
    pub(crate) description: String,
    /// Parties in signing order.
    pub(crate) parties: Vec<Party>,
    /// `false` if they sign in any order.
    pub(crate) ordered: bool,
    /// Fields of the initiator.
    pub(crate) fields: Vec<Field>,
    pub(crate) created_on: i64,
    pub(crate) available: bool,
    /// Open IDs of the organizations that may use it; `None` for all.
    pub(crate) organizations: Option<Vec<String>>,
}

/// A signing party.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Party {
    pub(crate) recipient_id: String,
    pub(crate) kind: PartyKind,
    pub(crate) role_name: String,
    /// Fields that the party fills in before signing.
    pub(crate) fills: Vec<Field>,
}

/// Kind of a signing party.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum PartyKind {
    /// A person; of a contract started from a QR code, the person who scanned it.
    Person,
    /// The organization that starts the contract.
    Initiator,
}

/// Reason why a template cannot be used for QR codes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TemplateMismatch {
    NoSigners,
    InitiatorFills,
    Signers,
}

impl Template {
    /// Checks whether a QR code can start contracts from it: all parties are persons, or persons
    /// and the initiator, who does not sign first.
    pub(crate) fn check_for_qr_code(&self) -> Result<(), TemplateMismatch> {
        let is = |kind| move |party: &Party| party.kind == kind;
        let initiator_first =
            self.ordered && self.parties.first().is_some_and(is(PartyKind::Initiator));
        if self.parties.is_empty() {
            Err(TemplateMismatch::NoSigners)
        } else if !self.fields.is_empty() {
            Err(TemplateMismatch::InitiatorFills)
        } else if initiator_first || !self.parties.iter().any(is(PartyKind::Person)) {
            Err(TemplateMismatch::Signers)
        } else {
            Ok(())
        }
    }

    /// Returns the availability, as responses have it.
    pub(crate) fn availability(&self) -> TemplateAvailability {
        if self.available { TemplateAvailability::Enabled } else { TemplateAvailability::Disabled }
    }

    /// Returns whether an organization may use it.
    pub(crate) fn is_available_to(&self, organization: &str) -> bool {
        self.organizations.as_ref().is_none_or(|all| all.iter().any(|it| it == organization))
    }
}

impl PartyKind {
    /// Returns the kind of signer that the party becomes in a contract.
    pub(crate) fn approver(self) -> ApproverType {
        match self {
            Self::Person => ApproverType::Person,
            Self::Initiator => ApproverType::Organization,
        }
    }
}
