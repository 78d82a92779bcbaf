//! 续期医疗自动签许可

use super::models::UserThreeFactor;
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Renews the licence by which a person in medicine signs by authorization.
///
/// No longer in use, says the manual. Who switches on signing by authorization today does so
/// through `ChannelCreateUserAutoSignEnableUrl`, without a licence, and has nothing to renew.
///
/// It added one year to the licence, and could do so once. A renewal uses up one licence of the
/// account; the client therefore never repeats it by itself. `ChannelDescribeUserAutoSignStatus`
/// tells until when a licence is good. The account had to be on a list of the vendor's.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.LicenseNoQuota` | no licence is left on the account |
/// | `FailedOperation` | see the message: the licence may have been renewed before |
/// | `InvalidParameter.Name` | correct the person's name |
/// | `InvalidParameter.CardType` | use one of the three kinds of document |
/// | `InvalidParameter.CardNumber` | correct the number; letters in upper case |
/// | `OperationDenied` | ask the vendor whether the account is on the list |
/// | `AuthFailure` | check whose application and organization the agent names |
#[deprecated = "the vendor no longer uses it: `ChannelCreateUserAutoSignEnableUrl` needs no licence"]
#[tc_action(
    name = "ChannelRenewAutoSignLicense",
    version = "2021-05-26",
    response = ChannelRenewAutoSignLicenseResponse,
    effect = charge,
    errors(
        "AuthFailure",
        "FailedOperation",
        "FailedOperation.LicenseNoQuota",
        "InternalError",
        "InternalError.Api",
        "InternalError.Db",
        "InternalError.DependsApi",
        "InvalidParameter",
        "InvalidParameter.CardNumber",
        "InvalidParameter.CardType",
        "InvalidParameter.Name",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "续期医疗自动签许可",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelRenewAutoSignLicense"
)]
pub struct ChannelRenewAutoSignLicense {
    /// For whom: application, organization and operator, as the manual's example gives them.
    pub agent: Agent,
    /// The scene that the licence is for.
    pub scene_key: AutoSignScene,
    /// The person whose licence it is.
    pub user_info: UserThreeFactor,
    /// The employee who calls, and who must have the right to. The manual's example leaves it empty
    /// and names the employee in the agent.
    pub operator: Option<UserInfo>,
}

/// Until when the licence is good.
#[tc_model]
pub struct ChannelRenewAutoSignLicenseResponse {
    /// When the licence now ends, in Unix seconds; only where the person switched it on by a
    /// licence.
    pub license_to: Option<i64>,
}
