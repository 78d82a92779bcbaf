//! Enums shared by several actions of this domain.

use crate::tc_enum;

/// Names shown with the reason on the first page of a cancelled contract.
#[tc_enum]
pub enum CancelMessageFormat {
    /// Organization and operator.
    Default = 0,
    /// Neither, only "the initiator".
    Initiator = 1,
    /// Organization.
    Organization = 2,
    /// Organization and operator.
    OrganizationAndOperator = 3,
}

/// Result of an organization's internal review of a contract.
#[tc_enum]
pub enum ReviewType {
    /// Passed: the contract proceeds.
    Pass = "PASS",
    /// Rejected: the contract is unchanged and can still pass.
    Reject = "REJECT",
    /// Signing refused: the contract ends as declined.
    SignReject = "SIGN_REJECT",
}

/// Fill-in status of a field or party.
#[tc_enum]
pub enum FillStatus {
    /// Not filled in.
    NotFilled = "0",
    /// Filled in.
    Filled = "1",
}
