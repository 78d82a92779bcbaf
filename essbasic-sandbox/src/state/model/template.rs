//! Templates: signing parties, their order and fields, and the organizations that may use them.

use essbasic::models::{ApproverType, Component, ComponentType, GenerateMode};
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

    /// Returns the fields that the initiator fills in, and those of the parties, each with its
    /// position. The sandbox has no editor of templates: it lays them out in rows.
    pub(crate) fn fill_components(&self) -> Vec<Component> {
        let own = self.fields.iter().map(|field| (field, None));
        let parties = self.parties.iter().flat_map(|party| {
            party.fills.iter().map(|field| (field, Some(party.recipient_id.as_str())))
        });
        own.chain(parties)
            .enumerate()
            .map(|(index, (field, recipient))| {
                let component = field.component.as_deref().cloned().unwrap_or_else(|| {
                    let text = Component::new().component_type(ComponentType::Text);
                    placed(text, index, FILL_ROWS)
                });
                let component = component
                    .component_id(field.id.as_str())
                    .component_name(field.name.as_str())
                    .component_required(field.required);
                match recipient {
                    Some(recipient) => component.component_recipient_id(recipient),
                    None => component,
                }
            })
            .collect()
    }

    /// Returns the fields that the parties sign, each with its position.
    pub(crate) fn sign_components(&self) -> Vec<Component> {
        let parties = self.parties.iter().enumerate();
        parties
            .map(|(index, party)| {
                let kind = match party.kind {
                    PartyKind::Person => ComponentType::SignSignature,
                    PartyKind::Initiator => ComponentType::SignSeal,
                };
                let component = Component::new()
                    .component_type(kind)
                    .component_recipient_id(party.recipient_id.as_str())
                    .component_required(true);
                placed(component, index, SIGN_ROWS)
            })
            .collect()
    }

    /// Returns whether an organization may use it.
    pub(crate) fn is_available_to(&self, organization: &str) -> bool {
        self.organizations.as_ref().is_none_or(|all| all.iter().any(|it| it == organization))
    }
}

/// Rows of fields on a page of A4, in points.
struct Rows {
    top: f64,
    distance: f64,
    columns: usize,
    per_page: usize,
    size: (f64, f64),
}

const FILL_ROWS: Rows =
    Rows { top: 120.0, distance: 36.0, columns: 2, per_page: 24, size: (200.0, 24.0) };

const SIGN_ROWS: Rows =
    Rows { top: 580.0, distance: 125.0, columns: 3, per_page: 6, size: (119.0, 119.0) };

/// Sets the position of the field at an index.
fn placed(component: Component, index: usize, rows: Rows) -> Component {
    let (page, index) = (index / rows.per_page, index % rows.per_page);
    let (row, column) = (index / rows.columns, index % rows.columns);
    #[expect(clippy::cast_precision_loss, reason = "a few rows and columns")]
    let (row, column) = (row as f64, column as f64);
    component
        .generate_mode(GenerateMode::Normal)
        .component_page(i64::try_from(page).unwrap_or(0) + 1)
        .component_pos_x(72.0 + column * (rows.size.0 + 30.0))
        .component_pos_y(rows.top + row * rows.distance)
        .component_width(rows.size.0)
        .component_height(rows.size.1)
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
