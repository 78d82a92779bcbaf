//! 获取出证报告任务执行结果

use super::models::{EvidenceReportType, EvidenceStatus};
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Tells how far a report that was applied for is, and where it is downloaded from.
///
/// `CreateChannelFlowEvidenceReport` applies for a report and returns its id. Look here after 24
/// hours, and then seldom: there is nothing to wait for by the second.
///
/// The address of the PDF lives for 5 minutes, so download it at once and keep the file; asking
/// again gives a new address and is free, for the application has been charged already. Nobody is
/// notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.DataNotFound` | check the report's id, and that it was applied for by this organization |
/// | `ResourceNotFound.URL` | the report is not ready; ask again later |
/// | `OperationDenied.NotBelongSuperAdminOrLegalPerson` | use the legal representative or a super administrator as operator |
/// | `OperationDenied.WhiteListForbid` | ask the account manager to switch reports on |
/// | `OperationDenied.FlowStatusForbid` | the contract must have been signed by every party |
/// | `MissingParameter.FlowId`, `ResourceNotFound.Flow`, `ResourceNotFound.FlowApprover` | check the report's id: it leads to no contract of this organization |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include reports |
#[tc_action(
    name = "DescribeChannelFlowEvidenceReport",
    version = "2021-05-26",
    response = DescribeChannelFlowEvidenceReportResponse,
    effect = read,
    wait(
        status = status,
        done("EvidenceStatusSuccess"),
        failed("EvidenceStatusFailed"),
        interval = 5..=60
    ),
    errors(
        "FailedOperation",
        "InternalError.System",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.ParamError",
        "MissingParameter.FlowId",
        "OperationDenied",
        "OperationDenied.FlowStatusForbid",
        "OperationDenied.NotBelongSuperAdminOrLegalPerson",
        "OperationDenied.WhiteListForbid",
        "ResourceNotFound.Flow",
        "ResourceNotFound.FlowApprover",
        "ResourceNotFound.URL",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "获取出证报告任务执行结果",
    manual = "https://qian.tencent.com/developers/partnerApis/certificate/DescribeChannelFlowEvidenceReport"
)]
pub struct DescribeChannelFlowEvidenceReport {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The report, by the id that applying for it returned.
    pub report_id: String,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// What the report is about, as it was applied for; how the contract was signed unless given.
    pub report_type: Option<EvidenceReportType>,
}

/// A report, or how far it is.
#[tc_model]
pub struct DescribeChannelFlowEvidenceReportResponse {
    /// Where the PDF is downloaded from, for 5 minutes and by whoever has the address. It means
    /// something only when `status` is `Success`.
    #[tc(secret)]
    pub report_url: String,
    /// How far the task is.
    pub status: EvidenceStatus,
}
