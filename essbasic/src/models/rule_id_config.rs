//! How the questions on video are spoken.

use super::SpeechSpeed;
use crate::tc_model;

/// How the questions on video are spoken, be they answered aloud or by nodding.
#[tc_model]
pub struct RuleIdConfig {
    /// How fast; by the length of the text unless given.
    pub speed: Option<SpeechSpeed>,
}
