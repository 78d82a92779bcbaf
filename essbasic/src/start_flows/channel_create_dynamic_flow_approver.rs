//! `ChannelCreateDynamicFlowApprover` (渠道版补充动态合同签署人接口).

use super::models::FlowVerifyType;
use crate::models::{AutoSignScene, FlowApproverInfo};
use crate::{Agent, tc_action, tc_model};

/// Adds signers to running contracts with dynamic signers (动态签署方 2.0).
///
/// The contract must have been started by `ChannelCreateFlowByFiles` with `open_dynamic_sign_flow`;
/// `ArchiveDynamicFlow` completes it. Signers are described as for starting a contract, except that
/// another organization cannot sign by authorization. The vendor enables the feature on request.
///
/// Adding the same signer twice creates two parties, so the client never retries this action if it
/// may have been executed: query the contract before calling again.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.OrganizationName` | Use full-width parentheses （） in the organization name. |
/// | `InvalidParameter.ApproverVerifyType` | Use one of the documented values. |
/// | `InvalidParameter.UnsupportedComponentType` | Use field types that such contracts support. |
/// | `OperationDenied.ByFilesServerSignForbid` | Ask the vendor to enable signing by authorization for contracts from files. |
/// | `OperationDenied.NoApproverMobileCheckPermission` | Have the organization enable verification by mobile number. |
/// | `OperationDenied.OverseaAbilityNotOpen` | Ask the vendor to enable signing from abroad. |
#[doc(alias = "渠道版补充动态合同签署人接口")]
#[tc_action(
    name = "ChannelCreateDynamicFlowApprover",
    version = "2021-05-26",
    response = ChannelCreateDynamicFlowApproverResponse,
    effect = create,
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ApproverVerifyType",
        "InvalidParameter.OrganizationName",
        "InvalidParameter.UnsupportedComponentType",
        "InvalidParameterValue",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.ByFilesServerSignForbid",
        "OperationDenied.NoApproverMobileCheckPermission",
        "OperationDenied.OverseaAbilityNotOpen",
    ),
    title = "渠道版补充动态合同签署人接口",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateDynamicFlowApprover"
)]
pub struct ChannelCreateDynamicFlowApprover {
    /// Contracts with the signers to add.
    #[tc(items = 1..)]
    pub fill_dynamic_flow_list: Vec<DynamicFlowInfo>,
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// Response of [`ChannelCreateDynamicFlowApprover`].
#[tc_model]
pub struct ChannelCreateDynamicFlowApproverResponse {
    /// Contracts with their new signers.
    pub dynamic_flow_result_list: Option<Vec<DynamicFlowResult>>,
}

/// A signer that was added.
#[tc_model]
pub struct DynamicFlowApproverResult {
    /// Recipient ID of the party in the contract, which its fields refer to.
    pub recipient_id: String,
    /// Sign ID of the signer, used to create links without identifying the person again.
    pub sign_id: String,
    /// Signer status, as a number. The values are not documented.
    pub approver_status: i64,
}

/// A running contract and the signers to add to it.
#[tc_model]
pub struct DynamicFlowInfo {
    /// Contract ID, 32 characters, returned when the contract was started.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Signers, 1 to 50, in signing order if the contract has one.
    #[tc(items = 1..=50)]
    pub flow_approvers: Vec<FlowApproverInfo>,
    /// Purpose of signing by authorization. Required if a signer has the type `PERSON_AUTO_SIGN`.
    pub auto_sign_scene: Option<AutoSignScene>,
    /// Identity check before persons may view the contract. Default: `Face`.
    pub approver_verify_type: Option<FlowVerifyType>,
}

/// A contract and the signers added to it.
#[tc_model]
pub struct DynamicFlowResult {
    /// Contract ID, 32 characters.
    pub flow_id: Option<String>,
    /// New signers.
    pub dynamic_flow_approver_list: Option<Vec<DynamicFlowApproverResult>>,
}
