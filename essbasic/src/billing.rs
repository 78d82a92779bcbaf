//! Billing: what was used, and what it cost.

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
