//! 获取批量撤销合同流程的腾讯电子签小程序链接

use super::DescribeCancelFlowsTask;
use crate::models::UserInfo;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Makes a link on which a person cancels up to 100 contracts, giving the reason themselves.
///
/// It opens the service's mini program on a phone, for 24 hours, for somebody who may cancel: who
/// started the contracts and has the right to, the super administrator, or the legal
/// representative. Which contracts can be cancelled, and what that gives back, is as for
/// `ChannelCancelFlow`.
///
/// Making the link cancels nothing, costs nothing and notifies nobody; a second call makes a second
/// link and a second task. Ask `DescribeCancelFlowsTask` what became of it, or wait for its
/// callback. Contracts that cannot be cancelled are told at once: see
/// [`items`](ChannelCreateBatchCancelFlowUrlResponse::items).
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | read the message: none of the contracts may be one that can be cancelled |
/// | `FailedOperation` | read the message, and check the contracts' ids |
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
    manual = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelCreateBatchCancelFlowUrl"
)]
pub struct ChannelCreateBatchCancelFlowUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, at most 100. The service would pass over those beyond without a word, so more
    /// are not sent.
    #[tc(items = 1..=100)]
    pub flow_ids: Vec<String>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// The link, and which contracts it leaves out: see [`items`](Self::items).
#[tc_model]
pub struct ChannelCreateBatchCancelFlowUrlResponse {
    /// The link, for a phone, good for 24 hours. Pass it on as it is: a parameter that is added may
    /// overwrite one of its own.
    #[tc(secret)]
    pub batch_cancel_flow_url: String,
    /// Why contracts are left out, in the order of the request, with an empty text for each that is
    /// not.
    pub fail_messages: Vec<String>,
    /// Until when the link is good, as `2023-11-03 19:46:40`.
    pub url_expire_on: String,
    /// The task's id, 32 characters: for `DescribeCancelFlowsTask`, and to know its callback by.
    pub task_id: String,
}

impl ChannelCreateBatchCancelFlowUrlResponse {
    /// The task that ends when somebody has used the link, to ask after or to wait for.
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
}

impl ChannelCreateBatchCancelFlowUrlResponse {
    /// The contracts of the request one by one: which the link can cancel, and which it cannot.
    ///
    /// ```
    /// use essbasic::flows::ChannelCreateBatchCancelFlowUrlResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({
    ///     "BatchCancelFlowUrl": "https://example.com", "UrlExpireOn": "2023-11-03 19:46:40",
    ///     "TaskId": "yDCVWUUckpwk3b05UyEZnO0xOn4snWWY", "FailMessages": ["已签署完成", ""],
    /// });
    /// let response: ChannelCreateBatchCancelFlowUrlResponse =
    ///     serde_json::from_value(answer).unwrap();
    ///
    /// let asked = ["first".to_owned(), "second".to_owned()];
    /// let items: Vec<_> = response.items(&asked).into_iter().collect();
    /// assert_eq!(items[0].as_ref().unwrap_err().message(), "已签署完成");
    /// assert_eq!(items[1], Ok("second"));
    /// ```
    pub fn items<'a>(&self, flow_ids: &'a [String]) -> Items<&'a str> {
        let flow_ids = flow_ids.iter().map(String::as_str);
        Items::zip_errors(flow_ids, self.fail_messages.iter().map(String::as_str))
    }
}
