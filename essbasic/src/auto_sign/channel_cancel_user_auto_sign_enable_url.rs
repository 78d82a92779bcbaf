//! `ChannelCancelUserAutoSignEnableUrl` (撤销授权签开通链接).

use super::models::UserThreeFactor;
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action};

/// Cancels a link with which a person was to enable auto-sign (授权签).
///
/// The link that `ChannelCreateUserAutoSignEnableUrl` created for this person and scene stops
/// working. Possible only until the person has completed the page; afterwards use
/// `ChannelDisableUserAutoSign`. To enable auto-sign later, create a new link.
///
/// Mainly for electronic prescriptions: contact the vendor's account manager before using it. No
/// charge is documented.
///
/// Cancelling a link that no longer exists fails with
/// `FailedOperation.UserAutoSignEnableUrlNotExist`, which is safe to treat as success when the goal
/// is for the link to be gone.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.UserAutoSignEnableUrlNotExist` | The link is cancelled, or never existed: check person and scene. |
/// | `FailedOperation.UserAutoSignEnableAlready` | The person has already enabled auto-sign; use `ChannelDisableUserAutoSign`. |
/// | `InvalidParameter.ParamError` | Check the person's document and the scene. |
/// | `MissingParameter` | Set `operator`, which is required here. |
/// | `OperationDenied` | Ask the vendor whether the account may use this action. |
/// | `InternalError.Db`, `InternalError.Encryption` | Try again. |
#[doc(alias = "撤销授权签开通链接")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCancelUserAutoSignEnableUrl"
)]
pub struct ChannelCancelUserAutoSignEnableUrl {
    /// Application, organization and operator that make the call. The API reference does not say
    /// which of them are required.
    pub agent: Agent,
    /// Employee who cancels the link. Required even if `agent` has the same employee.
    pub operator: UserInfo,
    /// Scene of the link.
    pub scene_key: AutoSignScene,
    /// Person the link was created for, with the same data.
    pub user_info: UserThreeFactor,
}
