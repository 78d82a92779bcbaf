//! Signing without a person at hand: authorizations, and the links that give them.

mod channel_cancel_user_auto_sign_enable_url;
mod channel_create_user_auto_sign_enable_url;
mod channel_create_user_auto_sign_seal_url;
mod channel_describe_user_auto_sign_status;
mod channel_disable_user_auto_sign;
mod channel_renew_auto_sign_license;
mod create_partner_auto_sign_auth_url;
mod models;
mod modify_partner_auto_sign_auth_url;

pub use channel_cancel_user_auto_sign_enable_url::ChannelCancelUserAutoSignEnableUrl;
pub use channel_create_user_auto_sign_enable_url::{
    AutoSignConfig, AutoSignUrlType, AutoSignVerifyChannel, ChannelCreateUserAutoSignEnableUrl,
    ChannelCreateUserAutoSignEnableUrlResponse,
};
pub use channel_create_user_auto_sign_seal_url::{
    ChannelCreateUserAutoSignSealUrl, ChannelCreateUserAutoSignSealUrlResponse,
};
pub use channel_describe_user_auto_sign_status::{
    ChannelDescribeUserAutoSignStatus, ChannelDescribeUserAutoSignStatusResponse,
};
pub use channel_disable_user_auto_sign::ChannelDisableUserAutoSign;
#[allow(deprecated, reason = "the vendor advises against it; it is here all the same")]
pub use channel_renew_auto_sign_license::{
    ChannelRenewAutoSignLicense, ChannelRenewAutoSignLicenseResponse,
};
pub use create_partner_auto_sign_auth_url::{
    AuthMethodLimit, CreatePartnerAutoSignAuthUrl, CreatePartnerAutoSignAuthUrlResponse,
};
pub use models::{AutoSignEndPoint, AutoSignLicenseType, AutoSignSealType, UserThreeFactor};
pub use modify_partner_auto_sign_auth_url::{
    AuthMethodUpdateLimit, ModifyPartnerAutoSignAuthUrl, ModifyPartnerAutoSignAuthUrlResponse,
};
