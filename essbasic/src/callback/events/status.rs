//! How far a contract and its signers are, in the numbers of callbacks.

use crate::tc_enum;

/// How far a contract is. Numbers of callbacks alone: elsewhere the service uses words.
///
/// Events may overtake each other: a contract can be reported as started after it was reported as
/// signed.
#[tc_enum]
pub enum FlowCallbackStatus {
    /// Started; nobody has signed.
    Init = 1,
    /// Signed by one or more, not by all.
    Part = 2,
    /// Refused by a signer. An end.
    Reject = 3,
    /// Signed by all. An end.
    All = 4,
    /// Not signed in time. An end.
    Deadline = 5,
    /// Cancelled by who started it. An end.
    Cancel = 6,
    /// Waits to be filled in.
    WaitFill = 8,
    /// Invalid, because a signer changed their name, say. An end.
    Invalid = 16,
    /// Ended by another contract after it was signed by all. An end.
    Relieved = 21,
}

impl FlowCallbackStatus {
    /// Whether nothing more comes of the contract. One that is signed by all can still be relieved.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Reject
                | Self::All
                | Self::Deadline
                | Self::Cancel
                | Self::Invalid
                | Self::Relieved
        )
    }
}

/// How far a signer is.
#[tc_enum]
pub enum ApproveCallbackStatus {
    /// Has to sign.
    Pending = 2,
    /// Signed.
    Accept = 3,
    /// Refused.
    Reject = 4,
    /// Did not sign in time.
    Deadline = 5,
    /// The contract was cancelled.
    Cancel = 6,
    /// Has to sign, as `Pending`.
    PendingToo = 7,
    /// Has to fill in.
    FillPending = 8,
    /// The contract ended before they signed.
    Stop = 9,
    /// Filled in.
    FillAccept = 10,
    /// The contract was ended by another.
    Relieved = 15,
    /// Handed on to somebody else.
    Forward = 19,
}
