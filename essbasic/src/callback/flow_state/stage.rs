//! Status of contracts and signers, in one order for numbers of callbacks and words of the API.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Merge;
use crate::callback::events::{
    ApproveCallbackShowStatus, ApproveCallbackStatus, FlowCallbackStatus,
};
use crate::models::FlowStatus;

/// Declares an enum of stages with the word of the API for each.
macro_rules! stages {
    (
        $(#[$($doc:tt)+])*
        $name:ident { $($(#[$($variant_doc:tt)+])* $variant:ident = $word:literal,)+ }
    ) => {
        $(#[$($doc)+])*
        #[derive(
            Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
        )]
        #[non_exhaustive]
        pub enum $name {
            /// No event has reported a status yet.
            #[default]
            #[serde(rename = "UNKNOWN")]
            Unknown,
            $($(#[$($variant_doc)+])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Returns the word for the stage, in upper case.
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::Unknown => "UNKNOWN",
                    $(Self::$variant => $word,)+
                }
            }

            /// Parses a word. Returns `Unknown` for one that is not listed.
            pub fn from_word(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    _ => Self::Unknown,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use stages;

stages! {
    /// Stage of a contract, from a number in a callback ([`FlowCallbackStatus`]) or a word of the API
    /// ([`FlowStatus`]), in the order in which a contract reaches them.
    FlowStage {
        /// Waiting to be filled in: 8. The API's word is `INIT`.
        WaitFill = "WAITFILL",
        /// Started; no signer has signed: 1.
        Init = "INIT",
        /// Signed by some but not all signers: 2.
        Part = "PART",
        /// Declined by a signer: 3. Final.
        Reject = "REJECT",
        /// Signed by all signers: 4. Final, except that it can become `Relieved`.
        All = "ALL",
        /// Expired: 5. Final.
        Deadline = "DEADLINE",
        /// Cancelled by the initiator: 6. Final.
        Cancel = "CANCEL",
        /// Invalid: 16. Final.
        Invalid = "INVALID",
        /// Terminated by another contract, after `All`: 21. Final.
        Relieved = "RELIEVED",
    }
}

stages! {
    /// Stage of a signer, from a number or a word in a callback or a word of the API, in the order in
    /// which a signer reaches them.
    ApproverStage {
        /// Waiting for an employee of the organization to claim the contract.
        WaitPickup = "WAITPICKUP",
        /// Waiting to fill in: 8.
        FillPending = "FILLPENDING",
        /// Filled in: 10.
        FillAccept = "FILLACCEPT",
        /// Waiting to sign: 2 or 7.
        Pending = "PENDING",
        /// Forwarded to another person: 19.
        Forward = "FORWARD",
        /// Signed: 3. Final, except that it can become `Relieved`.
        Accept = "ACCEPT",
        /// Declined to sign: 4. Final.
        Reject = "REJECT",
        /// Declined to fill in. Final.
        FillReject = "FILLREJECT",
        /// Did not act before the deadline: 5. Final.
        Deadline = "DEADLINE",
        /// The contract was cancelled: 6. Final.
        Cancel = "CANCEL",
        /// The contract ended before the signer acted: 9. Final.
        Stop = "STOP",
        /// The contract was terminated by another one: 15. Final.
        Relieved = "RELIEVED",
    }
}

impl FlowStage {
    /// Returns whether the stage is final. A contract signed by all can still be terminated.
    pub fn is_final(self) -> bool {
        self >= Self::Reject
    }

    /// Returns the word of the API: a contract that waits to be filled in is `INIT`.
    pub fn status(self) -> Option<FlowStatus> {
        match self {
            Self::Unknown => None,
            Self::WaitFill => Some(FlowStatus::Init),
            stage => Some(FlowStatus::from(stage.as_str())),
        }
    }

    /// Moves on to a stage that was reported.
    pub(super) fn merge(&mut self, reported: Self) -> Merge {
        merge(self, reported, Self::is_final, (Self::All, Self::Relieved))
    }
}

impl ApproverStage {
    /// Returns whether the stage is final. A signature can still be terminated with its contract.
    pub fn is_final(self) -> bool {
        self >= Self::Accept
    }

    pub(super) fn merge(&mut self, reported: Self) -> Merge {
        merge(self, reported, Self::is_final, (Self::Accept, Self::Relieved))
    }
}

/// Moves on to a stage that was reported. A final stage is left only along `terminated`: from the
/// stage of a signature to that of its termination.
fn merge<S: Copy + Ord>(
    stage: &mut S,
    reported: S,
    is_final: fn(S) -> bool,
    terminated: (S, S),
) -> Merge {
    let moves_on = if is_final(*stage) {
        if reported == *stage || !is_final(reported) || (reported, *stage) == terminated {
            false
        } else if (*stage, reported) == terminated {
            true
        } else {
            return Merge::Conflict;
        }
    } else {
        reported > *stage
    };
    if !moves_on {
        return Merge::Stale;
    }
    *stage = reported;
    Merge::Applied
}

impl From<FlowCallbackStatus> for FlowStage {
    /// Converts a number of a callback. An unlisted number is `Unknown`.
    fn from(status: FlowCallbackStatus) -> Self {
        match status {
            FlowCallbackStatus::Init => Self::Init,
            FlowCallbackStatus::Part => Self::Part,
            FlowCallbackStatus::Reject => Self::Reject,
            FlowCallbackStatus::All => Self::All,
            FlowCallbackStatus::Deadline => Self::Deadline,
            FlowCallbackStatus::Cancel => Self::Cancel,
            FlowCallbackStatus::WaitFill => Self::WaitFill,
            FlowCallbackStatus::Invalid => Self::Invalid,
            FlowCallbackStatus::Relieved => Self::Relieved,
            FlowCallbackStatus::Other(_) => Self::Unknown,
        }
    }
}

impl From<&FlowStatus> for FlowStage {
    /// Converts a word of the API. An unlisted word is `Unknown`.
    fn from(status: &FlowStatus) -> Self {
        Self::from_word(status.as_str())
    }
}

impl From<ApproveCallbackStatus> for ApproverStage {
    /// Converts a number of a callback. An unlisted number is `Unknown`.
    fn from(status: ApproveCallbackStatus) -> Self {
        match status {
            ApproveCallbackStatus::Pending | ApproveCallbackStatus::PendingAlternate => {
                Self::Pending
            }
            ApproveCallbackStatus::Accept => Self::Accept,
            ApproveCallbackStatus::Reject => Self::Reject,
            ApproveCallbackStatus::Deadline => Self::Deadline,
            ApproveCallbackStatus::Cancel => Self::Cancel,
            ApproveCallbackStatus::FillPending => Self::FillPending,
            ApproveCallbackStatus::Stop => Self::Stop,
            ApproveCallbackStatus::FillAccept => Self::FillAccept,
            ApproveCallbackStatus::Relieved => Self::Relieved,
            ApproveCallbackStatus::Forward => Self::Forward,
            ApproveCallbackStatus::Other(_) => Self::Unknown,
        }
    }
}

impl From<&ApproveCallbackShowStatus> for ApproverStage {
    /// Converts a word of a callback. An unlisted word is `Unknown`.
    fn from(status: &ApproveCallbackShowStatus) -> Self {
        Self::from_word(status.as_str())
    }
}

#[cfg(feature = "flows")]
impl From<&crate::flows::ApproverStatus> for ApproverStage {
    /// Converts a word of the API. An unlisted word is `Unknown`.
    fn from(status: &crate::flows::ApproverStatus) -> Self {
        Self::from_word(status.as_str())
    }
}
