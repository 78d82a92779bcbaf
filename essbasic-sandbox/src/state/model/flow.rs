//! Contracts: signed in order or in any order until signed by all, declined, cancelled or overdue.

use essbasic::flows::ApproverStatus;
use essbasic::models::FlowStatus;
use serde::{Deserialize, Serialize};

use super::{Approver, Field, Owner, Person, Review};
use crate::random;

/// Time that the service takes to create a document, in seconds.
pub(crate) const RENDERING_TIME: i64 = 2;

/// Default time to sign a contract, in seconds.
const DEFAULT_DURATION: i64 = 365 * 24 * 60 * 60;

/// Latest deadline of a contract, in the year 3020.
pub(crate) const MAX_DEADLINE: i64 = 33_162_419_560;

/// A contract.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Flow {
    pub(crate) id: String,
    pub(crate) owner: Owner,
    /// Open ID of the operator who started it.
    pub(crate) creator: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) description: String,
    pub(crate) status: FlowStatus,
    pub(crate) message: String,
    pub(crate) created_on: i64,
    pub(crate) deadline: i64,
    /// The initiator's own data, in base64.
    pub(crate) data: String,
    pub(crate) ordered: bool,
    pub(crate) approvers: Vec<Approver>,
    pub(crate) copies: Vec<Copied>,
    pub(crate) file: Option<String>,
    pub(crate) template: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) qr_code: Option<String>,
    /// Fields of the initiator.
    pub(crate) fields: Vec<Field>,
    /// Review by the initiator's organization.
    pub(crate) review: Review,
    /// Review by the initiator's organization before the start.
    #[serde(default)]
    pub(crate) create_review: Review,
    /// ID of the contract that this agreement terminates.
    pub(crate) releases: Option<String>,
    pub(crate) can_be_released: bool,
    /// Signers can still be added.
    pub(crate) is_dynamic: bool,
}

/// A person who receives a copy.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Copied {
    pub(crate) name: String,
    pub(crate) mobile: String,
}

/// Contracts that are signed together.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct FlowGroup {
    pub(crate) owner: Owner,
    pub(crate) name: String,
    pub(crate) flows: Vec<String>,
}

/// Error of an action on a contract or link.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignError {
    /// The contract or link does not exist, or the link is used up or expired.
    NotFound,
    /// The contract is signed by all, declined, cancelled or overdue.
    Ended,
    /// The person is not a signer of the contract.
    NotASigner,
    /// The person has signed already, or other signers sign first.
    NotYourTurn,
    /// Required fields are not filled in.
    FieldsMissing,
    /// The organization has not approved the contract.
    InReview,
    /// The initiator does not allow the signer to decline.
    DeclineForbidden,
    /// The application's contract quota is used up.
    QuotaExhausted,
}

impl std::fmt::Display for SignError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotFound => "the contract or link does not exist",
            Self::Ended => "the contract has ended",
            Self::NotASigner => "the person is not a signer of the contract",
            Self::NotYourTurn => "the person has signed already, or other signers sign first",
            Self::FieldsMissing => "required fields are not filled in",
            Self::InReview => "the organization has not approved the contract",
            Self::DeclineForbidden => "the initiator does not allow the signer to decline",
            Self::QuotaExhausted => "the contract quota is used up",
        })
    }
}

impl std::error::Error for SignError {}

impl Flow {
    /// Creates a contract without signers.
    pub(crate) fn new(owner: Owner, creator: &str, name: &str, now: i64) -> Self {
        Self {
            id: random::id(),
            owner,
            creator: creator.to_owned(),
            name: name.to_owned(),
            kind: String::new(),
            description: String::new(),
            status: FlowStatus::Init,
            message: String::new(),
            created_on: now,
            deadline: now + DEFAULT_DURATION,
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
            create_review: Review::NotNeeded,
            releases: None,
            can_be_released: true,
            is_dynamic: false,
        }
    }

    /// Returns whether it can still be signed.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.status, FlowStatus::Init | FlowStatus::Part)
    }

    /// Returns whether it waits for the review before its start.
    pub(crate) fn waits_for_start(&self) -> bool {
        self.is_open() && self.create_review == Review::Waiting
    }

    /// Returns whether a person has signed; automatic signatures do not count.
    pub(crate) fn has_signature(&self) -> bool {
        let signed = |it: &&Approver| it.status == ApproverStatus::Accept;
        self.approvers.iter().filter(signed).any(|it| !it.is_automatic())
    }

    /// Returns whether all signers before this one have signed, if the order matters.
    pub(crate) fn is_turn_of(&self, index: usize) -> bool {
        let mut before = self.approvers.iter().take(index);
        !self.ordered || before.all(|it| it.status == ApproverStatus::Accept)
    }

    /// Returns whether a review blocks a signer.
    pub(crate) fn is_in_review(&self, approver: &Approver) -> bool {
        let own = approver.is_organization() && approver.organization == self.owner.organization;
        approver.review == Review::Waiting || (self.review == Review::Waiting && own)
    }

    /// Returns the index of a signer by their ID in the contract.
    pub(crate) fn signer(&self, sign_id: &str) -> Option<usize> {
        self.approvers.iter().position(|it| it.sign_id == sign_id)
    }

    /// Returns the index of a party.
    pub(crate) fn party(&self, recipient_id: &str) -> Option<usize> {
        self.approvers.iter().position(|it| it.recipient_id == recipient_id)
    }

    /// Returns the index at which a person signs: their turn first, then any that is waiting.
    pub(crate) fn index_of(&self, person: &Person) -> Option<usize> {
        let indexes = || (0..self.approvers.len()).filter(|it| self.approvers[*it].is(person));
        let is_waiting = |it: &usize| self.approvers[*it].is_waiting();
        indexes()
            .find(|it| is_waiting(it) && self.is_turn_of(*it))
            .or_else(|| indexes().find(is_waiting))
            .or_else(|| indexes().next())
    }

    /// Checks whether a signer can act now.
    pub(crate) fn check_turn(&self, index: usize) -> Result<(), SignError> {
        let approver = self.approvers.get(index).ok_or(SignError::NotASigner)?;
        if !self.is_open() {
            Err(SignError::Ended)
        } else if self.waits_for_start() {
            Err(SignError::InReview)
        } else if !approver.is_waiting() || !self.is_turn_of(index) {
            Err(SignError::NotYourTurn)
        } else if approver.status == ApproverStatus::WaitPickup {
            Err(SignError::NotASigner)
        } else if self.is_in_review(approver) {
            Err(SignError::InReview)
        } else {
            Ok(())
        }
    }

    /// Adds the signature of a signer.
    pub(crate) fn accept(&mut self, index: usize, now: i64) {
        let approver = &mut self.approvers[index];
        approver.status = ApproverStatus::Accept;
        approver.done_on = now;
        self.update_status();
    }

    /// Sets the status according to the signatures.
    pub(crate) fn update_status(&mut self) {
        let signed = self.approvers.iter().filter(|it| it.status == ApproverStatus::Accept).count();
        self.status = match signed {
            0 => FlowStatus::Init,
            all if all == self.approvers.len() && !self.is_dynamic => FlowStatus::All,
            _ => FlowStatus::Part,
        };
    }

    /// Ends it, with a status for the signers who have not signed.
    pub(crate) fn end(&mut self, status: FlowStatus, signers: ApproverStatus, message: &str) {
        self.status = status;
        message.clone_into(&mut self.message);
        for approver in self.approvers.iter_mut().filter(|it| it.is_waiting()) {
            approver.status = signers.clone();
        }
    }
}
