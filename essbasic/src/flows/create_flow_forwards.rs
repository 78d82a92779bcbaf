//! 变更本企业待签合同的经办人

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_model};

/// Has another employee of the organization sign contracts in place of who was to.
///
/// The new employee must have joined the organization, with their real name verified. Only the
/// super administrator and the legal representative can do this. It is too late once the employee
/// has filled in the contract's fields, is signing or has signed, and once the contract has ended.
///
/// A call can succeed and fail for some of the contracts: see
/// [`items`](CreateFlowForwardsResponse::items).
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | use the super administrator or the legal representative |
/// | `FailedOperation` | read the message, and check the contracts and the new employee |
/// | `ResourceNotFound` | check the contracts' ids |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateFlowForwards"
)]
pub struct CreateFlowForwards {
    /// Your own id of the employee who is to sign.
    pub target_open_id: String,
    /// The contracts, each with the party that the organization has in it.
    pub flow_forward_infos: Vec<FlowForwardInfo>,
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The operator is the super administrator or the legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// Which contracts were handed over, and which were not: see [`items`](Self::items).
#[tc_model]
pub struct CreateFlowForwardsResponse {
    /// The contracts that were not handed over, each with the reason.
    pub failed_flows: Option<Vec<FlowForwardResult>>,
    /// The contracts that were.
    pub success_flows: Option<Vec<String>>,
}

/// A contract to hand over, and the party that the organization has in it.
#[tc_model]
pub struct FlowForwardInfo {
    /// The contract, by the id of 32 characters that starting it returned.
    #[tc(len = 32)]
    pub flow_id: String,
    /// The party's id in the contract, 32 characters; from what starting it returned, or from
    /// `DescribeFlowDetailInfo`.
    #[tc(len = 32)]
    pub recipient_id: String,
}

/// A contract that was not handed over, and why.
#[tc_model]
pub struct FlowForwardResult {
    /// The contract.
    pub flow_id: Option<String>,
    /// Why it was not handed over.
    pub error_detail: Option<String>,
}

impl CreateFlowForwardsResponse {
    /// The contracts: first those that were handed over, then those that were not, each failure
    /// with its place in `failed_flows`.
    ///
    /// ```
    /// use essbasic::flows::CreateFlowForwardsResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({
    ///     "SuccessFlows": ["first"],
    ///     "FailedFlows": [{ "FlowId": "second", "ErrorDetail": "目标经办人未实名" }],
    /// });
    /// let response: CreateFlowForwardsResponse = serde_json::from_value(answer).unwrap();
    ///
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("first"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "目标经办人未实名");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let done = self.success_flows.iter().flatten().map(|flow| Ok(flow.as_str()));
        let failed = self.failed_flows.iter().flatten().enumerate();
        let failed = failed.map(|(at, failed)| {
            Err(ItemError::new(at, failed.error_detail.as_deref().unwrap_or_default()))
        });
        Items::new(done.chain(failed))
    }
}
