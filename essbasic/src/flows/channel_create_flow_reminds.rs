//! 合同催办

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_model};

/// Reminds, by text message, the signers of up to 100 contracts whose turn it is.
///
/// The vendor opens it on request. Each person can be reminded of a contract once. The messages go
/// out at once, so the client never repeats this action by itself when no answer came: look who was
/// reminded before calling again.
///
/// A call can succeed and remind nobody of some of the contracts: see
/// [`items`](ChannelCreateFlowRemindsResponse::items).
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | ask the vendor to open reminders for the application |
/// | `FailedOperation` | read the message, and check the contracts' ids |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
#[tc_action(
    name = "ChannelCreateFlowReminds",
    version = "2021-05-26",
    response = ChannelCreateFlowRemindsResponse,
    effect = charge,
    errors(
        "FailedOperation",
        "InvalidParameterValue",
        "OperationDenied",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "合同催办",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateFlowReminds"
)]
pub struct ChannelCreateFlowReminds {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, at most 100. Reminded is whoever can sign them now.
    #[tc(items = 1..=100)]
    pub flow_ids: Vec<String>,
}

/// What became of each contract: see [`items`](Self::items).
#[tc_model]
pub struct ChannelCreateFlowRemindsResponse {
    /// The contracts, each with whether anybody was reminded.
    pub remind_flow_records: Vec<RemindFlowRecords>,
}

/// Whether anybody was reminded of a contract.
#[tc_model]
pub struct RemindFlowRecords {
    /// Whether somebody was; when nobody could be, `remind_message` says why.
    pub can_remind: bool,
    /// The contract, by its id of 32 characters.
    pub flow_id: String,
    /// Why nobody could be reminded: that they were today already, say.
    pub remind_message: String,
}

impl ChannelCreateFlowRemindsResponse {
    /// The contracts one by one: of which somebody was reminded, and of which nobody could be.
    ///
    /// ```
    /// use essbasic::flows::ChannelCreateFlowRemindsResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({ "RemindFlowRecords": [
    ///     { "CanRemind": true, "FlowId": "first", "RemindMessage": "" },
    ///     { "CanRemind": false, "FlowId": "second", "RemindMessage": "催办过" },
    /// ]});
    /// let response: ChannelCreateFlowRemindsResponse = serde_json::from_value(answer).unwrap();
    ///
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("first"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "催办过");
    /// ```
    pub fn items(&self) -> Items<&str> {
        Items::new(self.remind_flow_records.iter().enumerate().map(|(at, record)| {
            if record.can_remind {
                Ok(record.flow_id.as_str())
            } else {
                Err(ItemError::new(at, record.remind_message.as_str()))
            }
        }))
    }
}
