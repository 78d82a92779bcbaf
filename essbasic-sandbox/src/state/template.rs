//! Templates: who signs, in which order, what they fill in, and which organizations have them.

use essbasic::models::ApproverType;
use essbasic::templates::TemplateAvailability;
use serde::{Deserialize, Serialize};

use super::{Field, State, new_id};

/// A template of an application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Template {
    pub(crate) id: String,
    pub(crate) application: String,
    pub(crate) name: String,
    pub(crate) description: String,
    /// Who signs, in order where there is one.
    pub(crate) parties: Vec<Party>,
    /// Whether they sign one after the other.
    pub(crate) ordered: bool,
    /// What is left for the initiator to fill in.
    pub(crate) fields: Vec<Field>,
    pub(crate) created_on: i64,
    pub(crate) available: bool,
    /// The open ids of the organizations that have it; nothing when all have.
    pub(crate) organizations: Option<Vec<String>>,
}

/// One who signs.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Party {
    pub(crate) recipient_id: String,
    pub(crate) kind: PartyKind,
    pub(crate) role_name: String,
    /// What they fill in before they sign.
    pub(crate) fills: Vec<Field>,
}

/// What kind of party it is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum PartyKind {
    /// A person; whoever scans, when a code starts the contract.
    Person,
    /// The organization that starts the contract.
    Initiator,
}

/// Why no code can be made of a template.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NotFit {
    NoSigners,
    InitiatorFills,
    Signers,
}

impl Template {
    /// Whether a QR code can start a contract from it: persons alone, or persons and the
    /// initiator, who is not the first where there is an order.
    pub(crate) fn fits_a_code(&self) -> Result<(), NotFit> {
        let is = |kind| move |party: &Party| party.kind == kind;
        let initiator_first =
            self.ordered && self.parties.first().is_some_and(is(PartyKind::Initiator));
        if self.parties.is_empty() {
            Err(NotFit::NoSigners)
        } else if !self.fields.is_empty() {
            Err(NotFit::InitiatorFills)
        } else if initiator_first || !self.parties.iter().any(is(PartyKind::Person)) {
            Err(NotFit::Signers)
        } else {
            Ok(())
        }
    }

    /// Whether it can be started from.
    pub(crate) fn availability(&self) -> TemplateAvailability {
        if self.available { TemplateAvailability::Enabled } else { TemplateAvailability::Disabled }
    }

    /// Whether an organization has it.
    pub(crate) fn is_for(&self, organization: &str) -> bool {
        self.organizations.as_ref().is_none_or(|all| all.iter().any(|it| it == organization))
    }
}

impl PartyKind {
    /// The kind of signer that a party is in a contract.
    pub(crate) fn approver(self) -> ApproverType {
        match self {
            Self::Person => ApproverType::Person,
            Self::Initiator => ApproverType::Organization,
        }
    }
}

impl State {
    /// Copies a template, under a name of its own where it is given one; its id and name.
    pub(crate) fn copy_template(
        &mut self,
        mut copy: Template,
        name: Option<String>,
    ) -> (String, String) {
        copy.id = new_id();
        copy.name = name.unwrap_or_else(|| format!("{}_副本", copy.name));
        let named = (copy.id.clone(), copy.name.clone());
        self.templates.insert(copy.id.clone(), copy);
        named
    }

    /// A template that an organization of an application has.
    pub(crate) fn template(
        &self,
        application: &str,
        organization: &str,
        id: &str,
    ) -> Option<&Template> {
        self.templates.get(id).filter(|it| it.application == application && it.is_for(organization))
    }
}
