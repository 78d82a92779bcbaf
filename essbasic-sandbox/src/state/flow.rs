//! A contract's life: signed by one after the other or by all at once, until it is signed,
//! refused, cancelled or late.

use essbasic::flows::ApproverStatus;
use essbasic::models::FlowStatus;
use serde::{Deserialize, Serialize};

use super::{Approver, Field, Owner, Person, new_id};

mod acts;
mod events;
mod start;

/// How long the service takes to write a document.
pub(crate) const WRITING_TAKES: i64 = 2;

/// For how long a contract can be signed unless its starter says.
pub(crate) const DEFAULT_LIFE: i64 = 365 * 24 * 60 * 60;

/// A contract.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Flow {
    pub(crate) id: String,
    pub(crate) owner: Owner,
    /// The open id of who started it.
    pub(crate) creator: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) description: String,
    pub(crate) status: FlowStatus,
    pub(crate) message: String,
    pub(crate) created_on: i64,
    /// When its document was last written.
    pub(crate) written_on: i64,
    pub(crate) deadline: i64,
    /// The starter's own data, in base64.
    pub(crate) data: String,
    pub(crate) ordered: bool,
    pub(crate) approvers: Vec<Approver>,
    pub(crate) copies: Vec<Copied>,
    pub(crate) file: Option<String>,
    pub(crate) template: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) qr_code: Option<String>,
    /// What its starter filled in.
    pub(crate) fields: Vec<Field>,
    pub(crate) review: Review,
    /// The contract that this one ends.
    pub(crate) releases: Option<String>,
    pub(crate) can_be_released: bool,
    /// Whether signers are still added.
    pub(crate) is_dynamic: bool,
}

/// Somebody who gets a copy.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Copied {
    pub(crate) name: String,
    pub(crate) mobile: String,
}

/// Whether the starting organization must agree before its own people sign.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum Review {
    NotNeeded,
    Waiting,
    Passed,
}

/// Contracts that are signed together.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct FlowGroup {
    pub(crate) owner: Owner,
    pub(crate) name: String,
    pub(crate) flows: Vec<String>,
}

/// Why a person could not act on a contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignError {
    /// There is no such contract, or no such link.
    NotFound,
    /// The contract has been signed by all, or was refused, cancelled or late.
    Ended,
    /// The person does not sign this contract.
    NotASigner,
    /// Others sign first.
    NotYourTurn,
    /// Something is to be filled in first.
    FieldsMissing,
    /// The organization has yet to agree.
    InReview,
    /// The application has no contracts left to start.
    QuotaExhausted,
}

impl std::fmt::Display for SignError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotFound => "there is no such contract",
            Self::Ended => "the contract has ended",
            Self::NotASigner => "the person does not sign this contract",
            Self::NotYourTurn => "others sign first",
            Self::FieldsMissing => "something is to be filled in first",
            Self::InReview => "the organization has yet to agree",
            Self::QuotaExhausted => "no contracts are left",
        })
    }
}

impl std::error::Error for SignError {}

impl Flow {
    /// A contract that nobody signs yet.
    pub(crate) fn new(owner: Owner, creator: &str, name: &str, now: i64) -> Self {
        Self {
            id: new_id(),
            owner,
            creator: creator.to_owned(),
            name: name.to_owned(),
            kind: String::new(),
            description: String::new(),
            status: FlowStatus::Init,
            message: String::new(),
            created_on: now,
            written_on: now,
            deadline: now + DEFAULT_LIFE,
            data: String::new(),
            ordered: true,
            approvers: Vec::new(),
            copies: Vec::new(),
            file: None,
            template: None,
            group: None,
            qr_code: None,
            fields: Vec::new(),
            review: Review::NotNeeded,
            releases: None,
            can_be_released: true,
            is_dynamic: false,
        }
    }

    /// Whether somebody may still sign it.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.status, FlowStatus::Init | FlowStatus::Part)
    }

    /// Whether its document has been written, as it is now.
    pub(crate) fn is_written(&self, now: i64) -> bool {
        now >= self.written_on + WRITING_TAKES
    }

    /// Whether anybody but the service itself has signed.
    pub(crate) fn somebody_signed(&self) -> bool {
        let signed = |it: &&Approver| it.status == ApproverStatus::Accept;
        self.approvers.iter().filter(signed).any(|it| !it.signs_itself())
    }

    /// Whether it is a signer's turn.
    pub(crate) fn is_turn_of(&self, at: usize) -> bool {
        let before = self.approvers.iter().take(at);
        !self.ordered || before.into_iter().all(|it| it.status == ApproverStatus::Accept)
    }

    /// Whether a signer must wait until an organization agrees.
    pub(crate) fn is_in_review(&self, approver: &Approver) -> bool {
        let own = approver.is_organization() && approver.organization == self.owner.organization;
        approver.review == Review::Waiting || (self.review == Review::Waiting && own)
    }

    /// A signer's place by their id in the contract.
    pub(crate) fn signer(&self, sign_id: &str) -> Option<usize> {
        self.approvers.iter().position(|it| it.sign_id == sign_id)
    }

    /// The place of a party.
    pub(crate) fn party(&self, recipient_id: &str) -> Option<usize> {
        self.approvers.iter().position(|it| it.recipient_id == recipient_id)
    }

    /// Where a person signs: where it is their turn, or else where they sign at all.
    pub(crate) fn place_of(&self, person: &Person) -> Option<usize> {
        let places = || (0..self.approvers.len()).filter(|at| self.approvers[*at].is(person));
        let now = places().find(|at| self.approvers[*at].is_waiting() && self.is_turn_of(*at));
        now.or_else(|| places().find(|at| self.approvers[*at].is_waiting()))
            .or_else(|| places().next())
    }
}
