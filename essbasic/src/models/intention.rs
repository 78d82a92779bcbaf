//! How a person says on video that they want to sign.

use super::{IntentionAction, IntentionQuestion, IntentionType, RuleIdConfig};
use crate::tc_model;

/// How a person says on video that they want to sign: what they are asked, and how they answer.
///
/// It counts on links to the H5 signing pages only, and needs face recognition as the way to
/// confirm (`ApproverSignTypes` 1). The vendor switches it on for an account on request.
/// `ChannelDescribeSignFaceVideo` fetches the video once they have signed.
#[tc_model]
pub struct Intention {
    /// How they answer.
    pub intention_type: Option<IntentionType>,
    /// What is asked one after the other where they answer aloud, at most 10. Unless given, they
    /// are asked whether they agree to sign and say 同意 or 不同意.
    #[tc(items = ..=10)]
    pub intention_questions: Option<Vec<IntentionQuestion>>,
    /// What is asked one after the other where they nod, at most 10. Unless given, they are asked
    /// whether they agree to sign.
    #[tc(items = ..=10)]
    pub intention_actions: Option<Vec<IntentionAction>>,
    /// How the questions are spoken.
    pub rule_id_config: Option<RuleIdConfig>,
}
