//! 合同消耗数量查询

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Counts the contracts that the organizations of an application used, by day or in all.
///
/// Retired: the manual says that it went out of service on 3 February 2026. Use
/// `ChannelDescribeBillUsageDetail`, which lists single contracts.
///
/// It answers 50 times a day and no more, so ask for large pages. `offset` counts pages and not
/// rows: go on with 1, 2, 3 until a page is short. The service counts each call, also the ones that
/// the client repeats by itself when no answer came.
///
/// It costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `LimitExceeded.CallTimes` | the day's 50 calls are used up: wait for tomorrow, or ask the vendor for more |
/// | `InvalidParameter.Date` | write dates as `2026-01-31`, at most 90 days apart, the first one first |
/// | `MissingParameter.Date` | give both dates |
/// | `InvalidParameter.Limit` | ask for 1000 rows at most |
/// | `OperationDenied.BannedApplication` | the vendor has banned the application; ask them |
/// | `OperationDenied.UserNotInOrganization` | use an operator of the organization, or none |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
/// | `UnsupportedOperation` | it may be out of service: use `ChannelDescribeBillUsageDetail` |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeUsage"
)]
pub struct DescribeUsage {
    /// For whom: the application, which is all that is required.
    pub agent: Agent,
    /// The first day, as `2026-01-01`; it is counted too.
    #[tc(len = 10)]
    pub start_date: String,
    /// The last day, as `2026-01-31`; it is counted too. At most 90 days after the first, or so one
    /// must read the manual, whose sentence says the contrary.
    #[tc(len = 10)]
    pub end_date: String,
    /// Whether the days are added up, to one row for each organization. Unless given there is a row
    /// for each organization and day on which it did something.
    pub need_aggregate: Option<bool>,
    /// How many rows a page has: at most 1000, and 1000 unless given.
    #[tc(range = 1..=1000)]
    pub limit: Option<u64>,
    /// Which page, from 0. Pages, not rows.
    pub offset: Option<u64>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// A page of counts.
#[tc_model]
pub struct DescribeUsageResponse {
    /// How many rows there are.
    pub total: u64,
    /// The rows of this page.
    pub details: Vec<UsageDetail>,
}

/// What one organization used, on one day or in all.
#[tc_model]
pub struct UsageDetail {
    /// Your own id of the organization.
    pub proxy_organization_open_id: String,
    /// The organization's name.
    pub proxy_organization_name: String,
    /// The day, as `2026-01-31`; `1970-01-01` where the days are added up.
    pub date: String,
    /// How many contracts were used.
    pub usage: u64,
    /// How many contracts were cancelled.
    pub cancel: u64,
    /// The edition that they were charged to, in Chinese: 企业版, say.
    pub flow_channel: String,
}
