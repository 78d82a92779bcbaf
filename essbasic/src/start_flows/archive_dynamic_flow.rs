//! 结束动态签署流程

use crate::{Agent, tc_action, tc_model};

/// Ends a contract whose signers were added while it ran (动态签署方 2.0), once all of them have signed.
///
/// Such a contract does not end by itself, because another signer may always come. It can be ended
/// when it is running and everybody who was added has signed; one that has expired, or was refused,
/// cancelled or ended before, cannot. From then on nobody can be added.
///
/// The vendor opens the feature on request, and the organization switches it on in the console.
/// Nothing is charged.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | wait until every signer has signed; the message says who has not, or that the contract has ended |
/// | `InvalidParameter.FlowIds`, `MissingParameter.FlowIdsOrFlowGroupId` | check the contract's id |
/// | `OperationDenied.NoIdentityVerify` | let the operator verify their real name first |
/// | `OperationDenied.UserNotInOrganization` | use an operator of the agent's organization |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include the feature |
#[tc_action(
    name = "ArchiveDynamicFlow",
    version = "2021-05-26",
    response = ArchiveDynamicFlowResponse,
    effect = idempotent,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.EndPoint",
        "InvalidParameter.FlowIds",
        "InvalidParameter.GenerateType",
        "InvalidParameter.ParamError",
        "InvalidParameterValue",
        "MissingParameter",
        "MissingParameter.FlowIdsOrFlowGroupId",
        "OperationDenied",
        "OperationDenied.NoIdentityVerify",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.FlowGroup",
        "ResourceNotFound.Template",
        "ResourceUnavailable",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "结束动态签署流程",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ArchiveDynamicFlow"
)]
pub struct ArchiveDynamicFlow {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract, by the id that starting it returned.
    pub flow_id: String,
}

/// The contract that was ended, and who signed it.
#[tc_model]
pub struct ArchiveDynamicFlowResponse {
    /// The contract.
    pub flow_id: Option<String>,
    /// The signers who were added while it ran.
    pub approvers: Option<Vec<ChannelArchiveDynamicApproverData>>,
}

/// A signer who was added while a contract ran.
#[tc_model]
pub struct ChannelArchiveDynamicApproverData {
    /// The signer's id, unique among all contracts; links are made for it.
    pub sign_id: Option<String>,
    /// The party's id in the contract, which its fields belong to; other contracts may have the
    /// same.
    pub recipient_id: Option<String>,
}
