//! How much must be read before signing.

use crate::tc_enum;

/// How much of a contract a signer must have read before they may sign.
#[tc_enum]
pub enum FlowReadLimit {
    /// To the end, and for as long as the contract demands.
    TimeAndBottom = "LimitReadTimeAndBottom",
    /// For as long as the contract demands.
    Time = "LimitReadTime",
    /// To the end.
    Bottom = "LimitBottom",
    /// Nothing. The vendor switches this on for an account on request.
    Unlimited = "NoReadTimeAndBottom",
}
