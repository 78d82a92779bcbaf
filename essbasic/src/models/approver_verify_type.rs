//! How a signer shows who they are before they may look.

use crate::tc_enum;

/// How a person shows who they are before they may look at a contract.
#[tc_enum]
pub enum ApproverVerifyType {
    /// Face recognition.
    Face = 1,
    /// Their mobile number is that of the signer. Without effect where they sign by `OCR_ESIGN`,
    /// which needs their verified name.
    Mobile = 2,
}
