//! 获取角色列表

use super::models::PermissionGroup;
use crate::models::{Filter, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists an organization's roles, page by page, the oldest first.
///
/// Every organization comes with these roles; it makes others with `ChannelCreateRole`:
///
/// | role | for whom | what it may do |
/// |---|---|---|
/// | 超级管理员, super administrator | one person, who answers for e-signing | everything |
/// | 业务管理员, business administrator | heads of IT | contracts, seals and templates, with all of their data |
/// | 经办人, operator | heads of legal affairs | start, fill in, sign, refuse and cancel contracts, hold seals; sees all contracts |
/// | 业务员, salesperson | sales and purchasing | the same, but sees the contracts they take part in |
///
/// The legal representative's role is the system's own and is not listed.
///
/// Mind that `offset` counts pages, not roles, and that `limit` is a text. Do not go by the
/// `offset` in the answer either: the manual's example answers 1 to a request without one.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.OperatorId` | check the operator's id, and that they belong to this organization |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
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
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/ChannelDescribeRoles"
)]
pub struct ChannelDescribeRoles {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// How many roles a page has, at most 200. A number written as a text, `"10"`, for reasons
    /// of history.
    pub limit: String,
    /// Which roles, and how much of them; all roles unless given. A key may stand once.
    ///
    /// | key | values |
    /// |---|---|
    /// | `RoleType` | `1` the system's roles, `2` the organization's own |
    /// | `RoleStatus` | `1` roles in use, `2` roles out of use |
    /// | `IsReturnPermissionGroup` | `1` with the permission tree of each role, `0` without |
    pub filters: Option<Vec<Filter>>,
    /// Which page, from 0; the first unless given. The manual names a maximum of 2000.
    pub offset: Option<u64>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// One page of roles.
#[tc_model]
pub struct ChannelDescribeRolesResponse {
    /// Which page this is. Not reliable: count pages by yourself.
    pub offset: u64,
    /// How many roles a page has; a number here.
    pub limit: u64,
    /// How many roles match, on all pages together.
    pub total_count: u64,
    /// The roles of this page.
    pub channel_roles: Vec<ChannelRole>,
}

/// A role of an organization.
#[tc_model]
pub struct ChannelRole {
    /// The role's id, 32 characters.
    pub role_id: String,
    /// The role's name.
    pub role_name: String,
    /// Whether the role is in use.
    pub role_status: RoleStatus,
    /// What the role may do, as a complete tree; there only when the filter
    /// `IsReturnPermissionGroup` is `1`.
    pub permission_groups: Option<Vec<PermissionGroup>>,
}

/// Whether a role is in use.
#[tc_enum(u64)]
pub enum RoleStatus {
    /// In use.
    Enabled = 1,
    /// Out of use.
    Disabled = 2,
}
