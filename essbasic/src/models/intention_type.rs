//! How a person answers on video.

use crate::tc_enum;

/// How a person answers on video whether they want to sign.
#[tc_enum]
pub enum IntentionType {
    /// Aloud.
    Speak = 1,
    /// By nodding.
    Nod = 2,
}
