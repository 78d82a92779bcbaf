//! 查询渠道计费消耗情况

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists what was charged and given back, contract by contract, for up to 31 days.
///
/// With an organization in the agent, for that organization; without one, for all organizations of
/// the application.
///
/// From 10 October 2026 both dates must lie in one calendar month: 20260901 to 20260930 will do,
/// 20260815 to 20260915 will not. Who asks month by month is on the safe side today already.
///
/// `offset` counts pages and not rows: go on with 1, 2, 3 until a page is short. `total` is the
/// number of rows on all pages.
///
/// It costs nothing and notifies nobody. It has taken the place of `DescribeUsage`, which only
/// counted; for accounts instead of contracts see `ChannelDescribeAccountBillDetail`.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.Limit` | ask for 100 rows at most |
/// | `InvalidParameterValue.InvalidTime` | write dates as `20260901`, 31 days apart at most, in one month |
/// | `InvalidParameterValue.InvalidQuotaType` | use a listed kind, or none |
/// | `ResourceNotFound.NotExistApplication` | check the application's id, and that key and environment belong to it |
/// | `FailedOperation` | see the message, and try again |
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
    manual = "https://qian.tencent.com/developers/partnerApis/fee/ChannelDescribeBillUsageDetail"
)]
pub struct ChannelDescribeBillUsageDetail {
    /// For whom: the application, and the organization if only one is meant, with its real name
    /// verified.
    pub agent: Agent,
    /// The first day, as `20260901`.
    #[tc(len = 8)]
    pub start_time: String,
    /// The last day, as `20260930`: at most 31 days after the first and, from 10 October 2026, in
    /// the same month.
    #[tc(len = 8)]
    pub end_time: String,
    /// What was charged for; everything unless given.
    pub quota_type: Option<QuotaType>,
    /// Which page, from 0, and 0 unless given. Pages, not rows.
    #[tc(range = 0..)]
    pub offset: Option<i64>,
    /// How many rows a page has: at most 100, and 100 unless given.
    #[tc(range = 1..=100)]
    pub limit: Option<i64>,
}

/// What is charged for.
#[tc_enum]
pub enum QuotaType {
    /// A contract of the enterprise edition (企业版合同).
    CloudEnterprise = "CloudEnterprise",
    /// A seal placed by one side alone (单方签章).
    SingleSignature = "SingleSignature",
    /// A signing report (签署报告).
    CloudProve = "CloudProve",
    /// A contract signed in a Tencent Meeting (腾讯会议在线签约).
    CloudOnlineSign = "CloudOnlineSign",
    /// WeCard for workers (微工卡).
    ChannelWeCard = "ChannelWeCard",
    /// A contract, where things are charged one by one (合同套餐).
    SignFlow = "SignFlow",
    /// A signer's confirmation by their face.
    SignFace = "SignFace",
    /// A signer's confirmation by their password.
    SignPassword = "SignPassword",
    /// A signer's confirmation by text message.
    SignSms = "SignSMS",
    /// A signer's real name, verified by the vendor.
    PersonalEssAuth = "PersonalEssAuth",
    /// A signer's real name, verified by a trusted third party.
    PersonalThirdAuth = "PersonalThirdAuth",
    /// The real name of an organization that signs.
    OrgEssAuth = "OrgEssAuth",
    /// A notification by text message.
    FlowNotify = "FlowNotify",
    /// A look into the business register (企业工商信息查询).
    AuthService = "AuthService",
}

/// A page of what was charged and given back.
#[tc_model]
pub struct ChannelDescribeBillUsageDetailResponse {
    /// How many rows there are on all pages.
    pub total: Option<i64>,
    /// The rows of this page.
    pub details: Option<Vec<ChannelBillUsageDetail>>,
}

/// One charge, or one return.
#[tc_model]
pub struct ChannelBillUsageDetail {
    /// The contract, 32 characters.
    pub flow_id: Option<String>,
    /// Who handled the contract; several names are separated by semicolons.
    #[tc(secret)]
    pub operator_name: Option<String>,
    /// The name of the organization that started the contract.
    pub create_organization_name: Option<String>,
    /// The contract's name.
    pub flow_name: Option<String>,
    /// How far the contract is now.
    pub flow_status: Option<BilledFlowStatus>,
    /// What was charged for.
    pub quota_type: Option<QuotaType>,
    /// How much of it was used; negative where it was given back.
    pub use_count: Option<i64>,
    /// When, in Unix seconds.
    pub cost_time: Option<i64>,
    /// The name of the package that it was taken from.
    pub quota_name: Option<String>,
    /// Whether it was charged or given back.
    pub cost_type: Option<BillCostType>,
    /// A remark of the vendor's.
    pub remark: Option<String>,
}

/// How far a contract is, as bills tell it: with two more values than elsewhere.
#[tc_enum]
pub enum BilledFlowStatus {
    /// Started; nobody has signed.
    Init = "INIT",
    /// Signed by one or more, not by all.
    Part = "PART",
    /// Refused by a signer.
    Reject = "REJECT",
    /// Signed by all.
    All = "ALL",
    /// Not signed in time.
    Deadline = "DEADLINE",
    /// Cancelled by who started it.
    Cancel = "CANCEL",
    /// Released: ended by another contract.
    Relieved = "RELIEVED",
    /// About to expire.
    WillExpire = "WILLEXPIRE",
    /// Something is wrong with it.
    Exception = "EXCEPTION",
}

/// Whether something was charged or given back.
#[tc_enum]
pub enum BillCostType {
    /// Charged.
    Charge = 1,
    /// Given back, because the contract was cancelled.
    Return = 2,
}
