//! `CreateFlowForwards` (变更本企业待签合同的经办人).

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_model};

/// Hands contracts over to another employee of the organization for signing.
///
/// The new employee must have joined the organization and completed identity verification. Only the
/// super administrator and the legal representative may do this. A contract cannot be handed over
/// once the current employee has filled in its fields, is signing or has signed, or once it is
/// finished.
///
/// A successful call may fail for some contracts: see [`items`](CreateFlowForwardsResponse::items).
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Use the super administrator or the legal representative. |
/// | `FailedOperation` | Read the message, and check the contracts and the new employee. |
/// | `ResourceNotFound` | Check the contract IDs. |
#[doc(alias = "变更本企业待签合同的经办人")]
#[tc_action(
    name = "CreateFlowForwards",
    version = "2021-05-26",
    response = CreateFlowForwardsResponse,
    effect = idempotent,
    errors(
        "FailedOperation",
        "InvalidParameter",
        "InvalidParameterValue",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "变更本企业待签合同的经办人",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateFlowForwards"
)]
pub struct CreateFlowForwards {
    /// Your ID for the new employee.
    pub target_open_id: String,
    /// Contracts, each with the organization's recipient ID in it.
    pub flow_forward_infos: Vec<FlowForwardInfo>,
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The operator must be the super administrator or the
    /// legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// Response of [`CreateFlowForwards`]. Use [`items`](Self::items) to read the result per contract.
#[tc_model]
pub struct CreateFlowForwardsResponse {
    /// Contracts that were not handed over, with reasons.
    pub failed_flows: Option<Vec<FlowForwardResult>>,
    /// IDs of the contracts that were handed over.
    pub success_flows: Option<Vec<String>>,
}

/// A contract to hand over, and the organization's party in it.
#[tc_model]
pub struct FlowForwardInfo {
    /// Contract ID, 32 characters, returned when the contract was started.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Recipient ID of the party, 32 characters, returned when the contract was started and by
    /// `DescribeFlowDetailInfo`.
    #[tc(len = 32)]
    pub recipient_id: String,
}

/// A contract that was not handed over.
#[tc_model]
pub struct FlowForwardResult {
    /// Contract ID.
    pub flow_id: Option<String>,
    /// Reason for the failure.
    pub error_detail: Option<String>,
}

impl CreateFlowForwardsResponse {
    /// Returns one item per contract: first those handed over, then the failures, indexed by their
    /// position in `failed_flows`.
    ///
    /// ```
    /// use essbasic::flows::CreateFlowForwardsResponse;
    /// use serde_json::json;
    ///
    /// let body = json!({
    ///     "SuccessFlows": ["first"],
    ///     "FailedFlows": [{ "FlowId": "second", "ErrorDetail": "目标经办人未实名" }],
    /// });
    /// let response: CreateFlowForwardsResponse = serde_json::from_value(body).unwrap();
    ///
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("first"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "目标经办人未实名");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let done = self.success_flows.iter().flatten().map(|flow| Ok(flow.as_str()));
        let failed = self.failed_flows.iter().flatten().enumerate();
        let failed = failed.map(|(index, failure)| {
            Err(ItemError::new(index, failure.error_detail.as_deref().unwrap_or_default()))
        });
        Items::new(done.chain(failed))
    }
}
