//! A call with as much around it as one likes, each way.

use bytes::Bytes;
use essbasic::{Agent, tc_action, tc_model};
use serde_json::json;

use crate::action;

/// How much is added: 64 KiB.
pub const PADDING: usize = 64 << 10;

/// The measured action with a text added, which no service knows.
#[tc_action(
    name = "ChannelCancelMultiFlowSignQRCode",
    version = "2021-05-26",
    response = PaddedAnswer,
    effect = idempotent("OperationDenied.QrInvalid")
)]
pub struct Padded {
    /// For whom.
    pub agent: Agent,
    /// Which code.
    pub qr_code_id: String,
    /// What is added.
    pub pad: String,
}

/// Its answer.
#[tc_model]
pub struct PaddedAnswer {
    /// What is added.
    pub pad: String,
}

impl Padded {
    /// The measured action, and 64 KiB.
    pub fn full() -> Self {
        let action = action();
        Self::new(action.agent, action.qr_code_id, "x".repeat(PADDING))
    }

    /// An answer to it with as much.
    pub fn answer() -> Bytes {
        let members = json!({
            "Pad": "y".repeat(PADDING),
            "RequestId": "8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d",
        });
        json!({ "Response": members }).to_string().into()
    }
}
