//! `ChannelDescribeBillUsageDetail` (查询渠道计费消耗情况).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists charges and refunds per contract for up to 31 days, paginated.
///
/// Covers the organization of `agent` if it is set, otherwise all organizations of the application.
///
/// Since 10 October 2026 both dates must be in the same calendar month: 20260901 to 20260930 is
/// accepted, 20260815 to 20260915 is rejected.
///
/// `offset` counts pages, not rows: continue with 1, 2, 3 until a page is short. `total` is the
/// number of rows across all pages.
///
/// Replaces `DescribeUsage`, which only counted contracts. For accounts see
/// `ChannelDescribeAccountBillDetail`. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.Limit` | Request at most 100 rows per page. |
/// | `InvalidParameterValue.InvalidTime` | Write dates like `20260901`, at most 31 days apart, in one calendar month. |
/// | `InvalidParameterValue.InvalidQuotaType` | Use a listed type, or none. |
/// | `ResourceNotFound.NotExistApplication` | Check the application ID, and that key and environment belong to it. |
/// | `FailedOperation` | The message gives the reason; try again. |
#[doc(alias = "查询渠道计费消耗情况")]
#[tc_action(
    name = "ChannelDescribeBillUsageDetail",
    version = "2021-05-26",
    response = ChannelDescribeBillUsageDetailResponse,
    effect = read,
    paginate(
        item = ChannelBillUsageDetail,
        items = details,
        total = total,
        offset = pages,
        page_size = 100
    ),
    errors(
        "FailedOperation",
        "InvalidParameter.Limit",
        "InvalidParameterValue.InvalidQuotaType",
        "InvalidParameterValue.InvalidTime",
        "ResourceNotFound.NotExistApplication",
    ),
    title = "查询渠道计费消耗情况",
    api_reference = "https://qian.tencent.com/developers/partnerApis/fee/ChannelDescribeBillUsageDetail"
)]
pub struct ChannelDescribeBillUsageDetail {
    /// Application, and optionally one organization, that make the call. The organization must be
    /// verified.
    pub agent: Agent,
    /// First day, such as `20260901`.
    #[tc(len = 8)]
    pub start_time: String,
    /// Last day, such as `20260930`: at most 31 days after the first and, since 10 October 2026, in
    /// the same month.
    #[tc(len = 8)]
    pub end_time: String,
    /// Billed item to include. Default: all.
    pub quota_type: Option<QuotaType>,
    /// Page number, starting at 0, not a number of rows. Default: 0.
    #[tc(range = 0..)]
    pub offset: Option<i64>,
    /// Page size, at most 100. Default: 100.
    #[tc(range = 1..=100)]
    pub limit: Option<i64>,
}

/// Billed item.
#[tc_enum]
pub enum QuotaType {
    /// Contract of the enterprise edition (企业版合同).
    CloudEnterprise = "CloudEnterprise",
    /// Seal placed by one party only (单方签章).
    SingleSignature = "SingleSignature",
    /// Signing report (签署报告).
    CloudProve = "CloudProve",
    /// Contract signed in a Tencent Meeting (腾讯会议在线签约).
    CloudOnlineSign = "CloudOnlineSign",
    /// WeCard for workers (微工卡).
    ChannelWeCard = "ChannelWeCard",
    /// Contract billed individually (合同套餐).
    SignFlow = "SignFlow",
    /// Signer's confirmation by face verification.
    SignFace = "SignFace",
    /// Signer's confirmation by password.
    SignPassword = "SignPassword",
    /// Signer's confirmation by text message.
    SignSms = "SignSMS",
    /// Identity verification of a signer by the vendor.
    PersonalEssAuth = "PersonalEssAuth",
    /// Identity verification of a signer by a trusted third party.
    PersonalThirdAuth = "PersonalThirdAuth",
    /// Identity verification of a signing organization.
    OrgEssAuth = "OrgEssAuth",
    /// Notification by text message.
    FlowNotify = "FlowNotify",
    /// Query of the business registry (企业工商信息查询).
    AuthService = "AuthService",
}

/// Response of [`ChannelDescribeBillUsageDetail`]: one page of charges and refunds.
#[tc_model]
pub struct ChannelDescribeBillUsageDetailResponse {
    /// Total number of rows across all pages.
    pub total: Option<i64>,
    /// Rows of this page.
    pub details: Option<Vec<ChannelBillUsageDetail>>,
}

/// One charge or refund.
#[tc_model]
pub struct ChannelBillUsageDetail {
    /// Contract ID, 32 characters.
    pub flow_id: Option<String>,
    /// Employees who handle the contract, separated by semicolons.
    #[tc(secret)]
    pub operator_name: Option<String>,
    /// Name of the organization that started the contract.
    pub create_organization_name: Option<String>,
    /// Name of the contract.
    pub flow_name: Option<String>,
    /// Current status of the contract.
    pub flow_status: Option<BilledFlowStatus>,
    /// Billed item.
    pub quota_type: Option<QuotaType>,
    /// Quantity. Negative for a refund.
    pub use_count: Option<i64>,
    /// Time of the charge or refund, Unix time in seconds.
    pub cost_time: Option<i64>,
    /// Name of the package that was charged.
    pub quota_name: Option<String>,
    /// Kind of entry.
    pub cost_type: Option<BillCostType>,
    /// Remark of the vendor.
    pub remark: Option<String>,
}

/// Contract status in bills. Has two more values than elsewhere.
#[tc_enum]
pub enum BilledFlowStatus {
    /// Started, not signed yet.
    Init = "INIT",
    /// Signed by at least one signer, not by all.
    Part = "PART",
    /// Declined by a signer.
    Reject = "REJECT",
    /// Signed by all.
    All = "ALL",
    /// Expired before it was signed.
    Deadline = "DEADLINE",
    /// Cancelled by the initiator.
    Cancel = "CANCEL",
    /// Terminated by another contract (解除协议).
    Relieved = "RELIEVED",
    /// About to expire.
    WillExpire = "WILLEXPIRE",
    /// Abnormal.
    Exception = "EXCEPTION",
}

/// Kind of entry in a bill.
#[tc_enum]
pub enum BillCostType {
    /// Charge.
    Charge = 1,
    /// Refund, because the contract was cancelled.
    Return = 2,
}
