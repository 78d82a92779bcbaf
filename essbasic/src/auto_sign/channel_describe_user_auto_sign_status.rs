//! 查询个人用户开通授权签状态

use super::models::{AutoSignLicenseType, UserThreeFactor};
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Tells whether a person has switched on signing by authorization (授权签), and by what.
///
/// What to ask before a contract names the person as `PERSON_AUTO_SIGN`, and while a link of
/// `ChannelCreateUserAutoSignEnableUrl` waits for them. Where callbacks arrive there is no need to
/// ask: one tells when the person has finished.
///
/// For electronic prescriptions and a few other cases only: the vendor's account manager must first
/// put the account on a list. It costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.Name` | correct the person's name |
/// | `InvalidParameter.CardType` | use one of the three kinds of document |
/// | `InvalidParameter.CardNumber` | correct the number; letters in upper case |
/// | `OperationDenied` | ask the vendor whether the account is on the list |
/// | `AuthFailure` | check whose application and organization the agent names |
/// | `InternalError.Db`, `InternalError.Encryption` | try again |
#[tc_action(
    name = "ChannelDescribeUserAutoSignStatus",
    version = "2021-05-26",
    response = ChannelDescribeUserAutoSignStatusResponse,
    effect = read,
    wait(status = is_open, done("true"), interval = 5..=60),
    errors(
        "AuthFailure",
        "FailedOperation",
        "InternalError.Db",
        "InternalError.Encryption",
        "InvalidParameter.CardNumber",
        "InvalidParameter.CardType",
        "InvalidParameter.Name",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "查询个人用户开通授权签状态",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeUserAutoSignStatus"
)]
pub struct ChannelDescribeUserAutoSignStatus {
    /// For whom: application, organization and operator. The manual does not say which of the
    /// three can be left out.
    pub agent: Agent,
    /// The scene that is asked about; each is switched on for itself.
    pub scene_key: AutoSignScene,
    /// The person.
    pub user_info: UserThreeFactor,
    /// The employee who asks, and who must have the right to.
    pub operator: Option<UserInfo>,
}

/// Whether the person has switched it on, and by what.
#[tc_model]
pub struct ChannelDescribeUserAutoSignStatusResponse {
    /// Whether the person has switched it on.
    pub is_open: bool,
    /// Since when their licence is good, in Unix seconds. It says something only where they
    /// switched it on by a licence.
    pub license_from: i64,
    /// Until when their licence is good, in Unix seconds. It says something only where they
    /// switched it on by a licence.
    pub license_to: i64,
    /// What pays for the contracts.
    pub license_type: Option<AutoSignLicenseType>,
    /// The signature that the person chose. Without one nothing can be signed for them: they open
    /// the link again and choose.
    pub seal_id: Option<String>,
}
