//! Auto-sign (授权签): signatures and seals placed automatically, with prior authorization.
//!
//! Auto-sign exists for individuals, mainly for electronic prescriptions, and between
//! organizations. Both must be enabled for the account by the vendor. For an individual start with
//! [`ChannelCreateUserAutoSignEnableUrl`], for organizations with [`CreatePartnerAutoSignAuthUrl`].
//!
//! | task | action |
//! |---|---|
//! | enable auto-sign for a person | [`ChannelCreateUserAutoSignEnableUrl`] |
//! | check whether a person has enabled it | [`ChannelDescribeUserAutoSignStatus`] |
//! | change the signature used | [`ChannelCreateUserAutoSignSealUrl`] |
//! | cancel an unused link | [`ChannelCancelUserAutoSignEnableUrl`] |
//! | disable auto-sign for a person | [`ChannelDisableUserAutoSign`] |
//! | authorize a partner or the platform to place an organization's seal | [`CreatePartnerAutoSignAuthUrl`] |
//! | change the seals of such an authorization | [`ModifyPartnerAutoSignAuthUrl`] |
//! | renew a licence (deprecated) | `ChannelRenewAutoSignLicense` |
//!
//! Typical order: [`ChannelCreateUserAutoSignEnableUrl`] → the person opens the link (callback, or
//! [`ChannelDescribeUserAutoSignStatus`]) → start a contract with the signer type
//! `PERSON_AUTO_SIGN`.

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
#[allow(deprecated, reason = "deprecated by the vendor, but still available")]
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
