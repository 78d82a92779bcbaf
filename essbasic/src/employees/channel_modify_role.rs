//! `ChannelModifyRole` (更新角色).

use super::models::PermissionGroup;
use crate::{Agent, tc_action, tc_model};

/// Changes name, description and permissions of a custom role.
///
/// The name is always required, even if unchanged. Without `permission_groups` the permissions stay
/// as they are; with it they are replaced. Take the permission tree from `ChannelDescribeRoles`
/// (filter `IsReturnPermissionGroup` = `1`), change `is_checked` and send the complete tree back.
/// Fetch a fresh tree every time: it must be complete, and the vendor adds permissions to it.
///
/// The change applies to every employee with the role. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | Check the role ID, length and characters of the name, and that the tree is complete. |
/// | `MissingParameter` | Set role ID and name. |
/// | `OperationDenied` | System roles cannot be changed; the message gives the reason. |
/// | `UnauthorizedOperation` | Grant the operator permission to manage roles. |
#[doc(alias = "更新角色")]
#[tc_action(
    name = "ChannelModifyRole",
    version = "2021-05-26",
    response = ChannelModifyRoleResponse,
    effect = idempotent,
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "UnauthorizedOperation",
    ),
    title = "更新角色",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelModifyRole"
)]
pub struct ChannelModifyRole {
    /// Application, organization and operator that make the call.
    pub agent: Agent,
    /// Name of the role, new or unchanged, at most 20 characters: Chinese characters, letters,
    /// digits and underscores.
    #[tc(secret, len = 1..=20)]
    pub name: String,
    /// Role ID, returned by `ChannelCreateRole` or `ChannelDescribeRoles`.
    pub role_id: String,
    /// Description of the role, at most 50 characters.
    #[tc(len = ..=50)]
    pub description: Option<String>,
    /// New permissions: the complete tree from `ChannelDescribeRoles` with the permissions checked.
    /// Default: unchanged.
    pub permission_groups: Option<Vec<PermissionGroup>>,
}

/// Response of [`ChannelModifyRole`].
#[tc_model]
pub struct ChannelModifyRoleResponse {
    /// Role ID from the request.
    pub role_id: Option<String>,
}
