//! `ChannelDeleteRoleUsers` (删除员工绑定角色).

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Revokes one role from employees of an organization.
///
/// The role itself and the employees' other roles remain. Delete a role with `ChannelDeleteRole`;
/// assign it again with `ChannelCreateUserRoles`. Identify the employees either by the service's
/// IDs or by yours.
///
/// The roles of super administrator and legal representative cannot be revoked; their holders
/// transfer them in the console.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.EmptyParams` | Set the role and at least one employee. |
/// | `InvalidParameter.RoleId` | Check the role ID with `ChannelDescribeRoles`. The roles of super administrator and legal representative are not accepted. |
/// | `InvalidParameter.ParamError` | Check the employee IDs with `ChannelDescribeEmployees`. |
/// | `OperationDenied.NoPermissionUseResource` | Grant the operator permission to manage roles, and check that the role belongs to this organization. |
#[doc(alias = "删除员工绑定角色")]
#[tc_action(
    name = "ChannelDeleteRoleUsers",
    version = "2021-05-26",
    response = ChannelDeleteRoleUsersResponse,
    effect = idempotent,
    at_least_one("UserIds", "OpenIds"),
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter.EmptyParams",
        "InvalidParameter.ParamError",
        "InvalidParameter.RoleId",
        "OperationDenied.NoPermissionUseResource",
    ),
    title = "删除员工绑定角色",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDeleteRoleUsers"
)]
pub struct ChannelDeleteRoleUsers {
    /// Application, organization and operator that make the call.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Role to revoke, by ID. Not that of the super administrator or legal representative.
    pub role_id: String,
    /// Employees by the service's IDs, at most 200. If both are set, the service ignores `open_ids`.
    #[tc(items = ..=200)]
    pub user_ids: Option<Vec<String>>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Employees by your IDs, at most 200. Alternative to `user_ids`.
    #[tc(items = ..=200, len = ..=64)]
    pub open_ids: Option<Vec<String>>,
}

/// Response of [`ChannelDeleteRoleUsers`].
#[tc_model]
pub struct ChannelDeleteRoleUsersResponse {
    /// Role ID from the request.
    pub role_id: String,
}
