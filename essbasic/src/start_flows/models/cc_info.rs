//! Who gets a copy of a contract.

use crate::{tc_enum, tc_model};

/// Who may look at a contract, and at how far it is, without signing it.
#[tc_model]
pub struct CcInfo {
    /// The mobile number, 11 digits without a country code. Text messages go there.
    #[tc(secret, len = 11)]
    pub mobile: Option<String>,
    /// The real name; the person is asked to prove it.
    #[tc(secret)]
    pub name: Option<String>,
    /// Who this is: a person, or an employee of the organization that starts the contract.
    pub cc_type: Option<CcType>,
    /// What they may do with the contract.
    pub cc_permission: Option<CcPermission>,
}

/// Who gets a copy.
#[tc_enum]
pub enum CcType {
    /// A person, for themselves.
    Person = 0,
    /// An employee of an organization.
    Employee = 1,
}

/// What somebody who gets a copy may do.
#[tc_enum]
pub enum CcPermission {
    /// Look at the contract.
    View = 0,
    /// Look at it, and download the file.
    Download = 1,
}

/// When those who get a copy are told by text message.
#[tc_enum]
pub enum CcNotifyTime {
    /// When the contract is started.
    Started = 0,
    /// When all have signed.
    Signed = 1,
}
