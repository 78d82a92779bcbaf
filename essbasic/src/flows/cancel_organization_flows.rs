//! `CancelOrganizationFlows` (全量撤销企业合同).

use super::models::CancelMessageFormat;
use super::{CancelTaskType, DescribeCancelFlowsTask};
use crate::{Agent, tc_action, tc_model};

/// Cancels all contracts of an organization that are still being signed, up to 3000 per task.
///
/// Meant for changes of an organization's data, after which everything in progress must be started
/// again. Contracts cannot be selected: all that are not yet signed by every party are cancelled,
/// and finished ones are left alone. The operator must be the super administrator or the legal
/// representative.
///
/// Cancelling is asynchronous: poll `DescribeCancelFlowsTask` with `CancelType` 1, or wait for the
/// callback. Each purchased contract comes with one free cancellation; while these last, a contract
/// that is unsigned, or signed only by authorization, returns its quota. Signers see that the
/// contract was cancelled and the reason; those who had neither filled in nor signed anything can
/// no longer read it.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied`, `OperationDenied.UserNotInOrganization` | Use the super administrator or the legal representative. |
/// | `FailedOperation` | Read the message: there may be nothing to cancel. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "全量撤销企业合同")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/operateFlows/CancelOrganizationFlows"
)]
pub struct CancelOrganizationFlows {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The operator must be the super administrator or the
    /// legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Reason, at most 200 Chinese characters, letters, digits and underscores. Default: a text
    /// that says the cancellation was automatic, through the API.
    #[tc(len = ..=200)]
    pub cancel_message: Option<String>,
    /// Names shown with the reason. Default: `0`, organization and operator.
    pub cancel_message_format: Option<CancelMessageFormat>,
}

/// Response of [`CancelOrganizationFlows`]. Use [`task`](Self::task) to poll the task.
#[tc_model]
pub struct CancelOrganizationFlowsResponse {
    /// Task ID, 32 characters, for [`DescribeCancelFlowsTask`] and to match the callback.
    pub task_id: String,
}

impl CancelOrganizationFlowsResponse {
    /// Returns the request that queries this task, ready to be sent or polled.
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
