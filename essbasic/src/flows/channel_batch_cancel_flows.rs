//! 批量撤销合同流程

use super::DescribeCancelFlowsTask;
use super::models::CancelMessageFormat;
use crate::models::UserInfo;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Cancels up to 100 contracts that are not signed by all yet.
///
/// For contracts that were sent by mistake or with mistakes in them. Contracts that were signed by
/// all, refused, cancelled or released, or that have expired, stay as they are; what everybody has
/// signed is ended by `ChannelCreateReleaseFlow`. The operator must have started the contracts and
/// have the right to cancel, or be the super administrator or the legal representative.
///
/// It is a task: ask `DescribeCancelFlowsTask` how far it is, or wait for its callback. What could
/// not even be tried is told at once: see [`items`](ChannelBatchCancelFlowsResponse::items).
///
/// Contracts that nobody has signed, or only somebody by authorization, give their quota back, as
/// long as the free cancellations last: one for each contract that was bought. Signers see that
/// their contract was cancelled, and why; who had neither filled in nor signed can no longer read
/// it.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.DupTask` | nothing: the same task was handed in before |
/// | `OperationDenied.FlowHasTerminated` | nothing: the contracts have ended |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | use an operator of the agent's organization |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
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
    manual = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelBatchCancelFlows"
)]
pub struct ChannelBatchCancelFlows {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, at most 100. The service would pass over those beyond without a word, so more
    /// are not sent.
    #[tc(items = 1..=100)]
    pub flow_ids: Vec<String>,
    /// Why, at most 200 characters; that it was cancelled automatically, through the API, unless
    /// given.
    #[tc(len = ..=200)]
    pub cancel_message: Option<String>,
    /// Who is named beside the reason; organization and operator unless given.
    pub cancel_message_format: Option<CancelMessageFormat>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// The task, and what it does not do: read both with [`items`](Self::items).
#[tc_model]
pub struct ChannelBatchCancelFlowsResponse {
    /// Why contracts are not cancelled, in the order of the request, with an empty text for each
    /// that is; none at all when all of them are.
    pub fail_messages: Vec<String>,
    /// The task's id, 32 characters: for `DescribeCancelFlowsTask`, and to know its callback by.
    pub task_id: String,
}

impl ChannelBatchCancelFlowsResponse {
    /// The task that was started, to ask after or to wait for.
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
}

impl ChannelBatchCancelFlowsResponse {
    /// The contracts of the request one by one: which the task cancels, and which it cannot.
    ///
    /// ```
    /// use essbasic::flows::ChannelBatchCancelFlowsResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({
    ///     "TaskId": "yDCVWUUckpwk3b05UyEZnO0xOn4snWWY", "FailMessages": ["", "已签署完成"],
    /// });
    /// let response: ChannelBatchCancelFlowsResponse =
    ///     serde_json::from_value(answer).unwrap();
    ///
    /// let asked = ["first".to_owned(), "second".to_owned(), "third".to_owned()];
    /// let items = response.items(&asked);
    /// assert_eq!(items.failed().map(|failed| failed.index()).collect::<Vec<_>>(), [1]);
    /// assert_eq!(items.len(), 3);
    /// ```
    pub fn items<'a>(&self, flow_ids: &'a [String]) -> Items<&'a str> {
        let flow_ids = flow_ids.iter().map(String::as_str);
        Items::zip_errors(flow_ids, self.fail_messages.iter().map(String::as_str))
    }
}
