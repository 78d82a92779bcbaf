//! 创建角色

use super::models::PermissionGroup;
use crate::{Agent, tc_action, tc_model};

/// Creates a role of an organization's own, with or without its permissions.
///
/// Without `permission_groups` the role is created empty, and `ChannelModifyRole` fills it later.
/// With them, take the tree from `ChannelDescribeRoles` (it returns the tree when the filter
/// `IsReturnPermissionGroup` is `1`), tick what the role may do and send the whole tree back.
/// Always start from a fresh one: the vendor adds permissions to it, and it must be complete.
///
/// Nobody has the role yet; `ChannelCreateUserRoles` gives it to employees. Nothing is charged
/// and nobody is notified.
///
/// The client does not repeat this action by itself when no answer came, because that could make
/// a second role: look in `ChannelDescribeRoles` for the name first.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | check the name's length and characters, and that the tree is whole |
/// | `MissingParameter` | give the name, and an agent with all three parts |
/// | `OperationDenied` | read the message; check that the operator may manage roles |
/// | `UnauthorizedOperation` | let the operator be given the right to manage roles |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateRole"
)]
pub struct ChannelCreateRole {
    /// The role's name, at most 20 characters: Chinese characters, letters, digits and
    /// underscores.
    #[tc(secret, len = 1..=20)]
    pub name: String,
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// What the role is for, at most 50 characters.
    #[tc(len = ..=50)]
    pub description: Option<String>,
    /// What the role may do: the complete tree that `ChannelDescribeRoles` returns, with the
    /// permissions ticked. The role may do nothing yet unless given.
    pub permission_groups: Option<Vec<PermissionGroup>>,
}

/// The role that was created.
#[tc_model]
pub struct ChannelCreateRoleResponse {
    /// The role's id; giving, changing and deleting the role take it.
    pub role_id: Option<String>,
}
