//! 查询企业员工列表

use crate::models::{Filter, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists an organization's employees, page by page, with their ids, roles and how far they are.
///
/// Those whom `SyncProxyOrganizationOperators` brought in are there from the start, not verified,
/// and those whom it let go stay there, as resigned; filters leave out what is not wanted. To see
/// whether one employee has verified their name by now, filter by their id.
///
/// Pages are counted in employees: the next one starts at `offset` plus the number that came.
/// Names, mobile numbers and e-mail addresses come masked.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.Application`, `ResourceNotFound.Application` | check the application's id |
/// | `InvalidParameter.OrganizationId` | check the organization's id in the agent |
/// | `InvalidParameter.DepartUserId` | check the employees' ids in the filter |
/// | `InvalidParameter.ParamError` | check the filters' keys and values, and the page's bounds |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
/// | `OperationDenied.UserNotInOrganization` | use an operator who belongs to this organization |
/// | `UnauthorizedOperation` | let the operator be given the right to see employees |
/// | `UnauthorizedOperation.NoPermissionFeature` | the application's plan does not include this action |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeEmployees"
)]
pub struct ChannelDescribeEmployees {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// How many employees a page has, 1 to 20.
    #[tc(range = 1..=20)]
    pub limit: i64,
    /// Which employees; all of them unless given. A key may stand once.
    ///
    /// | key | values |
    /// |---|---|
    /// | `Status` | one of `IsVerified`, `NotVerified` and `QuiteJob` (resigned) |
    /// | `ExcludeQuiteJob` | `true`: leaves out who has resigned |
    /// | `StaffOpenId` | your own ids of employees |
    pub filters: Option<Vec<Filter>>,
    /// Where the page starts, in employees from 0; at most 20000, and 0 unless given.
    #[tc(range = 0..=20_000)]
    pub offset: Option<i64>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// One page of employees.
#[tc_model]
pub struct ChannelDescribeEmployeesResponse {
    /// The employees of this page.
    pub employees: Vec<Staff>,
    /// Where the page starts, as it was asked for.
    pub offset: i64,
    /// How many employees a page has, as it was asked for.
    pub limit: i64,
    /// How many employees match, on all pages together.
    pub total_count: i64,
}

/// A department of an organization.
#[tc_model]
pub struct Department {
    /// The department's id; empty where the employee has no department.
    pub department_id: String,
    /// The department's name; empty where the employee has no department.
    pub department_name: String,
}

/// An employee of an organization.
#[tc_model]
pub struct Staff {
    /// The service's own id of the employee.
    pub user_id: String,
    /// The employee's name, masked.
    #[tc(secret)]
    pub display_name: String,
    /// The employee's mobile number, masked.
    #[tc(secret)]
    pub mobile: String,
    /// The employee's e-mail address, masked; empty where there is none.
    #[tc(secret)]
    pub email: String,
    /// Your own id of the employee.
    pub open_id: String,
    /// The roles that the employee has.
    pub roles: Vec<StaffRole>,
    /// The department that the employee is in.
    pub department: Department,
    /// Whether the employee has verified their real name; only then may they act.
    pub verified: bool,
    /// When the employee was brought in, in Unix seconds.
    pub created_on: i64,
    /// When the employee verified their real name, in Unix seconds.
    pub verified_on: i64,
    /// Whether the employee has left; spelt `QuiteJob` on the wire.
    pub quite_job: EmploymentStatus,
}

/// Whether an employee is still with the organization.
#[tc_enum]
pub enum EmploymentStatus {
    /// Still there.
    Employed = 0,
    /// Resigned.
    Resigned = 1,
}

/// A role, as an employee has it.
#[tc_model]
pub struct StaffRole {
    /// The role's id.
    pub role_id: String,
    /// The role's name, as the console shows it.
    pub role_name: String,
}
