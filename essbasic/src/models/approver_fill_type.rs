//! When it is told who signs.

use crate::tc_enum;

/// When it is told who signs.
#[tc_enum]
pub enum ApproverFillType {
    /// After the contract has started: a dynamic signer (动态签署人), who is named by
    /// `ChannelCreateFlowApprovers`, or who names themselves by opening a link.
    Dynamic = 1,
}
