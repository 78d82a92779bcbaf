//! A call with a large request and response.

use bytes::Bytes;
use essbasic::{Agent, tc_action, tc_model};
use serde_json::json;

use crate::action;

/// Size of the padding: 64 KiB.
pub const PADDING: usize = 64 << 10;

/// The measured action with an additional text field, which the real service does not have.
#[tc_action(
    name = "ChannelCancelMultiFlowSignQRCode",
    version = "2021-05-26",
    response = PaddedResponse,
    effect = idempotent("OperationDenied.QrInvalid")
)]
pub struct PaddedCancel {
    /// Application, organization and operator that make the call.
    pub agent: Agent,
    /// QR code ID.
    pub qr_code_id: String,
    /// Padding.
    pub pad: String,
}

/// Response of [`PaddedCancel`].
#[tc_model]
pub struct PaddedResponse {
    /// Padding.
    pub pad: String,
}

impl PaddedCancel {
    /// Creates the action with 64 KiB of padding.
    pub fn full() -> Self {
        let action = action();
        Self::new(action.agent, action.qr_code_id, "x".repeat(PADDING))
    }

    /// Creates a response body with 64 KiB of padding.
    pub fn response() -> Bytes {
        let fields = json!({
            "Pad": "y".repeat(PADDING),
            "RequestId": "8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d",
        });
        json!({ "Response": fields }).to_string().into()
    }
}
