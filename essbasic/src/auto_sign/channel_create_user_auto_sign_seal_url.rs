//! 获取设置“授权签”印章小程序链接

use super::models::{AutoSignEndPoint, UserThreeFactor};
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Creates a link by which a person changes the signature that is placed for them by authorization.
///
/// The person must have switched on signing by authorization (授权签) before, through the link of
/// `ChannelCreateUserAutoSignEnableUrl`, and the organization must have it switched on too. The
/// link opens the vendor's mini program, and nothing but that.
///
/// Nothing is charged, and nobody is notified: hand the link to the person yourself. It lives for 7
/// days unless `expired_time` says otherwise, and for 30 at most.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation` | see the message; most often the person has not switched it on for this scene |
/// | `OperationDenied` | have the organization switch it on, and ask the vendor whether the account may use it |
/// | `InvalidParameter` | check the person's document, and that the expiry is within 30 days |
/// | `MissingParameter` | name scene and person |
/// | `InternalError.Db`, `InternalError.Decryption`, `InternalError.DependsApi`, `InternalError.Encryption` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateUserAutoSignSealUrl"
)]
pub struct ChannelCreateUserAutoSignSealUrl {
    /// For whom: application, organization and operator, as the manual's example gives them.
    pub agent: Agent,
    /// The scene that the person switched it on for.
    pub scene_key: AutoSignScene,
    /// The person.
    pub user_info: UserThreeFactor,
    /// The employee who calls, and who must have the right to. The manual's example leaves it out
    /// and names the employee in the agent.
    pub operator: Option<UserInfo>,
    /// When the link expires, in Unix seconds: in the future, at most 30 days from now, and 7 days
    /// from now unless given.
    #[tc(range = 1..=9_999_999_999)]
    pub expired_time: Option<i64>,
    /// Where the link will be opened.
    pub end_point: Option<AutoSignEndPoint>,
}

/// The link, and other ways to open what it opens.
#[tc_model]
pub struct ChannelCreateUserAutoSignSealUrlResponse {
    /// The mini program's app id, for an app or another mini program that opens it.
    pub app_id: Option<String>,
    /// The mini program's original id (`gh_…`), for an app that opens it.
    pub app_original_id: Option<String>,
    /// The link, long or short as asked for. It is personal: send it to nobody else.
    #[tc(secret)]
    pub url: String,
    /// The page in the mini program, for an app or another mini program that opens it.
    #[tc(secret)]
    pub path: Option<String>,
    /// A QR code to scan with WeChat, as a picture in base64.
    #[tc(secret)]
    pub qr_code: Option<String>,
}
