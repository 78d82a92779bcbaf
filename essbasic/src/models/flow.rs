//! X

use crate::{tc_enum, tc_model};

/// How far a contract is. All but the first two are ends.
#[tc_enum]
pub enum FlowStatus {
    /// Started; nobody has signed.
    Init = "INIT",
    /// Signed by one or more, not by all.
    Part = "PART",
    /// Refused by a signer.
    Reject = "REJECT",
    /// Signed by all.
    All = "ALL",
    /// Not signed in time.
    Deadline = "DEADLINE",
    /// Cancelled by who started it.
    Cancel = "CANCEL",
    /// Invalid, because a signer changed their name while it was being signed, say.
    Invalid = "INVALID",
    /// Released: signed by all, and ended by another contract.
    Relieved = "RELIEVED",
}

/// What pages and messages call a contract.
#[tc_enum]
pub enum FlowDisplayType {
    /// 合同, a contract.
    Contract = 0,
    /// 文件, a document.
    Document = 1,
    /// 协议, an agreement.
    Agreement = 2,
    /// 文书, a deed.
    Deed = 3,
}

/// A category of contracts (合同类型) that an organization has defined for itself in the console.
///
/// `DescribeUserFlowType` lists them.
#[tc_model]
pub struct UserFlowType {
    /// The category's id, under which contracts and templates are filed.
    pub user_flow_type_id: Option<String>,
    /// What people call it: 人事合同, say.
    #[tc(secret)]
    pub name: Option<String>,
    /// What the organization says it is for.
    pub description: Option<String>,
}

/// What a person's signature is placed for by authorization.
#[tc_enum]
pub enum AutoSignScene {
    /// Electronic prescriptions.
    EPrescriptionAutoSign = "E_PRESCRIPTION_AUTO_SIGN",
    /// Anything else.
    General = "OTHER",
}
