//! `ChannelDescribeUserAutoSignStatus` (查询个人用户开通授权签状态).

use super::models::{AutoSignLicenseType, UserThreeFactor};
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Returns whether a person has enabled auto-sign (授权签), and how it is billed.
///
/// Call it before a contract names the person as `PERSON_AUTO_SIGN`, and while a link of
/// `ChannelCreateUserAutoSignEnableUrl` is unused. If you receive callbacks there is no need to
/// poll: one reports completion.
///
/// Only for electronic prescriptions and a few other cases: the vendor's account manager must
/// enable the account first. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.Name` | Correct the person's name. |
/// | `InvalidParameter.CardType` | Use one of the three document types. |
/// | `InvalidParameter.CardNumber` | Correct the number; letters in upper case. |
/// | `OperationDenied` | Ask the vendor whether the account is enabled. |
/// | `AuthFailure` | Check that application and organization of `agent` belong to the key. |
/// | `InternalError.Db`, `InternalError.Encryption` | Try again. |
#[doc(alias = "查询个人用户开通授权签状态")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeUserAutoSignStatus"
)]
pub struct ChannelDescribeUserAutoSignStatus {
    /// Application, organization and operator that make the call. The API reference does not say
    /// which of them are required.
    pub agent: Agent,
    /// Scene to query. Each scene is enabled separately.
    pub scene_key: AutoSignScene,
    /// Person to query.
    pub user_info: UserThreeFactor,
    /// Employee who makes the call. Needs permission to do so.
    pub operator: Option<UserInfo>,
}

/// Response of [`ChannelDescribeUserAutoSignStatus`].
#[tc_model]
pub struct ChannelDescribeUserAutoSignStatusResponse {
    /// `true` if the person has enabled auto-sign.
    pub is_open: bool,
    /// Start of the licence, Unix time in seconds. Meaningful only if auto-sign was enabled with a
    /// licence.
    pub license_from: i64,
    /// End of the licence, Unix time in seconds. Meaningful only if auto-sign was enabled with a
    /// licence.
    pub license_to: i64,
    /// Billing of the contracts.
    pub license_type: Option<AutoSignLicenseType>,
    /// Signature that the person chose. Without one nothing can be signed for them: they must open
    /// the link again and choose one.
    pub seal_id: Option<String>,
}
