//! 更新角色

use super::models::PermissionGroup;
use crate::{Agent, tc_action, tc_model};

/// Changes a role that an organization made for itself: its name, its description, and what it
/// may do.
///
/// The name always goes along, also when it stays. Without `permission_groups` the permissions
/// stay as they are. With them they are replaced: take the tree from `ChannelDescribeRoles` (it
/// returns the tree when the filter `IsReturnPermissionGroup` is `1`), change what is ticked and
/// send the whole tree back. Always start from a fresh one: the vendor adds permissions to it,
/// and it must be complete.
///
/// The change is good for every employee who has the role. Nothing is charged and nobody is
/// notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | check the role's id, the name's length and characters, and that the tree is whole |
/// | `MissingParameter` | give the role's id and name |
/// | `OperationDenied` | leave the system's roles alone; read the message |
/// | `UnauthorizedOperation` | let the operator be given the right to manage roles |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelModifyRole"
)]
pub struct ChannelModifyRole {
    /// For whom: the organization and its operator, in your application.
    pub agent: Agent,
    /// The role's name, the new one or the old, at most 20 characters: Chinese characters,
    /// letters, digits and underscores.
    #[tc(secret, len = 1..=20)]
    pub name: String,
    /// The role, by the id that creating it or `ChannelDescribeRoles` returned.
    pub role_id: String,
    /// What the role is for, at most 50 characters.
    #[tc(len = ..=50)]
    pub description: Option<String>,
    /// What the role may do from now on: the complete tree that `ChannelDescribeRoles` returns,
    /// with the permissions ticked. They stay as they are unless given.
    pub permission_groups: Option<Vec<PermissionGroup>>,
}

/// The role that was changed.
#[tc_model]
pub struct ChannelModifyRoleResponse {
    /// The role's id, as it was given.
    pub role_id: Option<String>,
}
