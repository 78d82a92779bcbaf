//! `ChannelCreateUserRoles` (绑定员工角色).

use crate::models::UserInfo;
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_model};

/// Assigns roles to employees of an organization.
///
/// Every employee gets every listed role in addition to their current ones. The employees must be
/// verified. Identify them either by the service's IDs or by yours. List roles with
/// `ChannelDescribeRoles` and employees with `ChannelDescribeEmployees`; revoke a role with
/// `ChannelDeleteRoleUsers`.
///
/// The call can succeed for some employees only: see [`ChannelCreateUserRolesResponse::items`].
/// Assigning a role twice has no effect, so the whole call can be repeated after fixing the cause.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError`, `InvalidParameterValue` | Check the IDs of roles and employees. |
/// | `MissingParameter` | Set at least one role and one employee, and an agent with application, organization and operator. |
/// | `OperationDenied` | The message gives the reason; check that the operator may manage roles. |
#[doc(alias = "绑定员工角色")]
#[tc_action(
    name = "ChannelCreateUserRoles",
    version = "2021-05-26",
    response = ChannelCreateUserRolesResponse,
    effect = idempotent,
    at_least_one("UserIds", "OpenIds"),
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "InvalidParameterValue",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "绑定员工角色",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateUserRoles"
)]
pub struct ChannelCreateUserRoles {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Roles to assign, by ID, 1 to 100.
    #[tc(items = 1..=100)]
    pub role_ids: Vec<String>,
    /// Employees by the service's IDs, at most 100. If both are set, the service ignores `open_ids`.
    #[tc(items = ..=100)]
    pub user_ids: Option<Vec<String>>,
    /// Employees by your IDs, at most 100. Alternative to `user_ids`.
    #[tc(items = ..=100, len = ..=64)]
    pub open_ids: Option<Vec<String>>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`ChannelCreateUserRoles`]. Read it with [`items`](Self::items).
#[tc_model]
pub struct ChannelCreateUserRolesResponse {
    /// Employees for whom the assignment failed, each with the failed roles. Empty if everything
    /// succeeded.
    pub failed_create_role_data: Vec<FailedCreateRoleData>,
}

/// Employee who did not get some of the roles.
#[tc_model]
pub struct FailedCreateRoleData {
    /// The service's ID for the employee, regardless of the kind of ID in the request.
    pub user_id: String,
    /// Roles that were not assigned, by ID.
    pub role_ids: Vec<String>,
}

impl ChannelCreateUserRolesResponse {
    /// Returns the failures; [`Items::into_result`] succeeds only if every employee got every role.
    ///
    /// The response lists failures only, so every item is an error. [`ItemError::index`] is the
    /// position in `failed_create_role_data`, which also has the roles. The service gives no
    /// reasons.
    ///
    /// ```
    /// use essbasic::employees::ChannelCreateUserRolesResponse;
    /// use serde_json::json;
    ///
    /// let done = json!({ "FailedCreateRoleData": [] });
    /// let done: ChannelCreateUserRolesResponse = serde_json::from_value(done).unwrap();
    /// assert!(done.items().into_result().is_ok());
    ///
    /// let part = json!({
    ///     "FailedCreateRoleData": [{ "UserId": "yDwgKUUc", "RoleIds": ["yDxZ1UyK"] }]
    /// });
    /// let part: ChannelCreateUserRolesResponse = serde_json::from_value(part).unwrap();
    /// let failed = part.items().into_result().unwrap_err();
    /// assert_eq!(part.failed_create_role_data[failed[0].index()].user_id, "yDwgKUUc");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let failed = 0..self.failed_create_role_data.len();
        Items::new(failed.map(|index| Err(ItemError::new(index, "the response gives no reason"))))
    }
}
