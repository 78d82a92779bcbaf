//! 全量撤销企业合同

use super::models::CancelMessageFormat;
use super::{CancelTaskType, DescribeCancelFlowsTask};
use crate::{Agent, tc_action, tc_model};

/// Cancels every contract of an organization that is not signed by all yet, up to 3000 in one task.
///
/// For when an organization's data have changed, and all that is being signed must be started anew.
/// There is no choosing: contracts that have ended stay as they are, all others are cancelled. The
/// operator must be the super administrator or the legal representative.
///
/// It is a task: ask `DescribeCancelFlowsTask` with `CancelType` 1 how far it is, or wait for its
/// callback. Contracts that nobody has signed, or only somebody by authorization, give their quota
/// back, as long as the free cancellations last: one for each contract that was bought. Signers see
/// that their contract was cancelled, and why; who had neither filled in nor signed can no longer
/// read it.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied`, `OperationDenied.UserNotInOrganization` | use the super administrator or the legal representative |
/// | `FailedOperation` | read the message: there may be nothing to cancel |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
#[tc_action(
    name = "CancelOrganizationFlows",
    version = "2021-05-26",
    response = CancelOrganizationFlowsResponse,
    effect = idempotent,
    errors(
        "FailedOperation",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "InvalidParameterValue",
        "MissingParameter",
        "OperationDenied",
        "ResourceNotFound",
    ),
    title = "全量撤销企业合同",
    manual = "https://qian.tencent.com/developers/partnerApis/operateFlows/CancelOrganizationFlows"
)]
pub struct CancelOrganizationFlows {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The operator is the super administrator or the legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Why, at most 200 characters; that it was cancelled automatically, through the API, unless
    /// given.
    #[tc(len = ..=200)]
    pub cancel_message: Option<String>,
    /// Who is named beside the reason; organization and operator unless given.
    pub cancel_message_format: Option<CancelMessageFormat>,
}

/// The task.
#[tc_model]
pub struct CancelOrganizationFlowsResponse {
    /// The task's id, 32 characters: for `DescribeCancelFlowsTask`, and to know its callback by.
    pub task_id: String,
}

impl CancelOrganizationFlowsResponse {
    /// The task that was started, to ask after or to wait for.
    ///
    /// ```no_run
    /// # use essbasic::{Agent, Client, Error};
    /// # async fn example(client: &Client, agent: Agent, started: essbasic::flows::CancelOrganizationFlowsResponse) -> Result<(), Error> {
    /// let ended = started.task(agent).wait(client).await?;
    /// # let _ = ended.into_output();
    /// # Ok(())
    /// # }
    /// ```
    pub fn task(&self, agent: Agent) -> DescribeCancelFlowsTask {
        DescribeCancelFlowsTask::new(agent, &self.task_id).cancel_type(CancelTaskType::Organization)
    }
}
