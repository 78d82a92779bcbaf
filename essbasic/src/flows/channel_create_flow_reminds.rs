//! `ChannelCreateFlowReminds` (合同催办).

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_model};

/// Sends text message reminders to the current signers of up to 100 contracts.
///
/// Must be enabled by the vendor on request. Each person can be reminded of a contract once.
/// Messages are sent immediately, so the client never retries this action if it may have been
/// executed: check who was reminded before calling again.
///
/// A successful call may send no reminder for some contracts: see
/// [`items`](ChannelCreateFlowRemindsResponse::items).
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Ask the vendor to enable reminders for the application. |
/// | `FailedOperation` | Read the message and check the contract IDs. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "合同催办")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateFlowReminds"
)]
pub struct ChannelCreateFlowReminds {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract IDs, at most 100. Signers with the status `PENDING` are reminded.
    #[tc(items = 1..=100)]
    pub flow_ids: Vec<String>,
}

/// Response of [`ChannelCreateFlowReminds`]. Use [`items`](Self::items) to read the result per
/// contract.
#[tc_model]
pub struct ChannelCreateFlowRemindsResponse {
    /// Result per contract.
    pub remind_flow_records: Vec<RemindFlowRecords>,
}

/// Result of a reminder for one contract.
#[tc_model]
pub struct RemindFlowRecords {
    /// `true` if a reminder was sent; otherwise `remind_message` contains the reason.
    pub can_remind: bool,
    /// Contract ID, 32 characters.
    pub flow_id: String,
    /// Reason why no reminder was sent, such as an earlier reminder on the same day.
    pub remind_message: String,
}

impl ChannelCreateFlowRemindsResponse {
    /// Returns one item per contract: its ID, or the reason why no reminder was sent.
    ///
    /// ```
    /// use essbasic::flows::ChannelCreateFlowRemindsResponse;
    /// use serde_json::json;
    ///
    /// let body = json!({ "RemindFlowRecords": [
    ///     { "CanRemind": true, "FlowId": "first", "RemindMessage": "" },
    ///     { "CanRemind": false, "FlowId": "second", "RemindMessage": "催办过" },
    /// ]});
    /// let response: ChannelCreateFlowRemindsResponse = serde_json::from_value(body).unwrap();
    ///
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("first"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "催办过");
    /// ```
    pub fn items(&self) -> Items<&str> {
        Items::new(self.remind_flow_records.iter().enumerate().map(|(index, record)| {
            if record.can_remind {
                Ok(record.flow_id.as_str())
            } else {
                Err(ItemError::new(index, record.remind_message.as_str()))
            }
        }))
    }
}
