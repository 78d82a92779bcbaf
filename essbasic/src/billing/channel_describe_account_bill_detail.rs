//! 查询“子客账号”套餐消耗情况

use crate::{Agent, tc_action, tc_model};

/// Tells how many organization accounts (子客账号) the platform has bought, bound and left.
///
/// An account is what an organization of the application takes up while it is active. The answer
/// counts them over the whole application. For what contracts cost, see
/// `ChannelDescribeBillUsageDetail`.
///
/// The manual says that one organization can be asked about by itself, but names a member of the
/// agent for it that the vendor has since disabled.
///
/// It costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound.NotExistApplication` | check the application's id, and that key and environment belong to it |
/// | `FailedOperation` | see the message, and try again |
/// | `InvalidParameter.Limit`, `InvalidParameterValue.InvalidQuotaType`, `InvalidParameterValue.InvalidTime` | listed by the manual, although nothing here can cause them |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeAccountBillDetail"
)]
pub struct ChannelDescribeAccountBillDetail {
    /// For whom: the application. An organization that is named must have its real name verified.
    pub agent: Agent,
}

/// How many accounts there are of each kind.
#[tc_model]
pub struct ChannelDescribeAccountBillDetailResponse {
    /// How many are bound to an organization now.
    pub bound_accounts_number: Option<i64>,
    /// How many can still be bound.
    pub remain_available_accounts_number: Option<i64>,
    /// How many have run out.
    pub invalid_accounts_number: Option<i64>,
    /// How many were bought.
    pub total_buy_accounts_number: Option<i64>,
    /// How many were given as a present.
    pub total_gift_accounts_number: Option<i64>,
}
