//! Status, name and category of contracts.

use crate::{tc_enum, tc_model};

/// Status of a contract. All but the first two are final.
#[tc_enum]
pub enum FlowStatus {
    /// Started; no signatures yet.
    Init = "INIT",
    /// Signed by some parties.
    Part = "PART",
    /// Declined by a signer.
    Reject = "REJECT",
    /// Signed by all parties.
    All = "ALL",
    /// Not signed before the deadline.
    Deadline = "DEADLINE",
    /// Cancelled by the initiator.
    Cancel = "CANCEL",
    /// Invalid, for example because a signer changed their name during signing.
    Invalid = "INVALID",
    /// Released: signed by all parties, and ended by another contract.
    Relieved = "RELIEVED",
}

/// Word for a contract on pages and in messages.
#[tc_enum]
pub enum FlowDisplayType {
    /// 合同, contract.
    Contract = 0,
    /// 文件, document.
    Document = 1,
    /// 协议, agreement.
    Agreement = 2,
    /// 文书, deed.
    Deed = 3,
}

/// A contract category (合同类型) that an organization has defined in the console.
///
/// `DescribeUserFlowType` lists them.
#[tc_model]
pub struct UserFlowType {
    /// Category ID, under which contracts and templates are filed.
    pub user_flow_type_id: Option<String>,
    /// Category name, such as 人事合同.
    #[tc(secret)]
    pub name: Option<String>,
    /// Description written by the organization.
    pub description: Option<String>,
}

/// Purpose for which a person signs by authorization.
#[tc_enum]
pub enum AutoSignScene {
    /// Electronic prescriptions.
    EPrescriptionAutoSign = "E_PRESCRIPTION_AUTO_SIGN",
    /// Any other purpose.
    General = "OTHER",
}
