//! `ChannelDescribeAccountBillDetail` (查询“子客账号”套餐消耗情况).

use crate::{Agent, tc_action, tc_model};

/// Returns the numbers of organization accounts (子客账号) bought, bound and available.
///
/// An organization of the application occupies one account while it is active. The numbers cover
/// the whole application. For the charges of contracts see `ChannelDescribeBillUsageDetail`.
///
/// According to the API reference a single organization can be queried, but the agent field it
/// names for that has been disabled by the vendor.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound.NotExistApplication` | Check the application ID, and that key and environment belong to it. |
/// | `FailedOperation` | The message gives the reason; try again. |
/// | `InvalidParameter.Limit`, `InvalidParameterValue.InvalidQuotaType`, `InvalidParameterValue.InvalidTime` | Listed in the API reference, although no field of this action can cause them. |
#[doc(alias = "查询“子客账号”套餐消耗情况")]
#[tc_action(
    name = "ChannelDescribeAccountBillDetail",
    version = "2021-05-26",
    response = ChannelDescribeAccountBillDetailResponse,
    effect = read,
    errors(
        "FailedOperation",
        "InvalidParameter.Limit",
        "InvalidParameterValue.InvalidQuotaType",
        "InvalidParameterValue.InvalidTime",
        "ResourceNotFound.NotExistApplication",
    ),
    title = "查询“子客账号”套餐消耗情况",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeAccountBillDetail"
)]
pub struct ChannelDescribeAccountBillDetail {
    /// Application that makes the call. If an organization is set, it must be verified.
    pub agent: Agent,
}

/// Response of [`ChannelDescribeAccountBillDetail`]: number of accounts by status and origin.
#[tc_model]
pub struct ChannelDescribeAccountBillDetailResponse {
    /// Accounts currently bound to an organization.
    pub bound_accounts_number: Option<i64>,
    /// Accounts that can still be bound.
    pub remain_available_accounts_number: Option<i64>,
    /// Expired accounts.
    pub invalid_accounts_number: Option<i64>,
    /// Purchased accounts.
    pub total_buy_accounts_number: Option<i64>,
    /// Accounts granted free of charge.
    pub total_gift_accounts_number: Option<i64>,
}
