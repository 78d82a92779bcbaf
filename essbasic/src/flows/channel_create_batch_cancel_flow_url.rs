//! `ChannelCreateBatchCancelFlowUrl` (获取批量撤销合同流程的腾讯电子签小程序链接).

use super::DescribeCancelFlowsTask;
use crate::models::UserInfo;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Creates a link where a person enters a reason and cancels up to 100 contracts.
///
/// The link opens the vendor's mini program on a phone and is valid for 24 hours. The person must
/// be allowed to cancel: the employee who started the contracts and has that permission, the super
/// administrator, or the legal representative. `ChannelCancelFlow` describes which contracts can be
/// cancelled and when their quota is returned.
///
/// No charge and no notifications; creating the link cancels nothing. Each call creates another
/// link and another task. Poll `DescribeCancelFlowsTask`, or wait for the callback. Contracts that
/// cannot be cancelled are reported in the response: see
/// [`items`](ChannelCreateBatchCancelFlowUrlResponse::items).
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Read the message: perhaps none of the contracts can be cancelled. |
/// | `FailedOperation` | Read the message and check the contract IDs. |
#[doc(alias = "获取批量撤销合同流程的腾讯电子签小程序链接")]
#[tc_action(
    name = "ChannelCreateBatchCancelFlowUrl",
    version = "2021-05-26",
    response = ChannelCreateBatchCancelFlowUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "OperationDenied",
        "ResourceNotFound",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "获取批量撤销合同流程的腾讯电子签小程序链接",
    api_reference = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelCreateBatchCancelFlowUrl"
)]
pub struct ChannelCreateBatchCancelFlowUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract IDs, at most 100. The service silently ignores further ones, so longer lists are
    /// rejected before sending.
    #[tc(items = 1..=100)]
    pub flow_ids: Vec<String>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`ChannelCreateBatchCancelFlowUrl`]. Use [`items`](Self::items) to read the result
/// per contract, and [`task`](Self::task) to poll the task.
#[tc_model]
pub struct ChannelCreateBatchCancelFlowUrlResponse {
    /// Link for a phone, valid for 24 hours. Pass it on unchanged: added parameters may overwrite
    /// its own.
    #[tc(secret)]
    pub batch_cancel_flow_url: String,
    /// Reasons for contracts that the link leaves out, in request order, an empty string for the
    /// others.
    pub fail_messages: Vec<String>,
    /// Expiry of the link, such as `2023-11-03 19:46:40`.
    pub url_expire_on: String,
    /// Task ID, 32 characters, for [`DescribeCancelFlowsTask`] and to match the callback.
    pub task_id: String,
}

impl ChannelCreateBatchCancelFlowUrlResponse {
    /// Returns the request that queries this task, ready to be sent or polled. The task ends when
    /// the link has been used or has expired.
    ///
    /// ```no_run
    /// # use essbasic::{Agent, Client, Error};
    /// # async fn example(client: &Client, agent: Agent, started: essbasic::flows::ChannelCreateBatchCancelFlowUrlResponse) -> Result<(), Error> {
    /// let ended = started.task(agent).wait(client).await?;
    /// # let _ = ended.into_output();
    /// # Ok(())
    /// # }
    /// ```
    pub fn task(&self, agent: Agent) -> DescribeCancelFlowsTask {
        DescribeCancelFlowsTask::new(agent, &self.task_id)
    }

    /// Returns one item per requested contract: its ID, or the reason the link leaves it out.
    ///
    /// ```
    /// use essbasic::flows::ChannelCreateBatchCancelFlowUrlResponse;
    /// use serde_json::json;
    ///
    /// let body = json!({
    ///     "BatchCancelFlowUrl": "https://example.com", "UrlExpireOn": "2023-11-03 19:46:40",
    ///     "TaskId": "yDCVWUUckpwk3b05UyEZnO0xOn4snWWY", "FailMessages": ["已签署完成", ""],
    /// });
    /// let response: ChannelCreateBatchCancelFlowUrlResponse =
    ///     serde_json::from_value(body).unwrap();
    ///
    /// let flow_ids = ["first".to_owned(), "second".to_owned()];
    /// let items: Vec<_> = response.items(&flow_ids).into_iter().collect();
    /// assert_eq!(items[0].as_ref().unwrap_err().message(), "已签署完成");
    /// assert_eq!(items[1], Ok("second"));
    /// ```
    pub fn items<'a>(&self, flow_ids: &'a [String]) -> Items<&'a str> {
        let flow_ids = flow_ids.iter().map(String::as_str);
        Items::zip_errors(flow_ids, self.fail_messages.iter().map(String::as_str))
    }
}
