//! `ChannelDescribeEmployees` (查询企业员工列表).

use crate::models::{Filter, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists employees of an organization with IDs, roles and status, paginated.
///
/// Includes employees added by `SyncProxyOrganizationOperators`, who start as not verified, and
/// those it removed, as resigned; use filters to exclude them. To check whether one employee is
/// verified, filter by their ID.
///
/// `offset` counts rows: the next page starts at `offset` plus the number of employees received.
/// Names, mobile numbers and email addresses are masked. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.Application`, `ResourceNotFound.Application` | Check the application ID. |
/// | `InvalidParameter.OrganizationId` | Check the organization of `agent`. |
/// | `InvalidParameter.DepartUserId` | Check the employee IDs of the filter. |
/// | `InvalidParameter.ParamError` | Check keys and values of the filters, and the page limits. |
/// | `OperationDenied.OrganizationClosing` | The organization is closing its account. Nothing can be done. |
/// | `OperationDenied.UserNotInOrganization` | Use an operator who belongs to this organization. |
/// | `UnauthorizedOperation` | Grant the operator permission to view employees. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "查询企业员工列表")]
#[tc_action(
    name = "ChannelDescribeEmployees",
    version = "2021-05-26",
    response = ChannelDescribeEmployeesResponse,
    effect = read,
    paginate(
        item = Staff,
        items = employees,
        total = total_count,
        offset = rows,
        page_size = 20,
        max_offset = 20_000
    ),
    wait(status = employees.verified, done("true"), interval = 5..=60),
    errors(
        "AuthFailure",
        "FailedOperation",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.DepartUserId",
        "InvalidParameter.OrganizationId",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.OrganizationClosing",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceUnavailable",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "查询企业员工列表",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeEmployees"
)]
pub struct ChannelDescribeEmployees {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Page size, 1 to 20.
    #[tc(range = 1..=20)]
    pub limit: i64,
    /// Filters, each key at most once. Default: all employees.
    ///
    /// | key | values |
    /// |---|---|
    /// | `Status` | one of `IsVerified`, `NotVerified` and `QuiteJob` (resigned) |
    /// | `ExcludeQuiteJob` | `true` excludes resigned employees |
    /// | `StaffOpenId` | your IDs for employees |
    pub filters: Option<Vec<Filter>>,
    /// Start of the page in rows, at most 20000. Default: 0.
    #[tc(range = 0..=20_000)]
    pub offset: Option<i64>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`ChannelDescribeEmployees`]: one page of employees.
#[tc_model]
pub struct ChannelDescribeEmployeesResponse {
    /// Employees of this page.
    pub employees: Vec<Staff>,
    /// Start of the page, as requested.
    pub offset: i64,
    /// Page size, as requested.
    pub limit: i64,
    /// Total number of matching employees across all pages.
    pub total_count: i64,
}

/// Department of an organization.
#[tc_model]
pub struct Department {
    /// Department ID; empty if the employee has no department.
    pub department_id: String,
    /// Name of the department; empty if the employee has no department.
    pub department_name: String,
}

/// Employee of an organization.
#[tc_model]
pub struct Staff {
    /// The service's ID for the employee.
    pub user_id: String,
    /// Name, masked.
    #[tc(secret)]
    pub display_name: String,
    /// Mobile number, masked.
    #[tc(secret)]
    pub mobile: String,
    /// Email address, masked. Empty if there is none.
    #[tc(secret)]
    pub email: String,
    /// Your ID for the employee.
    pub open_id: String,
    /// Roles of the employee.
    pub roles: Vec<StaffRole>,
    /// Department of the employee.
    pub department: Department,
    /// `true` if the employee is verified. Only verified employees can act.
    pub verified: bool,
    /// Time the employee was added, Unix time in seconds.
    pub created_on: i64,
    /// Time the employee was verified, Unix time in seconds.
    pub verified_on: i64,
    /// Employment status; spelled `QuiteJob` on the wire.
    pub quite_job: EmploymentStatus,
}

/// Employment status of an employee.
#[tc_enum]
pub enum EmploymentStatus {
    /// Employed.
    Employed = 0,
    /// Resigned.
    Resigned = 1,
}

/// Role assigned to an employee.
#[tc_model]
pub struct StaffRole {
    /// ID of the role.
    pub role_id: String,
    /// Name of the role, as shown in the console.
    pub role_name: String,
}
