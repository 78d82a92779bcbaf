//! Billing: contracts and accounts that were used and charged.
//!
//! Start with [`ChannelDescribeBillUsageDetail`], which lists every charge and refund.
//!
//! | task | action |
//! |---|---|
//! | list charges and refunds per contract | [`ChannelDescribeBillUsageDetail`] |
//! | count the organization accounts of the platform | [`ChannelDescribeAccountBillDetail`] |
//! | count contracts per organization and day (retired) | [`DescribeUsage`] |
//!
//! None of these actions is charged itself.

mod channel_describe_account_bill_detail;
mod channel_describe_bill_usage_detail;
mod describe_usage;

pub use channel_describe_account_bill_detail::{
    ChannelDescribeAccountBillDetail, ChannelDescribeAccountBillDetailResponse,
};
pub use channel_describe_bill_usage_detail::{
    BillCostType, BilledFlowStatus, ChannelBillUsageDetail, ChannelDescribeBillUsageDetail,
    ChannelDescribeBillUsageDetailResponse, QuotaType,
};
pub use describe_usage::{DescribeUsage, DescribeUsageResponse, UsageDetail};
