//! 查询批量撤销签署流程任务结果

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Tells how far a task is that cancels contracts, and for which of them it failed.
///
/// The task comes from `ChannelBatchCancelFlows`, from `ChannelCreateBatchCancelFlowUrl`, whose
/// link a person has 24 hours to use, or, with a `cancel_type` of its own, from
/// `CancelOrganizationFlows`. Ask every few seconds at most; there is a callback too.
///
/// A task that has ended may have failed for some contracts: see
/// [`items`](DescribeCancelFlowsTaskResponse::items). Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | check the task's id, and that `cancel_type` fits where it comes from |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | use an operator of the agent's organization |
/// | `ResourceNotFound` | check the task's id |
/// | `ResourceNotFound.Application` | check the application's id |
#[tc_action(
    name = "DescribeCancelFlowsTask",
    version = "2021-05-26",
    response = DescribeCancelFlowsTaskResponse,
    effect = read,
    wait(status = task_status, done("END"), failed("TIMEOUT")),
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
    title = "查询批量撤销签署流程任务结果",
    manual = "https://qian.tencent.com/developers/partnerApis/operateFlows/DescribeCancelFlowsTask"
)]
pub struct DescribeCancelFlowsTask {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The task, by the id of 32 characters that starting it returned.
    #[tc(len = 32)]
    pub task_id: String,
    /// Where the task comes from; a batch or a link, unless given.
    pub cancel_type: Option<CancelTaskType>,
}

/// How far the task is, and what it did: see [`items`](Self::items).
#[tc_model]
pub struct DescribeCancelFlowsTaskResponse {
    /// The task.
    pub task_id: String,
    /// How far it is.
    pub task_status: CancelTaskStatus,
    /// The contracts that were cancelled.
    pub success_flow_ids: Vec<String>,
    /// The contracts that were not, each with the reason.
    pub failure_flows: Vec<CancelFailureFlow>,
}

/// A contract that was not cancelled, and why.
#[tc_model]
pub struct CancelFailureFlow {
    /// The contract, by its id of 32 characters.
    pub flow_id: String,
    /// Why it was not cancelled.
    pub reason: Option<String>,
    /// The contract's name.
    pub flow_name: Option<String>,
}

/// Where a task that cancels contracts comes from.
#[tc_enum(u64)]
pub enum CancelTaskType {
    /// From `ChannelBatchCancelFlows` or `ChannelCreateBatchCancelFlowUrl`.
    Batch = 0,
    /// From `CancelOrganizationFlows`.
    Organization = 1,
}

/// How far a task that cancels contracts is.
#[tc_enum]
pub enum CancelTaskStatus {
    /// At work, or waiting for the person who has the link.
    Processing = "PROCESSING",
    /// Ended; it may have failed for some of the contracts.
    End = "END",
    /// Ended without being used: nobody acted on the link in time.
    Timeout = "TIMEOUT",
}

impl DescribeCancelFlowsTaskResponse {
    /// The contracts so far: first those that were cancelled, then those that were not, each
    /// failure with its place in `failure_flows`.
    ///
    /// ```
    /// use essbasic::flows::DescribeCancelFlowsTaskResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({
    ///     "TaskId": "yDCVWUUckpwkjgiuUWGW7cRAzd93BVQa", "TaskStatus": "END",
    ///     "SuccessFlowIds": ["first"],
    ///     "FailureFlows": [{ "FlowId": "second", "Reason": "已签署完成" }],
    /// });
    /// let response: DescribeCancelFlowsTaskResponse = serde_json::from_value(answer).unwrap();
    ///
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("first"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "已签署完成");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let done = self.success_flow_ids.iter().map(|flow| Ok(flow.as_str()));
        let failed = self.failure_flows.iter().enumerate();
        let failed = failed.map(|(at, failed)| {
            Err(ItemError::new(at, failed.reason.as_deref().unwrap_or_default()))
        });
        Items::new(done.chain(failed))
    }
}
