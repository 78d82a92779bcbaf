//! `ChannelDeleteRole` (删除角色).

use crate::{Agent, tc_action};

/// Deletes custom roles of an organization.
///
/// System roles cannot be deleted. Deletion is permanent: `ChannelCreateRole` can only create the
/// role again under another ID. To revoke a role from some employees, use `ChannelDeleteRoleUsers`.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | Check the IDs with `ChannelDescribeRoles`. |
/// | `MissingParameter` | Set at least one role, and an agent with application, organization and operator. |
/// | `OperationDenied` | Leave out system roles; the message gives the reason. |
/// | `UnauthorizedOperation` | Grant the operator permission to manage roles. |
#[doc(alias = "删除角色")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDeleteRole"
)]
pub struct ChannelDeleteRole {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Roles to delete, by ID, 1 to 20.
    #[tc(items = 1..=20)]
    pub role_ids: Vec<String>,
}
