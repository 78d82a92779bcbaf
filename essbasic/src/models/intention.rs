//! X

use crate::{tc_enum, tc_model};

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

/// How a person answers on video whether they want to sign.
#[tc_enum]
pub enum IntentionType {
    /// Aloud.
    Speak = 1,
    /// By nodding.
    Nod = 2,
}

/// What a person is asked on video, to answer aloud.
#[tc_model]
pub struct IntentionQuestion {
    /// The question that is read out to them, in Chinese, at most 250 characters. It should end in
    /// telling them what to say.
    #[tc(len = ..=250)]
    pub question: Option<String>,
    /// The answers that pass, such as 同意 and 我同意: where they are given, the service compares
    /// what was said with them.
    pub answers: Option<Vec<String>>,
}

/// What a person is asked on video, to nod to.
#[tc_model]
pub struct IntentionAction {
    /// The question that is read out to them, in Chinese, at most 150 characters. It should end in
    /// telling them to nod.
    #[tc(len = ..=150)]
    pub text: Option<String>,
}

/// How the questions on video are spoken, be they answered aloud or by nodding.
#[tc_model]
pub struct RuleIdConfig {
    /// How fast; by the length of the text unless given.
    pub speed: Option<SpeechSpeed>,
}

/// How fast the questions on video are spoken.
#[tc_enum(u64)]
pub enum SpeechSpeed {
    /// The longer the text, the faster.
    Adaptive = 0,
    /// At the normal speed.
    Normal = 1,
    /// 1.2 times as fast.
    Faster = 2,
    /// 1.5 times as fast.
    Fastest = 3,
}
