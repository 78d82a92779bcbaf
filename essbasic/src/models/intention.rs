//! Video verification of a signer's intention.

use crate::{tc_enum, tc_model};

/// Questions and answers with which a signer confirms their intention on video.
///
/// Effective only on links to the H5 signing pages, with face recognition as confirmation method
/// (`ApproverSignTypes` 1). Enabled by the vendor on request. `ChannelDescribeSignFaceVideo`
/// returns the video after signing.
#[tc_model]
pub struct Intention {
    /// Way to answer.
    pub intention_type: Option<IntentionType>,
    /// Questions asked in turn, with [`Speak`](IntentionType::Speak), at most 10. Default: asks
    /// whether the signer agrees to sign, to be answered 同意 or 不同意.
    #[tc(items = ..=10)]
    pub intention_questions: Option<Vec<IntentionQuestion>>,
    /// Prompts given in turn, with [`Nod`](IntentionType::Nod), at most 10. Default: asks whether
    /// the signer agrees to sign.
    #[tc(items = ..=10)]
    pub intention_actions: Option<Vec<IntentionAction>>,
    /// Speech options.
    pub rule_id_config: Option<RuleIdConfig>,
}

/// Way in which a signer answers on video.
#[tc_enum]
pub enum IntentionType {
    /// Spoken answer.
    Speak = 1,
    /// Nod.
    Nod = 2,
}

/// A question that a signer answers aloud.
#[tc_model]
pub struct IntentionQuestion {
    /// Question read out in Chinese, at most 250 characters. Should end by telling the signer the
    /// answer to give.
    #[tc(len = ..=250)]
    pub question: Option<String>,
    /// Accepted answers, such as 同意 and 我同意. If given, the service compares the spoken answer with
    /// them.
    pub answers: Option<Vec<String>>,
}

/// A prompt that a signer confirms by nodding.
#[tc_model]
pub struct IntentionAction {
    /// Prompt read out in Chinese, at most 150 characters. Should end by telling the signer to nod.
    #[tc(len = ..=150)]
    pub text: Option<String>,
}

/// Speech options of questions and prompts.
#[tc_model]
pub struct RuleIdConfig {
    /// Speech rate. Default: `Adaptive`.
    pub speed: Option<SpeechSpeed>,
}

/// Speech rate of questions and prompts.
#[tc_enum(u64)]
pub enum SpeechSpeed {
    /// Faster for longer texts.
    Adaptive = 0,
    /// Normal speed.
    Normal = 1,
    /// 1.2 times normal speed.
    Faster = 2,
    /// 1.5 times normal speed.
    Fastest = 3,
}
