//! What a person is asked to answer aloud.

use crate::tc_model;

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
