//! 绑定员工角色

use crate::models::UserInfo;
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_model};

/// Gives roles to employees of an organization.
///
/// Every employee gets every role of the list, beside those that they have already. The
/// employees must have verified their real names. Name them by the service's ids or by your own,
/// not by both. `ChannelDescribeRoles` lists the roles, `ChannelDescribeEmployees` the employees.
///
/// The call may succeed for some of the employees only: what was not done stands in the answer,
/// see [`ChannelCreateUserRolesResponse::items`]. Giving a role twice does no harm, so the whole
/// call may be repeated once the cause is gone. `ChannelDeleteRoleUsers` takes a role away.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError`, `InvalidParameterValue` | check the roles' ids and the employees' |
/// | `MissingParameter` | name at least one role and one employee, and give an agent with all three parts |
/// | `OperationDenied` | read the message; check that the operator may manage roles |
#[tc_action(
    name = "ChannelCreateUserRoles",
    version = "2021-05-26",
    response = ChannelCreateUserRolesResponse,
    effect = idempotent,
    exactly_one("UserIds", "OpenIds"),
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateUserRoles"
)]
pub struct ChannelCreateUserRoles {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The roles to give, by their ids; 1 to 100.
    #[tc(items = 1..=100)]
    pub role_ids: Vec<String>,
    /// The employees by the service's ids, at most 100. Either these or `open_ids`; the service
    /// would pass over `open_ids` in silence if both were given.
    #[tc(items = ..=100)]
    pub user_ids: Option<Vec<String>>,
    /// The employees by your own ids, at most 100. Either these or `user_ids`.
    #[tc(items = ..=100, len = ..=64)]
    pub open_ids: Option<Vec<String>>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Who did not get their roles.
#[tc_model]
pub struct ChannelCreateUserRolesResponse {
    /// The employees for whom it failed, each with the roles that they did not get; empty when
    /// all was done.
    pub failed_create_role_data: Vec<FailedCreateRoleData>,
}

/// An employee who did not get some of the roles.
#[tc_model]
pub struct FailedCreateRoleData {
    /// The employee, by the service's id, whichever kind of id the call was made with.
    pub user_id: String,
    /// The roles that they did not get, by their ids.
    pub role_ids: Vec<String>,
}

impl ChannelCreateUserRolesResponse {
    /// Whether every employee got every role: [`Items::all`] succeeds only then.
    ///
    /// The answer tells the failures alone, so each item is one. [`ItemError::index`] is the
    /// employee's place in `failed_create_role_data`, which also has the roles; the service
    /// gives no reasons.
    ///
    /// ```
    /// use essbasic::employees::ChannelCreateUserRolesResponse;
    /// use serde_json::json;
    ///
    /// let done = json!({ "FailedCreateRoleData": [] });
    /// let done: ChannelCreateUserRolesResponse = serde_json::from_value(done).unwrap();
    /// assert!(done.items().all().is_ok());
    ///
    /// let part = json!({
    ///     "FailedCreateRoleData": [{ "UserId": "yDwgKUUc", "RoleIds": ["yDxZ1UyK"] }]
    /// });
    /// let part: ChannelCreateUserRolesResponse = serde_json::from_value(part).unwrap();
    /// let failed = part.items().all().unwrap_err();
    /// assert_eq!(part.failed_create_role_data[failed[0].index()].user_id, "yDwgKUUc");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let failed = 0..self.failed_create_role_data.len();
        Items::new(failed.map(|at| Err(ItemError::new(at, "the answer gives no reason"))))
    }
}
