//! What automatic signatures are for.

use crate::tc_enum;

/// What a person's signature is placed for by authorization.
#[tc_enum]
pub enum AutoSignScene {
    /// Electronic prescriptions.
    EPrescriptionAutoSign = "E_PRESCRIPTION_AUTO_SIGN",
    /// Anything else.
    General = "OTHER",
}
