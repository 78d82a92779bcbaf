//! `DescribeUsage` (合同消耗数量查询).

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Counts contracts used by the organizations of an application, per day or in total.
///
/// Retired: according to the API reference it went out of service on 3 February 2026. Use
/// `ChannelDescribeBillUsageDetail`, which lists individual contracts.
///
/// At most 50 calls per day, so use large pages; attempts repeated by the client count too.
/// `offset` counts pages, not rows: continue with 1, 2, 3 until a page is short. No charge and no
/// notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `LimitExceeded.CallTimes` | The 50 calls of the day are used up: wait until tomorrow, or ask the vendor for more. |
/// | `InvalidParameter.Date` | Write dates like `2026-01-31`, at most 90 days apart, in chronological order. |
/// | `MissingParameter.Date` | Set both dates. |
/// | `InvalidParameter.Limit` | Request at most 1000 rows per page. |
/// | `OperationDenied.BannedApplication` | The application is banned. Contact the vendor. |
/// | `OperationDenied.UserNotInOrganization` | Use an operator of the organization, or none. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
/// | `UnsupportedOperation` | The action may be out of service: use `ChannelDescribeBillUsageDetail`. |
#[doc(alias = "合同消耗数量查询")]
#[tc_action(
    name = "DescribeUsage",
    version = "2021-05-26",
    response = DescribeUsageResponse,
    effect = read,
    paginate(
        item = UsageDetail,
        items = details,
        total = total,
        offset = pages,
        page_size = 1000
    ),
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.Api",
        "InvalidParameter",
        "InvalidParameter.Date",
        "InvalidParameter.Limit",
        "LimitExceeded.CallTimes",
        "MissingParameter",
        "MissingParameter.Date",
        "OperationDenied",
        "OperationDenied.BannedApplication",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "合同消耗数量查询",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeUsage"
)]
pub struct DescribeUsage {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// First day, inclusive, such as `2026-01-01`.
    #[tc(len = 10)]
    pub start_date: String,
    /// Last day, inclusive, such as `2026-01-31`. At most 90 days after the first: the API
    /// reference says more than 90, which must be a mistake.
    #[tc(len = 10)]
    pub end_date: String,
    /// Adds up the days to one row per organization. Default: `false`, one row per organization and
    /// day with activity.
    pub need_aggregate: Option<bool>,
    /// Page size, at most 1000. Default: 1000.
    #[tc(range = 1..=1000)]
    pub limit: Option<u64>,
    /// Page number, starting at 0, not a number of rows.
    pub offset: Option<u64>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`DescribeUsage`]: one page of counts.
#[tc_model]
pub struct DescribeUsageResponse {
    /// Total number of rows.
    pub total: u64,
    /// Rows of this page.
    pub details: Vec<UsageDetail>,
}

/// Usage of one organization, on one day or in total.
#[tc_model]
pub struct UsageDetail {
    /// Your ID for the organization.
    pub proxy_organization_open_id: String,
    /// Name of the organization.
    pub proxy_organization_name: String,
    /// Day, such as `2026-01-31`; `1970-01-01` if the days are added up.
    pub date: String,
    /// Number of contracts used.
    pub usage: u64,
    /// Number of contracts cancelled.
    pub cancel: u64,
    /// Edition that was charged, in Chinese, such as 企业版.
    pub flow_channel: String,
}
