//! 渠道版补充动态合同签署人接口

use super::models::FlowVerifyType;
use crate::models::{AutoSignScene, FlowApproverInfo};
use crate::{Agent, tc_action, tc_model};

/// Adds signers to contracts that run and take them (动态签署方 2.0).
///
/// The contract was started by `ChannelCreateFlowByFiles` and said then that signers would be
/// added; `ArchiveDynamicFlow` ends it. A signer is described as for starting it; only signing by
/// authorization of another organization is not possible. The vendor opens the feature on request.
///
/// A signer who is added twice stands there twice, so the client never repeats this action by
/// itself when no answer came: look at the contract before calling again.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.OrganizationName` | use full-width brackets （） in the organization's name |
/// | `InvalidParameter.ApproverVerifyType` | use one of the listed ways |
/// | `InvalidParameter.UnsupportedComponentType` | use fields that such contracts can have |
/// | `OperationDenied.ByFilesServerSignForbid` | ask the vendor to open signing by authorization for contracts made from files |
/// | `OperationDenied.NoApproverMobileCheckPermission` | let the organization switch verification by mobile number on |
/// | `OperationDenied.OverseaAbilityNotOpen` | ask the vendor to open signing from abroad |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateDynamicFlowApprover"
)]
pub struct ChannelCreateDynamicFlowApprover {
    /// The contracts, each with the signers to add.
    #[tc(items = 1..)]
    pub fill_dynamic_flow_list: Vec<DynamicFlowInfo>,
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// The signers as they were added.
#[tc_model]
pub struct ChannelCreateDynamicFlowApproverResponse {
    /// The contracts, each with its new signers.
    pub dynamic_flow_result_list: Option<Vec<DynamicFlowResult>>,
}

/// A signer who was added.
#[tc_model]
pub struct DynamicFlowApproverResult {
    /// The party's id in the contract, which its fields belong to.
    pub recipient_id: String,
    /// The signer's id, for which links can be made without saying again who it is.
    pub sign_id: String,
    /// How far the signer is. The manual does not list the numbers.
    pub approver_status: i64,
}

/// A contract that runs, and the signers to add to it.
#[tc_model]
pub struct DynamicFlowInfo {
    /// The contract, by the id of 32 characters that starting it returned.
    #[tc(len = 32)]
    pub flow_id: String,
    /// The signers, at most 50; where there is an order of signing, in that order.
    #[tc(items = 1..=50)]
    pub flow_approvers: Vec<FlowApproverInfo>,
    /// What a person's automatic signature is for; required when a signer signs as
    /// `PERSON_AUTO_SIGN`.
    pub auto_sign_scene: Option<AutoSignScene>,
    /// How persons show who they are before they may look; by their face unless given.
    pub approver_verify_type: Option<FlowVerifyType>,
}

/// A contract, and who was added to it.
#[tc_model]
pub struct DynamicFlowResult {
    /// The contract, by its id of 32 characters.
    pub flow_id: Option<String>,
    /// The new signers.
    pub dynamic_flow_approver_list: Option<Vec<DynamicFlowApproverResult>>,
}
