//! How far a contract is.

use crate::tc_enum;

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
