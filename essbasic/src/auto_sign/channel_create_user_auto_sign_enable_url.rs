//! `ChannelCreateUserAutoSignEnableUrl` (获取个人用户授权签的开通链接).

use super::models::{AutoSignEndPoint, AutoSignLicenseType, UserThreeFactor};
use crate::models::{AutoSignScene, NotifyType, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link with which a person enables auto-sign (授权签).
///
/// The person opens it, verifies their identity and chooses a signature. From then on contracts can
/// name them as `PERSON_AUTO_SIGN` and are signed for them automatically.
///
/// Only for electronic prescriptions and a few other cases: the vendor's account manager must
/// enable the account first.
///
/// No charge is documented. The link is valid for 7 days unless `expired_time` is set. With
/// `notify_type` the vendor **also sends it by text message**, on every call. The client repeats
/// this action after an unknown outcome, so a second message is possible; to avoid it, leave out
/// `notify_type` and pass the link on yourself.
///
/// A callback reports completion, and `ChannelDescribeUserAutoSignStatus` returns the status.
/// Cancel an unused link with `ChannelCancelUserAutoSignEnableUrl`, change the signature with
/// `ChannelCreateUserAutoSignSealUrl`, and disable auto-sign with `ChannelDisableUserAutoSign`.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.Name` | Correct the person's name. |
/// | `InvalidParameter.CardType` | Use one of the three document types. |
/// | `InvalidParameter.CardNumber` | Correct the number; letters in upper case. |
/// | `OperationDenied.InvalidApproverAge` | The person is too young to sign. |
/// | `OperationDenied` | Ask the vendor whether the account is enabled. |
/// | `InvalidParameter.ParamError` | Check that verification methods and link type match, and the expiry of the link. |
/// | `AuthFailure` | Check that application and organization of `agent` belong to the key. |
/// | `InternalError.Db`, `InternalError.Encryption` | Try again. |
#[doc(alias = "获取个人用户授权签的开通链接")]
#[tc_action(
    name = "ChannelCreateUserAutoSignEnableUrl",
    version = "2021-05-26",
    response = ChannelCreateUserAutoSignEnableUrlResponse,
    effect = link,
    required_if("NotifyAddress", "NotifyType", "SMS"),
    errors(
        "AuthFailure",
        "FailedOperation",
        "InternalError.Db",
        "InternalError.Encryption",
        "InvalidParameter",
        "InvalidParameter.CardNumber",
        "InvalidParameter.CardType",
        "InvalidParameter.Name",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.InvalidApproverAge",
    ),
    title = "获取个人用户授权签的开通链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateUserAutoSignEnableUrl"
)]
pub struct ChannelCreateUserAutoSignEnableUrl {
    /// Application, organization and operator that make the call, as in the API reference's
    /// example.
    pub agent: Agent,
    /// Scene in which contracts are signed automatically.
    pub scene_key: AutoSignScene,
    /// Employee who makes the call. Needs permission to do so. The API reference's example leaves
    /// it empty and sets the operator of `agent`.
    pub operator: Option<UserInfo>,
    /// Person and options. Optional in the API reference, although no other field identifies the
    /// person.
    pub auto_sign_config: Option<AutoSignConfig>,
    /// Page that the link opens. Default: mini program.
    pub url_type: Option<AutoSignUrlType>,
    /// Notification of the person: `SMS`, other methods are not supported. Default: none.
    pub notify_type: Option<NotifyType>,
    /// Mobile number for the notification. Required with `SMS`, otherwise unused.
    #[tc(secret)]
    pub notify_address: Option<String>,
    /// Expiry of the link, Unix time in seconds, at most 30 days from now. Default: 7 days from
    /// now.
    #[tc(range = 1..=9_999_999_999, zero_unset)]
    pub expired_time: Option<i64>,
    /// Custom data returned in callbacks about this person's authorization, Base64, at most 20480
    /// characters.
    #[tc(secret, len = ..=20480)]
    pub user_data: Option<String>,
    /// Link format. `APP` is supported only for the mini program.
    pub end_point: Option<AutoSignEndPoint>,
}

/// Page that a link opens.
#[tc_enum]
pub enum AutoSignUrlType {
    /// Mini program.
    MiniProgram = "",
    /// Web page (H5).
    H5Sign = "H5SIGN",
}

/// Response of [`ChannelCreateUserAutoSignEnableUrl`]: the link in several formats.
#[tc_model]
pub struct ChannelCreateUserAutoSignEnableUrlResponse {
    /// Link, long or short as requested. It is personal: share it with no one else.
    #[tc(secret)]
    pub url: String,
    /// App ID of the mini program, for opening it from an app or another mini program. Empty if the
    /// link opens a web page.
    pub app_id: String,
    /// Original ID of the mini program (`gh_…`), for opening it from an app. Empty if the link
    /// opens a web page.
    pub app_original_id: String,
    /// Mini program path, for opening it from an app or another mini program. Empty if the link
    /// opens a web page.
    #[tc(secret)]
    pub path: String,
    /// Image of a QR code for scanning with WeChat, Base64. Empty if the link opens a web page.
    #[tc(secret)]
    pub qr_code: String,
    /// Page that the link opens.
    pub url_type: AutoSignUrlType,
}

/// Person who enables auto-sign, and options.
#[tc_model]
pub struct AutoSignConfig {
    /// Person who enables auto-sign.
    pub user_info: UserThreeFactor,
    /// Obsolete, no effect: requested the certificate in callbacks.
    pub cert_info_callback: Option<bool>,
    /// Allows the person to create their own signature. Default: `false`.
    pub user_define_seal: Option<bool>,
    /// Includes the image of the chosen signature in the callback, as Base64. Default: `false`.
    pub seal_img_callback: Option<bool>,
    /// Disabled by the vendor: callbacks are configured per application in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Permitted verification methods. Mini program: only `WEIXINAPP`, the default. Web page:
    /// `INSIGHT`, the default, or `TELECOM`.
    pub verify_channels: Option<Vec<AutoSignVerifyChannel>>,
    /// Obsolete, no effect: licences are no longer used.
    pub license_type: Option<AutoSignLicenseType>,
    /// Redirect URL of the web page after completion, starting with `https://`, or with
    /// `qianapp://` for an app that intercepts it. Not supported for the mini program. If its query
    /// has `appendResult=qian`, the result is added to the query. Contact the vendor's account
    /// manager before using it.
    pub jump_url: Option<String>,
}

/// Verification method for enabling auto-sign.
#[tc_enum]
pub enum AutoSignVerifyChannel {
    /// Face verification by WeChat, in the mini program.
    WeixinApp = "WEIXINAPP",
    /// Face verification by the vendor (慧眼), on a web page.
    Insight = "INSIGHT",
    /// Name, identity number and mobile number compared by the mobile operator, on a web page.
    Telecom = "TELECOM",
}
