//! Which of two mobile numbers of a signer counts.

use crate::tc_enum;

/// Which mobile number counts when a signer has verified another one than the contract gives.
#[tc_enum]
pub enum ApproverMobileMode {
    /// The verified one, which takes the place of the one given.
    Replace = "REPLACE",
    /// The one given.
    Given = "GIVEN",
    /// Neither: the action fails when the two differ.
    Validate = "VALIDATE",
}
