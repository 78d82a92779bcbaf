//! A QR code's life: active until it is cancelled, expires, or has started its last contract.

use std::collections::BTreeSet;

use essbasic::signing::ApproverRestriction;

use super::{Owner, new_id};

/// A code that starts a contract each time it is scanned.
#[derive(Debug)]
pub(crate) struct QrCode {
    id: String,
    owner: Owner,
    most_flows: i64,
    expires_on: i64,
    once_each: bool,
    restrictions: Vec<ApproverRestriction>,
    cancelled: bool,
    flows: i64,
    /// The mobile numbers of who scanned.
    scanned_by: BTreeSet<String>,
}

/// Whether a code can be scanned; of all but the first there is no way back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Status {
    Active,
    Expired,
    Exhausted,
    Cancelled,
}

/// Who scans a code. Invent obviously false ones.
#[derive(Clone, Eq, PartialEq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their mobile number, 11 digits.
    pub mobile: String,
}

/// Why a scan started no contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ScanRefused {
    /// There is no such code.
    Unknown,
    /// The code was cancelled, has expired or is used up.
    Invalid,
    /// The code is for other people.
    NotAllowed,
    /// The code takes everybody once, and this person has signed.
    Again,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(***)")
    }
}

impl std::fmt::Display for ScanRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unknown => "there is no such code",
            Self::Invalid => "the code was cancelled, has expired or is used up",
            Self::NotAllowed => "the code is for other people",
            Self::Again => "the code takes everybody once, and this person has signed",
        })
    }
}

impl std::error::Error for ScanRefused {}

impl QrCode {
    /// A code that nobody has scanned yet.
    pub(crate) fn new(
        owner: Owner,
        most_flows: i64,
        expires_on: i64,
        once_each: bool,
        restrictions: Vec<ApproverRestriction>,
    ) -> Self {
        Self {
            id: new_id(),
            owner,
            most_flows,
            expires_on,
            once_each,
            restrictions,
            cancelled: false,
            flows: 0,
            scanned_by: BTreeSet::new(),
        }
    }

    /// The same code under an id that is known beforehand.
    pub(crate) fn with_id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn belongs_to(&self, owner: &Owner) -> bool {
        self.owner == *owner
    }

    pub(crate) fn status(&self, now: i64) -> Status {
        if self.cancelled {
            Status::Cancelled
        } else if self.flows >= self.most_flows {
            Status::Exhausted
        } else if now >= self.expires_on {
            Status::Expired
        } else {
            Status::Active
        }
    }

    /// Cancels it; false when it was not valid any more.
    pub(crate) fn cancel(&mut self, now: i64) -> bool {
        let active = self.status(now) == Status::Active;
        self.cancelled |= active;
        active
    }

    /// Scans it: one more contract is started.
    pub(crate) fn scan(&mut self, by: &Person, now: i64) -> Result<(), ScanRefused> {
        if self.status(now) != Status::Active {
            return Err(ScanRefused::Invalid);
        }
        if !self.restrictions.is_empty() && !self.restrictions.iter().any(|who| admits(who, by)) {
            return Err(ScanRefused::NotAllowed);
        }
        if self.once_each && self.scanned_by.contains(&by.mobile) {
            return Err(ScanRefused::Again);
        }
        self.scanned_by.insert(by.mobile.clone());
        self.flows += 1;
        Ok(())
    }
}

/// Whether all that a restriction names is true of a person. Identity documents are not asked
/// for here, so a restriction by document alone admits everybody.
fn admits(who: &ApproverRestriction, person: &Person) -> bool {
    who.name.as_ref().is_none_or(|name| *name == person.name)
        && who.mobile.as_ref().is_none_or(|mobile| *mobile == person.mobile)
}
