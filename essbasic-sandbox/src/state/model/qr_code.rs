//! QR codes: active until cancelled, expired, or used for their last contract.

use std::collections::BTreeSet;

use essbasic::signing::ApproverRestriction;
use serde::{Deserialize, Serialize};

use super::{Owner, Person};

/// A QR code that starts a contract with every scan.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct QrCode {
    pub(crate) id: String,
    pub(crate) owner: Owner,
    pub(crate) creator: String,
    pub(crate) template: String,
    pub(crate) flow_name: String,
    /// Adds the person to the name of the contract.
    pub(crate) names_the_scanner: bool,
    /// Time to sign a contract, in days.
    pub(crate) flow_days: i64,
    pub(crate) max_flows: i64,
    pub(crate) expires_on: i64,
    /// Every person can use it once.
    pub(crate) once_each: bool,
    /// Persons who may use it; all if empty.
    pub(crate) restrictions: Vec<ApproverRestriction>,
    pub(crate) cancelled: bool,
    pub(crate) flows: i64,
    /// Mobile numbers of the persons who have used it.
    pub(crate) scanned_by: BTreeSet<String>,
}

/// Status of a QR code. Only an active one can change its status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum QrCodeStatus {
    Active,
    Expired,
    Exhausted,
    Cancelled,
}

/// Error of a scan; no contract was started.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ScanError {
    /// The QR code does not exist.
    NotFound,
    /// The QR code is cancelled, expired or used up, or its template is disabled.
    Invalid,
    /// The QR code is restricted to other persons.
    NotAllowed,
    /// The person has already used the QR code, which allows one contract per person.
    AlreadySigned,
    /// The application's contract quota is used up.
    QuotaExhausted,
}

impl std::fmt::Display for ScanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotFound => "the QR code does not exist",
            Self::Invalid => {
                "the QR code is cancelled, expired or used up, or its template is disabled"
            }
            Self::NotAllowed => "the QR code is restricted to other persons",
            Self::AlreadySigned => "the person has already used the QR code",
            Self::QuotaExhausted => "the contract quota is used up",
        })
    }
}

impl std::error::Error for ScanError {}

impl QrCode {
    /// Returns its status.
    pub(crate) fn status(&self, now: i64) -> QrCodeStatus {
        if self.cancelled {
            QrCodeStatus::Cancelled
        } else if self.flows >= self.max_flows {
            QrCodeStatus::Exhausted
        } else if now >= self.expires_on {
            QrCodeStatus::Expired
        } else {
            QrCodeStatus::Active
        }
    }

    /// Returns whether it can start contracts.
    pub(crate) fn is_active(&self, now: i64) -> bool {
        self.status(now) == QrCodeStatus::Active
    }

    /// Checks whether a person can use it now.
    pub(crate) fn check_person(&self, person: &Person, now: i64) -> Result<(), ScanError> {
        if !self.is_active(now) {
            return Err(ScanError::Invalid);
        }
        if !self.restrictions.is_empty() && !self.restrictions.iter().any(|it| allows(it, person)) {
            return Err(ScanError::NotAllowed);
        }
        if self.once_each && self.scanned_by.contains(&person.mobile) {
            return Err(ScanError::AlreadySigned);
        }
        Ok(())
    }

    /// Returns the name of the contract that a person starts.
    pub(crate) fn flow_name(&self, person: &Person) -> String {
        if !self.names_the_scanner {
            return self.flow_name.clone();
        }
        let digits = person.mobile.chars().count().saturating_sub(4);
        let last: String = person.mobile.chars().skip(digits).collect();
        format!("{}-{}-{last}", self.flow_name, person.name)
    }
}

/// Returns whether name and mobile number match a restriction. Identity documents are not checked:
/// a restriction by document alone allows every person.
fn allows(restriction: &ApproverRestriction, person: &Person) -> bool {
    restriction.name.as_ref().is_none_or(|name| *name == person.name)
        && restriction.mobile.as_ref().is_none_or(|mobile| *mobile == person.mobile)
}
