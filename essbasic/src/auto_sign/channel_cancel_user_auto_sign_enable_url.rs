//! 撤销授权签开通链接

use super::models::UserThreeFactor;
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action};

/// Cancels the link by which a person was to switch on signing by authorization (授权签).
///
/// The link that `ChannelCreateUserAutoSignEnableUrl` made for this person and scene stops working.
/// That is possible as long as the person has not finished; afterwards only
/// `ChannelDisableUserAutoSign` ends the authorization.
///
/// For electronic prescriptions and the like: talk to the vendor's account manager before you use
/// it. It is not documented to cost anything.
///
/// A link that is gone already, by an earlier cancellation for instance, is refused with
/// `FailedOperation.UserAutoSignEnableUrlNotExist`, which is good news to whoever only wants it
/// gone. To try again, create a new link.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.UserAutoSignEnableUrlNotExist` | nothing if it was cancelled; else check person and scene, for which there is no link |
/// | `FailedOperation.UserAutoSignEnableAlready` | too late: the person has finished; use `ChannelDisableUserAutoSign` |
/// | `InvalidParameter.ParamError` | check the person's document and the scene |
/// | `MissingParameter` | name the operator; it is required here |
/// | `OperationDenied` | ask the vendor whether the account may use this action |
/// | `InternalError.Db`, `InternalError.Encryption` | try again |
#[tc_action(
    name = "ChannelCancelUserAutoSignEnableUrl",
    version = "2021-05-26",
    effect = idempotent("FailedOperation.UserAutoSignEnableUrlNotExist"),
    errors(
        "FailedOperation.UserAutoSignEnableAlready",
        "FailedOperation.UserAutoSignEnableUrlNotExist",
        "InternalError.Db",
        "InternalError.Encryption",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "撤销授权签开通链接",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCancelUserAutoSignEnableUrl"
)]
pub struct ChannelCancelUserAutoSignEnableUrl {
    /// For whom: application, organization and operator. The manual does not say which of the
    /// three can be left out.
    pub agent: Agent,
    /// The employee who cancels the link. Required, also when the agent names the same employee.
    pub operator: UserInfo,
    /// The scene that the link was made for.
    pub scene_key: AutoSignScene,
    /// The person whom the link was made for, with the same three facts as then.
    pub user_info: UserThreeFactor,
}
