//! `DescribeChannelFlowEvidenceReport` (获取出证报告任务执行结果).

use super::models::{EvidenceReportType, EvidenceStatus};
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Returns the status and download URL of an evidence report.
///
/// Order the report with `CreateChannelFlowEvidenceReport`, which returns its ID. Query it after 24
/// hours, and rarely from then on.
///
/// The PDF's URL is valid for 5 minutes, so download it immediately and keep the file. Each call
/// returns a new URL at no further charge. No notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.DataNotFound` | Check the report ID, and that this organization ordered the report. |
/// | `ResourceNotFound.URL` | The report is not ready; try again later. |
/// | `OperationDenied.NotBelongSuperAdminOrLegalPerson` | Use the legal representative or a super administrator as operator. |
/// | `OperationDenied.WhiteListForbid` | Ask the account manager to enable reports. |
/// | `OperationDenied.FlowStatusForbid` | The contract must be signed by all parties. |
/// | `MissingParameter.FlowId`, `ResourceNotFound.Flow`, `ResourceNotFound.FlowApprover` | The report ID refers to no contract of this organization: check it. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include reports. |
#[doc(alias = "获取出证报告任务执行结果")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/certificate/DescribeChannelFlowEvidenceReport"
)]
pub struct DescribeChannelFlowEvidenceReport {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Report ID, returned when the report was ordered.
    pub report_id: String,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Kind of report, as ordered. Default: signing of the contract.
    pub report_type: Option<EvidenceReportType>,
}

/// Response of [`DescribeChannelFlowEvidenceReport`].
#[tc_model]
pub struct DescribeChannelFlowEvidenceReportResponse {
    /// Download URL of the PDF, valid for 5 minutes. Anyone who has it can download the file.
    /// Meaningful only if `status` is `Success`.
    #[tc(secret)]
    pub report_url: String,
    /// Status of the report.
    pub status: EvidenceStatus,
}
