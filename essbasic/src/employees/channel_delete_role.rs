//! 删除角色

use crate::{Agent, tc_action};

/// Deletes roles that an organization made for itself.
///
/// The roles that the system comes with cannot be deleted. There is no way back: whoever wants a
/// role again creates it anew with `ChannelCreateRole`, under another id. To take a role from
/// some employees only, use `ChannelDeleteRoleUsers`.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | check the ids with `ChannelDescribeRoles` |
/// | `MissingParameter` | name at least one role, and give an agent with all three parts |
/// | `OperationDenied` | leave out the system's roles; read the message |
/// | `UnauthorizedOperation` | let the operator be given the right to manage roles |
#[tc_action(
    name = "ChannelDeleteRole",
    version = "2021-05-26",
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
    title = "删除角色",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDeleteRole"
)]
pub struct ChannelDeleteRole {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The roles, by the ids that creating or listing them returned; 1 to 20.
    #[tc(items = 1..=20)]
    pub role_ids: Vec<String>,
}
