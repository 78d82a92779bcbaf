//! What a person is asked to nod to.

use crate::tc_model;

/// What a person is asked on video, to nod to.
#[tc_model]
pub struct IntentionAction {
    /// The question that is read out to them, in Chinese, at most 150 characters. It should end in
    /// telling them to nod.
    #[tc(len = ..=150)]
    pub text: Option<String>,
}
