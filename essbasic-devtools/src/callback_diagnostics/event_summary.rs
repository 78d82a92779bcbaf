//! Summaries of callbacks in one line.

use essbasic::callback::{FlowStage, FlowState, Message};

use crate::callback_samples::callback_sample;
use crate::language::Language;
use crate::t;

/// Describes a message in one line: the title of its event and, for a contract, its stage.
pub fn summary(message: &Message, language: Language) -> String {
    let name = message.event.msg_type();
    let title = match callback_sample(name) {
        Some(sample) => sample.title(language),
        None => t!(language, "callback-other-event", name = name).into_owned(),
    };
    match FlowState::from_event(&message.event) {
        Some(state) if state.stage() != FlowStage::Unknown => {
            let meaning = stage_title(state.stage(), language);
            t!(language, "callback-summary-stage", title = title, stage = meaning).into_owned()
        }
        _ => title,
    }
}

/// Returns the meaning of a contract's stage.
pub fn stage_title(stage: FlowStage, language: Language) -> String {
    match stage {
        FlowStage::WaitFill => t!(language, "stage-wait-fill"),
        FlowStage::Init => t!(language, "stage-init"),
        FlowStage::Part => t!(language, "stage-part"),
        FlowStage::Reject => t!(language, "stage-reject"),
        FlowStage::All => t!(language, "stage-all"),
        FlowStage::Deadline => t!(language, "stage-deadline"),
        FlowStage::Cancel => t!(language, "stage-cancel"),
        FlowStage::Invalid => t!(language, "stage-invalid"),
        FlowStage::Relieved => t!(language, "stage-relieved"),
        _ => t!(language, "stage-unknown"),
    }
    .into_owned()
}
