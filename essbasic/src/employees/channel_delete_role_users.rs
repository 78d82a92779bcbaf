//! 删除员工绑定角色

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Takes one role away from employees of an organization.
///
/// The role itself stays, and so does whatever else the employees have; `ChannelDeleteRole`
/// deletes a role, `ChannelCreateUserRoles` gives it back. Name the employees by the service's
/// ids or by your own, not by both.
///
/// The super administrator's role and the legal representative's cannot be taken away like this;
/// who holds them hands them over in the console.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.EmptyParams` | give the role, and at least one employee |
/// | `InvalidParameter.RoleId` | check the role's id with `ChannelDescribeRoles`; it must not be one of the two above |
/// | `InvalidParameter.ParamError` | check the employees' ids with `ChannelDescribeEmployees` |
/// | `OperationDenied.NoPermissionUseResource` | let the operator be given the right to manage roles, and check whose role it is |
#[tc_action(
    name = "ChannelDeleteRoleUsers",
    version = "2021-05-26",
    response = ChannelDeleteRoleUsersResponse,
    effect = idempotent,
    exactly_one("UserIds", "OpenIds"),
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter.EmptyParams",
        "InvalidParameter.ParamError",
        "InvalidParameter.RoleId",
        "OperationDenied.NoPermissionUseResource",
    ),
    title = "删除员工绑定角色",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDeleteRoleUsers"
)]
pub struct ChannelDeleteRoleUsers {
    /// For whom: application, organization and operator.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The role to take away, by its id; neither the super administrator's nor the legal
    /// representative's.
    pub role_id: String,
    /// The employees by the service's ids, at most 200. Either these or `open_ids`; the service
    /// would pass over `open_ids` in silence if both were given.
    #[tc(items = ..=200)]
    pub user_ids: Option<Vec<String>>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// The employees by your own ids, at most 200. Either these or `user_ids`.
    #[tc(items = ..=200, len = ..=64)]
    pub open_ids: Option<Vec<String>>,
}

/// The role that was taken away.
#[tc_model]
pub struct ChannelDeleteRoleUsersResponse {
    /// The role's id, as it was given.
    pub role_id: String,
}
