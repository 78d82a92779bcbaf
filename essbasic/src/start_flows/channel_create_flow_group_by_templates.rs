//! `ChannelCreateFlowGroupByTemplates` (通过多模板创建合同组签署流程).

use super::models::{FlowGroupApprovers, FlowInfo, TaskInfo};
use crate::{Agent, tc_action, tc_model};

/// Starts a contract group (合同组) of 2 to 50 contracts from templates.
///
/// For contracts that belong together: each signer gets one link to all of their contracts, sees
/// them as a list, and signs all or none. Groups have no copy recipients. Signing by authorization
/// must be enabled by the vendor, and signers then cannot have fields to fill in.
///
/// **Each contract of the group is charged when it starts.** Cancelling returns the quota if the
/// contract is unsigned or signed only by authorization; expiry and declining do not. The API has
/// no idempotency key, so the client never retries this action if it may have been executed.
///
/// The operator must have completed identity verification; signers need not. See `FlowApproverInfo`
/// for the fields each kind of signer requires. Create signing links with `CreateSignUrls` and the
/// group ID, after the PDFs have been generated.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound.Template` | Check the template IDs, and that the templates are enabled. |
/// | `InvalidParameter.FlowInfos`, `LimitExceeded.CreateFlowNum` | Give 2 to 50 contracts. |
/// | `InvalidParameter.MissingRequiredParameterValue` | Fill in everything the templates require. |
/// | `InvalidParameter.BizApproverAlreadyExists` | Remove duplicate signers of a contract. |
/// | `InvalidParameter.ComponentType`, `InvalidParameter.ComponentPosition` | Correct the field that the message names. |
/// | `InvalidParameter.Sensitive`, `OperationDenied.Sensitive` | Remove words that the service does not allow. |
/// | `OperationDenied.NoIdentityVerify` | The operator must complete identity verification first. |
/// | `OperationDenied.OrganizationClosing` | The organization is being closed. Nothing to do. |
/// | `FailedOperation.OrganizationNameChanged`, `FailedOperation.OrganizationNameNeedChange` | Have the organization update its data. |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include contract groups, or a feature that a contract uses. |
#[doc(alias = "通过多模板创建合同组签署流程")]
#[tc_action(
    name = "ChannelCreateFlowGroupByTemplates",
    version = "2021-05-26",
    response = ChannelCreateFlowGroupByTemplatesResponse,
    effect = charge,
    errors(
        "FailedOperation.OrganizationNameChanged",
        "FailedOperation.OrganizationNameNeedChange",
        "InternalError",
        "InternalError.Db",
        "InternalError.Decryption",
        "InternalError.Encryption",
        "InternalError.GenerateId",
        "InternalError.System",
        "InternalError.ThirdParty",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.ApproverVerifyType",
        "InvalidParameter.BizApproverAlreadyExists",
        "InvalidParameter.ComponentPosition",
        "InvalidParameter.ComponentType",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.FlowInfos",
        "InvalidParameter.MissingRequiredParameterValue",
        "InvalidParameter.Mobile",
        "InvalidParameter.OperatorId",
        "InvalidParameter.ParamError",
        "InvalidParameter.Sensitive",
        "InvalidParameterValue",
        "LimitExceeded",
        "LimitExceeded.CreateFlowNum",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NoIdentityVerify",
        "OperationDenied.OrganizationClosing",
        "OperationDenied.Sensitive",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Template",
        "ResourceNotFound.User",
        "ResourceUnavailable",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "通过多模板创建合同组签署流程",
    api_reference = "https://qian.tencent.com/developers/partnerApis/startFlows/ChannelCreateFlowGroupByTemplates"
)]
pub struct ChannelCreateFlowGroupByTemplates {
    /// Application, organization and operator that start the group. Organization and operator must
    /// have completed identity verification, and the operator must have joined the organization.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contracts, 2 to 50, each with its template.
    #[tc(items = 2..=50)]
    pub flow_infos: Vec<FlowInfo>,
    /// Group name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_group_name: String,
}

/// Response of [`ChannelCreateFlowGroupByTemplates`].
#[tc_model]
pub struct ChannelCreateFlowGroupByTemplatesResponse {
    /// Contract group ID, 32 characters. Store it.
    pub flow_group_id: String,
    /// Contract IDs, 32 characters each, in request order.
    pub flow_ids: Vec<String>,
    /// Tasks of contracts that take longer to generate, those with tables.
    pub task_infos: Vec<TaskInfo>,
    /// Signers per contract.
    pub approvers: Option<Vec<FlowGroupApprovers>>,
}
