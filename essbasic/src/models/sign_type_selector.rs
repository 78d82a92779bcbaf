//! Who chooses how a signer confirms.

use crate::tc_enum;

/// Who chooses among the ways in which a signer may confirm.
#[tc_enum(u64)]
pub enum SignTypeSelector {
    /// The signer.
    Signer = 0,
    /// Nobody: the first way is taken.
    First = 1,
}
