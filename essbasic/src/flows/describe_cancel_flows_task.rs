//! `DescribeCancelFlowsTask` (查询批量撤销签署流程任务结果).

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Returns the progress of a cancellation task and the contracts it could not cancel.
///
/// Tasks are created by `ChannelBatchCancelFlows`, by `ChannelCreateBatchCancelFlowUrl`, whose link
/// is valid for 24 hours, and by `CancelOrganizationFlows`, which requires `cancel_type`. Wait at
/// least a few seconds between calls; there is also a callback.
///
/// A task that has ended may have failed for some contracts: see
/// [`items`](DescribeCancelFlowsTaskResponse::items). No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | Check the task ID, and that `cancel_type` matches the action that created the task. |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | Use an operator of the agent's organization. |
/// | `ResourceNotFound` | Check the task ID. |
/// | `ResourceNotFound.Application` | Check the application ID. |
#[doc(alias = "查询批量撤销签署流程任务结果")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/operateFlows/DescribeCancelFlowsTask"
)]
pub struct DescribeCancelFlowsTask {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Task ID, 32 characters, returned when the task was created.
    #[tc(len = 32)]
    pub task_id: String,
    /// Origin of the task. Default: `Batch`.
    pub cancel_type: Option<CancelTaskType>,
}

/// Response of [`DescribeCancelFlowsTask`]. Use [`items`](Self::items) to read the result per
/// contract.
#[tc_model]
pub struct DescribeCancelFlowsTaskResponse {
    /// ID of the task.
    pub task_id: String,
    /// Task status.
    pub task_status: CancelTaskStatus,
    /// IDs of the cancelled contracts.
    pub success_flow_ids: Vec<String>,
    /// Contracts that were not cancelled, with reasons.
    pub failure_flows: Vec<CancelFailureFlow>,
}

/// A contract that was not cancelled.
#[tc_model]
pub struct CancelFailureFlow {
    /// Contract ID, 32 characters.
    pub flow_id: String,
    /// Reason for the failure.
    pub reason: Option<String>,
    /// Contract name.
    pub flow_name: Option<String>,
}

/// Origin of a cancellation task.
#[tc_enum(u64)]
pub enum CancelTaskType {
    /// `ChannelBatchCancelFlows` or `ChannelCreateBatchCancelFlowUrl`.
    Batch = 0,
    /// `CancelOrganizationFlows`.
    Organization = 1,
}

/// Status of a cancellation task.
#[tc_enum]
pub enum CancelTaskStatus {
    /// In progress, or waiting for the person with the link.
    Processing = "PROCESSING",
    /// Ended; some contracts may have failed.
    End = "END",
    /// Ended because the link was not used in time.
    Timeout = "TIMEOUT",
}

impl DescribeCancelFlowsTaskResponse {
    /// Returns one item per contract so far: first the cancelled ones, then the failures, indexed
    /// by their position in `failure_flows`.
    ///
    /// ```
    /// use essbasic::flows::DescribeCancelFlowsTaskResponse;
    /// use serde_json::json;
    ///
    /// let body = json!({
    ///     "TaskId": "yDCVWUUckpwkjgiuUWGW7cRAzd93BVQa", "TaskStatus": "END",
    ///     "SuccessFlowIds": ["first"],
    ///     "FailureFlows": [{ "FlowId": "second", "Reason": "已签署完成" }],
    /// });
    /// let response: DescribeCancelFlowsTaskResponse = serde_json::from_value(body).unwrap();
    ///
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("first"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "已签署完成");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let done = self.success_flow_ids.iter().map(|flow| Ok(flow.as_str()));
        let failed = self.failure_flows.iter().enumerate();
        let failed = failed.map(|(index, failure)| {
            Err(ItemError::new(index, failure.reason.as_deref().unwrap_or_default()))
        });
        Items::new(done.chain(failed))
    }
}
