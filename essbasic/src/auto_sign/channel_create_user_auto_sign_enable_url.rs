//! 获取个人用户授权签的开通链接

use super::models::{AutoSignEndPoint, AutoSignLicenseType, UserThreeFactor};
use crate::models::{AutoSignScene, NotifyType, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link by which a person switches on signing by authorization (授权签).
///
/// The person opens it, shows who they are and chooses a signature. From then on contracts may name
/// them as `PERSON_AUTO_SIGN` and are signed for them without their being there.
///
/// For electronic prescriptions and a few other cases only: the vendor's account manager must first
/// put the account on a list.
///
/// The manual tells of no charge for the link. It lives for 7 days unless `expired_time` says
/// otherwise. With `notify_type` the vendor also sends it by text message, and sends it again each
/// time the action is repeated. The client repeats it by itself when no answer came; who minds a
/// second message leaves `notify_type` out and sends the link.
///
/// A callback of the application tells when the person has finished;
/// `ChannelDescribeUserAutoSignStatus` tells when asked. `ChannelCancelUserAutoSignEnableUrl`
/// cancels an unused link, `ChannelCreateUserAutoSignSealUrl` changes the signature later, and
/// `ChannelDisableUserAutoSign` ends it all.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.Name` | correct the person's name |
/// | `InvalidParameter.CardType` | use one of the three kinds of document |
/// | `InvalidParameter.CardNumber` | correct the number; letters in upper case |
/// | `OperationDenied.InvalidApproverAge` | nothing: the person is too young to sign |
/// | `OperationDenied` | ask the vendor whether the account is on the list |
/// | `InvalidParameter.ParamError` | check that ways of verification and kind of link go together, and the link's expiry |
/// | `AuthFailure` | check whose application and organization the agent names |
/// | `InternalError.Db`, `InternalError.Encryption` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateUserAutoSignEnableUrl"
)]
pub struct ChannelCreateUserAutoSignEnableUrl {
    /// For whom: application, organization and operator, as the manual's example gives them.
    pub agent: Agent,
    /// What will be signed by authorization.
    pub scene_key: AutoSignScene,
    /// The employee who calls, and who must have the right to. The manual's example leaves it empty
    /// and names the employee in the agent.
    pub operator: Option<UserInfo>,
    /// The person, and how they are to switch it on. Optional to the manual, although nothing else
    /// says whom the link is for.
    pub auto_sign_config: Option<AutoSignConfig>,
    /// Whether the link opens the mini program or a web page; the mini program unless given.
    pub url_type: Option<AutoSignUrlType>,
    /// How the person is told: by `SMS` or, unless given, not at all. The other ways do not work
    /// here.
    pub notify_type: Option<NotifyType>,
    /// The mobile number that the message goes to; required with `SMS`, and needless otherwise.
    #[tc(secret)]
    pub notify_address: Option<String>,
    /// When the link expires, in Unix seconds: in the future, at most 30 days from now, and 7 days
    /// from now unless given.
    #[tc(range = 1..=9_999_999_999)]
    pub expired_time: Option<i64>,
    /// Your own data, in base64, at most 20480 characters of it. Callbacks about this person's
    /// authorization bring it back unchanged.
    #[tc(secret, len = ..=20480)]
    pub user_data: Option<String>,
    /// Where the link will be opened. `APP` only works for the mini program.
    pub end_point: Option<AutoSignEndPoint>,
}

/// Whether a link opens the mini program or a web page.
#[tc_enum]
pub enum AutoSignUrlType {
    /// The vendor's mini program.
    MiniProgram = "",
    /// A web page (H5).
    H5Sign = "H5SIGN",
}

/// The link. For the mini program there are more ways to open it.
#[tc_model]
pub struct ChannelCreateUserAutoSignEnableUrlResponse {
    /// The link, long or short as asked for. It is personal: send it to nobody else.
    #[tc(secret)]
    pub url: String,
    /// The mini program's app id, for an app or another mini program that opens it; empty when the
    /// link opens a web page.
    pub app_id: String,
    /// The mini program's original id (`gh_…`), for an app that opens it; empty when the link opens
    /// a web page.
    pub app_original_id: String,
    /// The page in the mini program, for an app or another mini program that opens it; empty when
    /// the link opens a web page.
    #[tc(secret)]
    pub path: String,
    /// A QR code to scan with WeChat, as a picture in base64; empty when the link opens a web page.
    #[tc(secret)]
    pub qr_code: String,
    /// What the link opens.
    pub url_type: AutoSignUrlType,
}

/// Who switches on signing by authorization, and how.
#[tc_model]
pub struct AutoSignConfig {
    /// The person.
    pub user_info: UserThreeFactor,
    /// Without effect by now, leave it out: whether callbacks bring the certificate.
    pub cert_info_callback: Option<bool>,
    /// Whether the person may make a signature of their own; they may not unless given.
    pub user_define_seal: Option<bool>,
    /// Whether the callback brings the picture of the chosen signature, in base64. It does not
    /// unless given.
    pub seal_img_callback: Option<bool>,
    /// Disabled by the vendor: callbacks are set up for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// How the person may show who they are. In the mini program only `WEIXINAPP`, which is also
    /// what it does unless given; on a web page `INSIGHT`, unless given, or `TELECOM`.
    pub verify_channels: Option<Vec<AutoSignVerifyChannel>>,
    /// Without effect by now, leave it out: no licence is bound any more.
    pub license_type: Option<AutoSignLicenseType>,
    /// Where the web page goes once it is done: an address that begins with `https://`, or with
    /// `qianapp://` for an app that intercepts it. Not for the mini program. With
    /// `appendResult=qian` in its query, the result is added to the query. Ask the vendor's account
    /// manager before you use it.
    pub jump_url: Option<String>,
}

/// A way for a person to show who they are when they switch on signing by authorization.
#[tc_enum]
pub enum AutoSignVerifyChannel {
    /// Face recognition by WeChat, in the mini program.
    WeixinApp = "WEIXINAPP",
    /// Face recognition by the vendor (慧眼), on a web page.
    Insight = "INSIGHT",
    /// Name, identity number and mobile number, compared by the mobile operator; on a web page.
    Telecom = "TELECOM",
}
