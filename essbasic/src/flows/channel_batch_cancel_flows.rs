//! `ChannelBatchCancelFlows` (批量撤销合同流程).

use super::DescribeCancelFlowsTask;
use super::models::CancelMessageFormat;
use crate::models::UserInfo;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Cancels up to 100 contracts that are not yet signed by every party.
///
/// For contracts sent by mistake or with wrong content. Contracts that are completely signed,
/// declined, cancelled, released or expired are left alone; release completely signed ones with
/// `ChannelCreateReleaseFlow`. The operator must have started the contracts and be allowed to
/// cancel, or be the super administrator or the legal representative.
///
/// Cancelling is asynchronous: poll `DescribeCancelFlowsTask`, or wait for the callback. Contracts
/// that are rejected immediately are reported in the response: see
/// [`items`](ChannelBatchCancelFlowsResponse::items).
///
/// Each purchased contract comes with one free cancellation; while these last, a contract that is
/// unsigned, or signed only by authorization, returns its quota. Later cancellations still work but
/// return nothing. Signers see that the contract was cancelled and the reason; those who had
/// neither filled in nor signed anything can no longer read it.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.DupTask` | The same task was submitted before. Nothing to do. |
/// | `OperationDenied.FlowHasTerminated` | The contracts are finished. Nothing to do. |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | Use an operator of the agent's organization. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "批量撤销合同流程")]
#[tc_action(
    name = "ChannelBatchCancelFlows",
    version = "2021-05-26",
    response = ChannelBatchCancelFlowsResponse,
    effect = idempotent("InvalidParameter.DupTask"),
    errors(
        "FailedOperation",
        "InvalidParameter.DupTask",
        "InvalidParameter.ParamError",
        "OperationDenied",
        "OperationDenied.FlowHasTerminated",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.User",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "批量撤销合同流程",
    api_reference = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelBatchCancelFlows"
)]
pub struct ChannelBatchCancelFlows {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract IDs, at most 100. The service silently ignores further ones, so longer lists are
    /// rejected before sending.
    #[tc(items = 1..=100)]
    pub flow_ids: Vec<String>,
    /// Reason, at most 200 Chinese characters, letters, digits and underscores. Default: a text
    /// that says the cancellation was automatic, through the API.
    #[tc(len = ..=200)]
    pub cancel_message: Option<String>,
    /// Names shown with the reason. Default: `0`, organization and operator.
    pub cancel_message_format: Option<CancelMessageFormat>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`ChannelBatchCancelFlows`]. Use [`items`](Self::items) to read the result per
/// contract, and [`task`](Self::task) to poll the task.
#[tc_model]
pub struct ChannelBatchCancelFlowsResponse {
    /// Reasons for contracts that cannot be cancelled, in request order, an empty string for the
    /// others. An empty list if all can be cancelled.
    pub fail_messages: Vec<String>,
    /// Task ID, 32 characters, for [`DescribeCancelFlowsTask`] and to match the callback.
    pub task_id: String,
}

impl ChannelBatchCancelFlowsResponse {
    /// Returns the request that queries this task, ready to be sent or polled.
    ///
    /// ```no_run
    /// # use essbasic::{Agent, Client, Error};
    /// # async fn example(client: &Client, agent: Agent, started: essbasic::flows::ChannelBatchCancelFlowsResponse) -> Result<(), Error> {
    /// let ended = started.task(agent).wait(client).await?;
    /// # let _ = ended.into_output();
    /// # Ok(())
    /// # }
    /// ```
    pub fn task(&self, agent: Agent) -> DescribeCancelFlowsTask {
        DescribeCancelFlowsTask::new(agent, &self.task_id)
    }

    /// Returns one item per requested contract: its ID, or the reason it cannot be cancelled.
    ///
    /// ```
    /// use essbasic::flows::ChannelBatchCancelFlowsResponse;
    /// use serde_json::json;
    ///
    /// let body = json!({
    ///     "TaskId": "yDCVWUUckpwk3b05UyEZnO0xOn4snWWY", "FailMessages": ["", "已签署完成"],
    /// });
    /// let response: ChannelBatchCancelFlowsResponse =
    ///     serde_json::from_value(body).unwrap();
    ///
    /// let flow_ids = ["first".to_owned(), "second".to_owned(), "third".to_owned()];
    /// let items = response.items(&flow_ids);
    /// assert_eq!(items.failed().map(|failed| failed.index()).collect::<Vec<_>>(), [1]);
    /// assert_eq!(items.len(), 3);
    /// ```
    pub fn items<'a>(&self, flow_ids: &'a [String]) -> Items<&'a str> {
        let flow_ids = flow_ids.iter().map(String::as_str);
        Items::zip_errors(flow_ids, self.fail_messages.iter().map(String::as_str))
    }
}
