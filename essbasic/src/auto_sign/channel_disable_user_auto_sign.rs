//! 关闭个人授权签功能

use super::models::UserThreeFactor;
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action};

/// Switches off signing by authorization (授权签) for a person.
///
/// It takes effect without the person: they are asked neither for their face nor for their consent.
/// From then on no contract can be signed for them; a callback tells that it is off. To switch it
/// on again, the person opens a new link of `ChannelCreateUserAutoSignEnableUrl`.
///
/// A licence that the person used is not given back.
///
/// For electronic prescriptions and a few other cases only: the vendor's account manager must first
/// put the account on a list. A link that the person has not used yet is not for this action but
/// for `ChannelCancelUserAutoSignEnableUrl`.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.NotInAutoSignWhiteList` | ask the vendor to put the account on the list |
/// | `InvalidParameter.Name` | correct the person's name |
/// | `InvalidParameter.CardType` | use one of the three kinds of document |
/// | `InvalidParameter.CardNumber` | correct the number; letters in upper case |
/// | `FailedOperation` | see the message, and ask `ChannelDescribeUserAutoSignStatus` whether it is on at all |
/// | `AuthFailure` | check whose application and organization the agent names |
/// | `InternalError.Db`, `InternalError.Encryption` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDisableUserAutoSign"
)]
pub struct ChannelDisableUserAutoSign {
    /// For whom: application, organization and operator. The manual does not say which of the
    /// three can be left out.
    pub agent: Agent,
    /// The scene that is switched off.
    pub scene_key: AutoSignScene,
    /// The person.
    pub user_info: UserThreeFactor,
    /// The employee who switches it off, and who must have the right to.
    pub operator: Option<UserInfo>,
}
