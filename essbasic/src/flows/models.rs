//! Sets of values that several actions of this domain share.

use crate::tc_enum;

/// Who is named beside the reason on the first page of a cancelled contract.
#[tc_enum]
pub enum CancelMessageFormat {
    /// The organization and the operator, as the default.
    Default = 0,
    /// Neither: only that it was who started the contract.
    Initiator = 1,
    /// The organization.
    Organization = 2,
    /// The organization and the operator.
    OrganizationAndOperator = 3,
}

/// What an organization's own review of a contract came to.
#[tc_enum]
pub enum ReviewType {
    /// Passed: the contract goes on.
    Pass = "PASS",
    /// Rejected: the contract stays as it is, and can still be passed.
    Reject = "REJECT",
    /// The organization will not sign: the contract ends as refused.
    SignReject = "SIGN_REJECT",
}

/// Whether something was filled in.
#[tc_enum]
pub enum FillStatus {
    /// It was not.
    NotFilled = "0",
    /// It was.
    Filled = "1",
}
