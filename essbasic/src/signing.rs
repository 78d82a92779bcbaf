//! Signing: the links and codes that bring people to a contract.

mod channel_cancel_multi_flow_sign_qr_code;
mod channel_create_multi_flow_sign_qr_code;

pub use channel_cancel_multi_flow_sign_qr_code::ChannelCancelMultiFlowSignQRCode;
pub use channel_create_multi_flow_sign_qr_code::{
    ApproverComponentLimitType, ApproverRestriction, ChannelCreateMultiFlowSignQRCode,
    ChannelCreateMultiFlowSignQRCodeResponse, SignQrCode, SignUrl,
};
