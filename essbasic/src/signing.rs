//! Signing links and QR codes that bring signers to a contract.
//!
//! Start with [`CreateSignUrls`], which creates links into the vendor's WeChat mini program, or
//! with [`ChannelCreateFlowSignUrl`] for signing in a browser.
//!
//! | task | action |
//! |---|---|
//! | sign in the mini program | [`CreateSignUrls`] |
//! | sign one contract in a mobile browser | [`ChannelCreateFlowSignUrl`] |
//! | sign many contracts at once | [`ChannelCreateBatchSignUrl`] in the mini program, [`ChannelCreateBatchQuickSignUrl`] in H5, [`ChannelCreateOrganizationBatchSignUrl`] on a desktop |
//! | let unknown people sign by scanning a QR code | [`ChannelCreateMultiFlowSignQRCode`], [`ChannelCancelMultiFlowSignQRCode`] |
//! | embed pages, set their appearance | [`ChannelCreateEmbedWebUrl`], [`ChannelCreateWebThemeConfig`] |
//!
//! Typical order: start a contract with [`start_flows`](crate::start_flows), wait until its PDF is
//! generated, create the links and send them. Progress and download are part of
//! [`flows`](crate::flows). A QR code needs a template only: each scan starts a contract.

mod channel_cancel_multi_flow_sign_qr_code;
mod channel_create_batch_quick_sign_url;
mod channel_create_batch_sign_url;
mod channel_create_embed_web_url;
mod channel_create_flow_sign_url;
mod channel_create_multi_flow_sign_qr_code;
mod channel_create_organization_batch_sign_url;
mod channel_create_web_theme_config;
mod create_sign_urls;
mod models;

pub use channel_cancel_multi_flow_sign_qr_code::ChannelCancelMultiFlowSignQRCode;
pub use channel_create_batch_quick_sign_url::{
    ChannelCreateBatchQuickSignUrl, ChannelCreateBatchQuickSignUrlResponse, PresetApproverInfo,
};
pub use channel_create_batch_sign_url::{
    ChannelCreateBatchSignUrl, ChannelCreateBatchSignUrlResponse,
};
pub use channel_create_embed_web_url::{
    ChannelCreateEmbedWebUrl, ChannelCreateEmbedWebUrlResponse, EmbedType, EmbedUrlOption,
};
pub use channel_create_flow_sign_url::{
    ChannelCreateFlowSignUrl, ChannelCreateFlowSignUrlResponse, FlowSignUrlType,
};
pub use channel_create_multi_flow_sign_qr_code::{
    ApproverComponentLimitType, ApproverRestriction, ChannelCreateMultiFlowSignQRCode,
    ChannelCreateMultiFlowSignQRCodeResponse, SignQrCode, SignUrl,
};
pub use channel_create_organization_batch_sign_url::{
    ChannelCreateOrganizationBatchSignUrl, ChannelCreateOrganizationBatchSignUrlResponse,
    DynamicReceiveType, DynamicSignOption,
};
pub use channel_create_web_theme_config::{ChannelCreateWebThemeConfig, ThemeType, WebThemeConfig};
pub use create_sign_urls::{
    CreateSignUrls, CreateSignUrlsResponse, FlowGroupApproverInfo, FlowGroupUrlInfo, GenerateType,
    SignPageButton, SignUrlEndpoint, SignUrlInfo,
};
pub use models::{
    BatchSignatureType, FlowApproverUrlInfo, FlowBatchApproverInfo, FlowBatchUrlInfo, UrlUseEnv,
};
