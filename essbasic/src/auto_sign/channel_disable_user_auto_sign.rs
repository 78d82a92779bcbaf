//! `ChannelDisableUserAutoSign` (关闭个人授权签功能).

use super::models::UserThreeFactor;
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action};

/// Disables auto-sign (授权签) for a person.
///
/// Takes effect without the person's consent or face verification. From then on no contract can be
/// signed for them, and a callback reports the change. To enable auto-sign again, the person must
/// open a new link of `ChannelCreateUserAutoSignEnableUrl`. A licence used by the person is not
/// refunded.
///
/// Only for electronic prescriptions and a few other cases: the vendor's account manager must
/// enable the account first. To cancel a link that the person has not used yet, call
/// `ChannelCancelUserAutoSignEnableUrl` instead.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.NotInAutoSignWhiteList` | Ask the vendor to enable the account. |
/// | `InvalidParameter.Name` | Correct the person's name. |
/// | `InvalidParameter.CardType` | Use one of the three document types. |
/// | `InvalidParameter.CardNumber` | Correct the number; letters in upper case. |
/// | `FailedOperation` | See the message, and check with `ChannelDescribeUserAutoSignStatus` whether auto-sign is enabled. |
/// | `AuthFailure` | Check that application and organization of `agent` belong to the key. |
/// | `InternalError.Db`, `InternalError.Encryption` | Try again. |
#[doc(alias = "关闭个人授权签功能")]
#[tc_action(
    name = "ChannelDisableUserAutoSign",
    version = "2021-05-26",
    effect = idempotent,
    errors(
        "AuthFailure",
        "FailedOperation",
        "InternalError.Db",
        "InternalError.Encryption",
        "InvalidParameter",
        "InvalidParameter.CardNumber",
        "InvalidParameter.CardType",
        "InvalidParameter.Name",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NotInAutoSignWhiteList",
    ),
    title = "关闭个人授权签功能",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDisableUserAutoSign"
)]
pub struct ChannelDisableUserAutoSign {
    /// Application, organization and operator that make the call. The API reference does not say
    /// which of them are required.
    pub agent: Agent,
    /// Scene to disable.
    pub scene_key: AutoSignScene,
    /// Person whose auto-sign is disabled.
    pub user_info: UserThreeFactor,
    /// Employee who makes the call. Needs permission to do so.
    pub operator: Option<UserInfo>,
}
