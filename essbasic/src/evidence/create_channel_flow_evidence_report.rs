//! 提交申请出证报告任务

use super::DescribeChannelFlowEvidenceReport;
use super::models::{EvidenceReportType, EvidenceStatus};
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Applies for a report that proves how a contract was signed (出证报告).
///
/// Every party must have signed. The operator must be the legal representative or a super
/// administrator of the organization that started the contract or of one that signed it, and
/// their organization must not have been verified by a letter of authorization.
///
/// Each application is charged to a package of reports, which is bought beside contracts; talk to
/// your account manager first. For that reason the client never repeats this action by itself when
/// no answer came.
///
/// Keep the id that comes back. Writing a report takes time: ask
/// `DescribeChannelFlowEvidenceReport` for it after 24 hours, which also gives the address that it
/// is downloaded from. Nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.ProveNoQuota` | buy reports |
/// | `OperationDenied.WhiteListForbid` | ask the account manager to switch reports on |
/// | `OperationDenied.FlowStatusForbid` | wait until every party has signed |
/// | `OperationDenied.NotBelongSuperAdminOrLegalPerson` | use the legal representative or a super administrator as operator |
/// | `MissingParameter.ReportApplicant` | check the operator: the service found nobody who applies |
/// | `MissingParameter.FlowId`, `ResourceNotFound.Flow` | check the contract's id |
/// | `ResourceNotFound.FlowApprover` | check that the organization is a party to the contract |
/// | `ResourceNotFound.URL` | nothing was found to report on; the message says more |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include reports |
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
    manual = "https://qian.tencent.com/developers/partnerApis/certificate/CreateChannelFlowEvidenceReport"
)]
pub struct CreateChannelFlowEvidenceReport {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. Who may be the operator stands above.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract, by the id that starting it returned, 32 characters.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// What the report is about; how the contract was signed unless given.
    pub report_type: Option<EvidenceReportType>,
}

/// The task that writes the report.
#[tc_model]
pub struct CreateChannelFlowEvidenceReportResponse {
    /// The report's id, which `DescribeChannelFlowEvidenceReport` wants. Keep it.
    pub report_id: String,
    /// How far the task is.
    pub status: EvidenceStatus,
    /// Means nothing any more; `DescribeChannelFlowEvidenceReport` gives the address.
    #[tc(secret)]
    pub report_url: String,
}

impl CreateChannelFlowEvidenceReportResponse {
    /// The report that is being made, to ask after or to wait for.
    ///
    /// ```no_run
    /// # use essbasic::{Agent, Client, Error};
    /// # async fn example(client: &Client, agent: Agent, started: essbasic::evidence::CreateChannelFlowEvidenceReportResponse) -> Result<(), Error> {
    /// let ended = started.report(agent).wait(client).await?;
    /// # let _ = ended.into_output();
    /// # Ok(())
    /// # }
    /// ```
    pub fn report(&self, agent: Agent) -> DescribeChannelFlowEvidenceReport {
        DescribeChannelFlowEvidenceReport::new(agent, &self.report_id)
    }
}
