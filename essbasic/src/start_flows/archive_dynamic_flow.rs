//! `ArchiveDynamicFlow` (结束动态签署流程).

use crate::{Agent, tc_action, tc_model};

/// Completes a contract with dynamic signers (动态签署方 2.0) once all of them have signed.
///
/// Such a contract never completes by itself, because further signers may be added. It must be
/// running, and every signer added so far must have signed; a contract that is expired, declined,
/// cancelled or already completed is rejected. No signers can be added afterwards.
///
/// The vendor enables the feature, which belongs to modular billing (模块化计费), on request; the
/// organization then switches it on in the console.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Wait until every signer has signed; the message names those missing, or says that the contract is finished. |
/// | `InvalidParameter.FlowIds`, `MissingParameter.FlowIdsOrFlowGroupId` | Check the contract ID. |
/// | `OperationDenied.NoIdentityVerify` | The operator must complete identity verification first. |
/// | `OperationDenied.UserNotInOrganization` | Use an operator of the agent's organization. |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include the feature. |
#[doc(alias = "结束动态签署流程")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ArchiveDynamicFlow"
)]
pub struct ArchiveDynamicFlow {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract ID, returned when the contract was started.
    pub flow_id: String,
}

/// Response of [`ArchiveDynamicFlow`].
#[tc_model]
pub struct ArchiveDynamicFlowResponse {
    /// Contract ID.
    pub flow_id: Option<String>,
    /// Signers that were added while the contract ran.
    pub approvers: Option<Vec<ChannelArchiveDynamicApproverData>>,
}

/// A signer that was added while a contract ran.
#[tc_model]
pub struct ChannelArchiveDynamicApproverData {
    /// Sign ID, unique among all contracts, used to create links.
    pub sign_id: Option<String>,
    /// Recipient ID of the party in the contract, which its fields refer to. Not unique among
    /// contracts.
    pub recipient_id: Option<String>,
}
