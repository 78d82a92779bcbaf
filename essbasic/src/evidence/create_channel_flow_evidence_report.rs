//! `CreateChannelFlowEvidenceReport` (提交申请出证报告任务).

use super::DescribeChannelFlowEvidenceReport;
use super::models::{EvidenceReportType, EvidenceStatus};
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Orders an evidence report on how a contract was signed (出证报告).
///
/// All parties must have signed. The operator must be the legal representative or a super
/// administrator of the initiating or a signing organization, and that organization must not have
/// been verified by power of attorney.
///
/// **Every call is charged** to a package of reports that is purchased separately from contracts;
/// contact your account manager first. Therefore the client never repeats this action after an
/// unknown outcome. No notifications.
///
/// Keep the returned ID. Generating the report takes time: query
/// `DescribeChannelFlowEvidenceReport` after 24 hours, which also returns the download URL.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.ProveNoQuota` | Buy reports. |
/// | `OperationDenied.WhiteListForbid` | Ask the account manager to enable reports. |
/// | `OperationDenied.FlowStatusForbid` | Wait until all parties have signed. |
/// | `OperationDenied.NotBelongSuperAdminOrLegalPerson` | Use the legal representative or a super administrator as operator. |
/// | `MissingParameter.ReportApplicant` | The service found no applicant: check the operator. |
/// | `MissingParameter.FlowId`, `ResourceNotFound.Flow` | Check the contract ID. |
/// | `ResourceNotFound.FlowApprover` | Check that the organization is a party to the contract. |
/// | `ResourceNotFound.URL` | There is nothing to report on; the message has details. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include reports. |
#[doc(alias = "提交申请出证报告任务")]
#[tc_action(
    name = "CreateChannelFlowEvidenceReport",
    version = "2021-05-26",
    response = CreateChannelFlowEvidenceReportResponse,
    effect = charge,
    errors(
        "FailedOperation",
        "InternalError.System",
        "MissingParameter.FlowId",
        "MissingParameter.ReportApplicant",
        "OperationDenied",
        "OperationDenied.FlowStatusForbid",
        "OperationDenied.NotBelongSuperAdminOrLegalPerson",
        "OperationDenied.ProveNoQuota",
        "OperationDenied.WhiteListForbid",
        "ResourceNotFound.Flow",
        "ResourceNotFound.FlowApprover",
        "ResourceNotFound.URL",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "提交申请出证报告任务",
    api_reference = "https://qian.tencent.com/developers/partnerApis/certificate/CreateChannelFlowEvidenceReport"
)]
pub struct CreateChannelFlowEvidenceReport {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. Permitted operators: see the action.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract ID, 32 characters, returned when the contract was started.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Kind of report. Default: signing of the contract.
    pub report_type: Option<EvidenceReportType>,
}

/// Response of [`CreateChannelFlowEvidenceReport`].
#[tc_model]
pub struct CreateChannelFlowEvidenceReportResponse {
    /// Report ID, for `DescribeChannelFlowEvidenceReport`. Keep it.
    pub report_id: String,
    /// Status of the report.
    pub status: EvidenceStatus,
    /// Obsolete. `DescribeChannelFlowEvidenceReport` returns the URL.
    #[tc(secret)]
    pub report_url: String,
}

impl CreateChannelFlowEvidenceReportResponse {
    /// Returns the action that queries this report, to send or to wait for.
    ///
    /// ```no_run
    /// # use essbasic::{Agent, Client, Error};
    /// # async fn example(client: &Client, agent: Agent, started: essbasic::evidence::CreateChannelFlowEvidenceReportResponse) -> Result<(), Error> {
    /// let finished = started.report(agent).wait(client).await?;
    /// # let _ = finished.into_output();
    /// # Ok(())
    /// # }
    /// ```
    pub fn report(&self, agent: Agent) -> DescribeChannelFlowEvidenceReport {
        DescribeChannelFlowEvidenceReport::new(agent, &self.report_id)
    }
}
