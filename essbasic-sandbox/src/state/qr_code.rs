//! A QR code's life: active until it is cancelled, expires, or has started its last contract.

use std::collections::BTreeSet;

use essbasic::signing::ApproverRestriction;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Approver, Flow, Owner, PartyKind, State};

const DAY: i64 = 24 * 60 * 60;

/// A code that starts a contract each time it is scanned.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct QrCode {
    pub(crate) id: String,
    pub(crate) owner: Owner,
    pub(crate) creator: String,
    pub(crate) template: String,
    pub(crate) flow_name: String,
    /// Whether the name of a contract says who scanned.
    pub(crate) names_the_scanner: bool,
    /// For how many days a contract can be signed.
    pub(crate) flow_days: i64,
    pub(crate) most_flows: i64,
    pub(crate) expires_on: i64,
    pub(crate) once_each: bool,
    pub(crate) restrictions: Vec<ApproverRestriction>,
    pub(crate) cancelled: bool,
    pub(crate) flows: i64,
    /// The mobile numbers of who scanned.
    pub(crate) scanned_by: BTreeSet<String>,
}

/// Whether a code can be scanned; of all but the first there is no way back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Status {
    Active,
    Expired,
    Exhausted,
    Cancelled,
}

/// Who scans a code or signs a contract. Invent obviously false ones.
#[derive(Clone, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their mobile number, 11 digits.
    pub mobile: String,
}

/// Why a scan started no contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ScanError {
    /// There is no such code.
    NotFound,
    /// The code was cancelled, has expired or is used up.
    Invalid,
    /// The code is for other people.
    NotAllowed,
    /// The code takes everybody once, and this person has signed.
    AlreadySigned,
    /// The application has no contracts left.
    QuotaExhausted,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(***)")
    }
}

impl std::fmt::Display for ScanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotFound => "there is no such code",
            Self::Invalid => "the code was cancelled, has expired or is used up",
            Self::NotAllowed => "the code is for other people",
            Self::AlreadySigned => "the code takes everybody once, and this person has signed",
            Self::QuotaExhausted => "no contracts are left",
        })
    }
}

impl std::error::Error for ScanError {}

impl QrCode {
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

    /// Whether a person may scan it now.
    fn admits(&self, by: &Person, now: i64) -> Result<(), ScanError> {
        if self.status(now) != Status::Active {
            return Err(ScanError::Invalid);
        }
        if !self.restrictions.is_empty() && !self.restrictions.iter().any(|who| admits(who, by)) {
            return Err(ScanError::NotAllowed);
        }
        if self.once_each && self.scanned_by.contains(&by.mobile) {
            return Err(ScanError::AlreadySigned);
        }
        Ok(())
    }

    /// What the contract that a person starts is called.
    fn flow_name(&self, by: &Person) -> String {
        if !self.names_the_scanner {
            return self.flow_name.clone();
        }
        let digits = by.mobile.chars().count().saturating_sub(4);
        let last: String = by.mobile.chars().skip(digits).collect();
        format!("{}-{}-{last}", self.flow_name, by.name)
    }
}

impl State {
    /// A person scans a code: a contract is started from it, and its id is told.
    pub(crate) fn scan(&mut self, id: &str, by: &Person) -> Result<String, ScanError> {
        let now = self.now();
        let code = self.qr_codes.get(id).ok_or(ScanError::NotFound)?;
        code.admits(by, now)?;
        let (owner, creator) = (code.owner.clone(), code.creator.clone());
        let mut flow = Flow::new(owner.clone(), &creator, &code.flow_name(by), now);
        flow.deadline = now + code.flow_days * DAY;
        flow.qr_code = Some(id.to_owned());
        flow.template = Some(code.template.clone());
        let template = self.templates.get(&code.template).ok_or(ScanError::Invalid)?;
        flow.ordered = template.ordered;
        for party in &template.parties {
            let mut approver = Approver::new(party.kind.approver());
            approver.role_name.clone_from(&party.role_name);
            if party.kind == PartyKind::Person {
                approver.name.clone_from(&by.name);
                approver.mobile.clone_from(&by.mobile);
            } else {
                self.put_employee(&mut approver, &owner, &creator);
            }
            flow.approvers.push(approver);
        }
        let Ok(flow) = self.start(flow) else { return Err(ScanError::QuotaExhausted) };
        if let Some(code) = self.qr_codes.get_mut(id) {
            code.scanned_by.insert(by.mobile.clone());
            code.flows += 1;
        }
        let told = json!({"QrCodeId": id, "FlowId": flow, "CreateOn": now});
        self.tell(&owner, "CreateFlowByQrCode", told);
        Ok(flow)
    }

    /// Makes an employee the signer for their organization.
    pub(crate) fn put_employee(&self, approver: &mut Approver, owner: &Owner, open_id: &str) {
        approver.organization.clone_from(&owner.organization);
        open_id.clone_into(&mut approver.open_id);
        if let Some(organization) = self.organizations.get(&owner.key()) {
            approver.organization_name.clone_from(&organization.name);
        }
        if let Some(employee) = self.employee(owner, open_id) {
            approver.name.clone_from(&employee.name);
            approver.mobile.clone_from(&employee.mobile);
        }
    }
}

/// Whether all that a restriction names is true of a person. Identity documents are not asked
/// for here, so a restriction by document alone admits everybody.
fn admits(who: &ApproverRestriction, person: &Person) -> bool {
    who.name.as_ref().is_none_or(|name| *name == person.name)
        && who.mobile.as_ref().is_none_or(|mobile| *mobile == person.mobile)
}
