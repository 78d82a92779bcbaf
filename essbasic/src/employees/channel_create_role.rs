//! `ChannelCreateRole` (创建角色).

use super::models::PermissionGroup;
use crate::{Agent, tc_action, tc_model};

/// Creates a custom role of an organization, with or without permissions.
///
/// Without `permission_groups` the role is created without permissions; add them later with
/// `ChannelModifyRole`. To set them now, take the permission tree from `ChannelDescribeRoles`
/// (filter `IsReturnPermissionGroup` = `1`), set `is_checked` where needed and send the complete
/// tree back. Fetch a fresh tree every time: it must be complete, and the vendor adds permissions
/// to it.
///
/// The role is not assigned to anyone yet; assign it with `ChannelCreateUserRoles`. No charge and
/// no notifications.
///
/// The client never repeats this action after an unknown outcome, because that could create a
/// second role: look up the name with `ChannelDescribeRoles` first.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | Check length and characters of the name, and that the tree is complete. |
/// | `MissingParameter` | Set the name, and an agent with application, organization and operator. |
/// | `OperationDenied` | The message gives the reason; check that the operator may manage roles. |
/// | `UnauthorizedOperation` | Grant the operator permission to manage roles. |
#[doc(alias = "创建角色")]
#[tc_action(
    name = "ChannelCreateRole",
    version = "2021-05-26",
    response = ChannelCreateRoleResponse,
    effect = create,
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "UnauthorizedOperation",
    ),
    title = "创建角色",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateRole"
)]
pub struct ChannelCreateRole {
    /// Name of the role, at most 20 characters: Chinese characters, letters, digits and
    /// underscores.
    #[tc(secret, len = 1..=20)]
    pub name: String,
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Description of the role, at most 50 characters.
    #[tc(len = ..=50)]
    pub description: Option<String>,
    /// Permissions: the complete tree from `ChannelDescribeRoles` with the permissions checked.
    /// Default: no permissions.
    pub permission_groups: Option<Vec<PermissionGroup>>,
}

/// Response of [`ChannelCreateRole`].
#[tc_model]
pub struct ChannelCreateRoleResponse {
    /// Role ID, used to assign, change and delete the role.
    pub role_id: Option<String>,
}
