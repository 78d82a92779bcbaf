//! `ChannelDescribeRoles` (获取角色列表).

use super::models::PermissionGroup;
use crate::models::{Filter, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists roles of an organization, oldest first, paginated.
///
/// Every organization has these system roles; add custom ones with `ChannelCreateRole`:
///
/// | role | meant for | permissions |
/// |---|---|---|
/// | 超级管理员, super administrator | the one person responsible for e-signing | everything |
/// | 业务管理员, business administrator | heads of IT | contracts, seals and templates, with all of their data |
/// | 经办人, operator | heads of legal affairs | start, fill in, sign, decline and cancel contracts, hold seals; view all contracts |
/// | 业务员, salesperson | sales and purchasing | the same, but view only their own contracts |
///
/// The legal representative's role is reserved by the system and not listed.
///
/// `offset` counts pages, not rows, and `limit` is a string. The `offset` of the response is not
/// reliable: in the API reference's example it is 1 for a request without one. No charge and no
/// notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.OperatorId` | Check the operator's ID, and that they belong to this organization. |
/// | `OperationDenied.OrganizationClosing` | The organization is closing its account. Nothing can be done. |
#[doc(alias = "获取角色列表")]
#[tc_action(
    name = "ChannelDescribeRoles",
    version = "2021-05-26",
    response = ChannelDescribeRolesResponse,
    effect = read,
    paginate(
        item = ChannelRole,
        items = channel_roles,
        total = total_count,
        offset = pages,
        page_size = 200,
        max_offset = 2000
    ),
    errors(
        "InvalidParameter.OperatorId",
        "OperationDenied.OrganizationClosing",
    ),
    title = "获取角色列表",
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/ChannelDescribeRoles"
)]
pub struct ChannelDescribeRoles {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Page size, at most 200. A number written as a string, such as `"10"`, for historical
    /// reasons.
    pub limit: String,
    /// Filters, each key at most once. Default: all roles.
    ///
    /// | key | values |
    /// |---|---|
    /// | `RoleType` | `1` system roles, `2` custom roles |
    /// | `RoleStatus` | `1` enabled, `2` disabled |
    /// | `IsReturnPermissionGroup` | `1` with the permission tree of each role, `0` without |
    pub filters: Option<Vec<Filter>>,
    /// Page number, starting at 0. The API reference gives a maximum of 2000. Default: 0.
    pub offset: Option<u64>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`ChannelDescribeRoles`]: one page of roles.
#[tc_model]
pub struct ChannelDescribeRolesResponse {
    /// Page number. Not reliable: count pages yourself.
    pub offset: u64,
    /// Page size, here as a number.
    pub limit: u64,
    /// Total number of matching roles across all pages.
    pub total_count: u64,
    /// Roles of this page.
    pub channel_roles: Vec<ChannelRole>,
}

/// Role of an organization.
#[tc_model]
pub struct ChannelRole {
    /// Role ID, 32 characters.
    pub role_id: String,
    /// Name of the role.
    pub role_name: String,
    /// Status of the role.
    pub role_status: RoleStatus,
    /// Permissions, as a complete tree. Present only with the filter `IsReturnPermissionGroup` =
    /// `1`.
    pub permission_groups: Option<Vec<PermissionGroup>>,
}

/// Status of a role.
#[tc_enum(u64)]
pub enum RoleStatus {
    /// Enabled.
    Enabled = 1,
    /// Disabled.
    Disabled = 2,
}
