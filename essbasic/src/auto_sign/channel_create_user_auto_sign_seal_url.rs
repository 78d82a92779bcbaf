//! `ChannelCreateUserAutoSignSealUrl` (获取设置“授权签”印章小程序链接).

use super::models::{AutoSignEndPoint, UserThreeFactor};
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Creates a link with which a person changes the signature used by auto-sign.
///
/// The person must have enabled auto-sign (授权签) with a link of
/// `ChannelCreateUserAutoSignEnableUrl`, and it must be enabled for the organization too. The link
/// opens only the mini program. It is valid for 7 days unless `expired_time` is set.
///
/// No charge and no notifications: pass the link on yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation` | See the message; usually the person has not enabled auto-sign for this scene. |
/// | `OperationDenied` | Enable auto-sign for the organization, and ask the vendor whether the account may use it. |
/// | `InvalidParameter` | Check the person's document, and that the expiry is within 30 days. |
/// | `MissingParameter` | Set scene and person. |
/// | `InternalError.Db`, `InternalError.Decryption`, `InternalError.DependsApi`, `InternalError.Encryption` | Try again. |
#[doc(alias = "获取设置“授权签”印章小程序链接")]
#[tc_action(
    name = "ChannelCreateUserAutoSignSealUrl",
    version = "2021-05-26",
    response = ChannelCreateUserAutoSignSealUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InternalError.Db",
        "InternalError.Decryption",
        "InternalError.DependsApi",
        "InternalError.Encryption",
        "InvalidParameter",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "获取设置“授权签”印章小程序链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateUserAutoSignSealUrl"
)]
pub struct ChannelCreateUserAutoSignSealUrl {
    /// Application, organization and operator that make the call, as in the API reference's
    /// example.
    pub agent: Agent,
    /// Scene that the person enabled auto-sign for.
    pub scene_key: AutoSignScene,
    /// Person whose signature changes.
    pub user_info: UserThreeFactor,
    /// Employee who makes the call. Needs permission to do so. The API reference's example omits it
    /// and sets the operator of `agent`.
    pub operator: Option<UserInfo>,
    /// Expiry of the link, Unix time in seconds, at most 30 days from now. Default: 7 days from
    /// now.
    #[tc(range = 1..=9_999_999_999, zero_unset)]
    pub expired_time: Option<i64>,
    /// Link format.
    pub end_point: Option<AutoSignEndPoint>,
}

/// Response of [`ChannelCreateUserAutoSignSealUrl`]: the link in several formats.
#[tc_model]
pub struct ChannelCreateUserAutoSignSealUrlResponse {
    /// App ID of the mini program, for opening it from an app or another mini program.
    pub app_id: Option<String>,
    /// Original ID of the mini program (`gh_…`), for opening it from an app.
    pub app_original_id: Option<String>,
    /// Link, long or short as requested. It is personal: share it with no one else.
    #[tc(secret)]
    pub url: String,
    /// Mini program path, for opening it from an app or another mini program.
    #[tc(secret)]
    pub path: Option<String>,
    /// Image of a QR code for scanning with WeChat, Base64.
    #[tc(secret)]
    pub qr_code: Option<String>,
}
