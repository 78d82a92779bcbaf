//! `ChannelCreatePrepareFlowGroup` (获取发起合同组嵌入链接).

use super::models::{BaseFlowInfo, FlowGroupOptions, PrepareResourceType};
use crate::{Agent, tc_action, tc_model};

/// Creates a page for embedding, where an employee checks and starts a contract group.
///
/// Currently supports contracts from files only, with the limits of
/// `ChannelCreateFlowGroupByFiles`. The group ID is valid only after the employee starts the group
/// on the page; until then no charge and no notifications. Each call creates another page.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.FlowFileIds`, `ResourceNotFound.Resource`, `OperationDenied.ErrNoResourceAccess` | Give each contract one file of this organization, uploaded within the last hour. |
/// | `InvalidParameter.FlowApprovers`, `InvalidParameter.FlowApproverInfos`, `InvalidParameter.BizApproverAlreadyExists` | Correct the signers of the contract that the message names. |
/// | `InvalidParameter.ApproverType`, `InvalidParameter.Name`, `InvalidParameter.CardType`, `InvalidParameter.NonsupportMobile` | Correct the signer that the message names. |
/// | `InvalidParameter.FlowName`, `InvalidParameter.FlowDeadLine`, `InvalidParameter.FlowDescription`, `InvalidParameter.FlowType`, `InvalidParameter.CustomerData` | Correct the field that the code names. |
/// | `OperationDenied.NoQuota` | Buy contracts. |
/// | `OperationDenied.NoIdentityVerify` | The operator must complete identity verification first. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include contract groups. |
#[doc(alias = "获取发起合同组嵌入链接")]
#[tc_action(
    name = "ChannelCreatePrepareFlowGroup",
    version = "2021-05-26",
    response = ChannelCreatePrepareFlowGroupResponse,
    effect = link,
    errors(
        "FailedOperation",
        "FailedOperation.AgeNotAchieveNormalLegal",
        "InternalError",
        "InternalError.Db",
        "InternalError.DbConnection",
        "InternalError.Decryption",
        "InternalError.Encryption",
        "InternalError.GenerateId",
        "InternalError.System",
        "InternalError.ThirdParty",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.ApproverType",
        "InvalidParameter.ApproverVerifyType",
        "InvalidParameter.BizApproverAlreadyExists",
        "InvalidParameter.CardType",
        "InvalidParameter.CustomShowMap",
        "InvalidParameter.CustomerData",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.FlowApproverInfos",
        "InvalidParameter.FlowApprovers",
        "InvalidParameter.FlowCallbackUrl",
        "InvalidParameter.FlowDeadLine",
        "InvalidParameter.FlowDescription",
        "InvalidParameter.FlowFileIds",
        "InvalidParameter.FlowName",
        "InvalidParameter.FlowType",
        "InvalidParameter.Name",
        "InvalidParameter.NonsupportMobile",
        "InvalidParameter.OrganizationName",
        "InvalidParameter.ParamError",
        "InvalidParameter.SignComponentType",
        "InvalidParameter.Unordered",
        "InvalidParameter.UnsupportedComponentType",
        "InvalidParameterValue",
        "LimitExceeded",
        "MissingParameter",
        "MissingParameter.MissComponentName",
        "OperationDenied",
        "OperationDenied.ByFilesServerSignForbid",
        "OperationDenied.ErrNoResourceAccess",
        "OperationDenied.InvalidApproverAge",
        "OperationDenied.NoApproverMobileCheckPermission",
        "OperationDenied.NoIdentityVerify",
        "OperationDenied.NoQuota",
        "OperationDenied.OverseaAbilityNotOpen",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Resource",
        "ResourceNotFound.Seal",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "获取发起合同组嵌入链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreatePrepareFlowGroup"
)]
pub struct ChannelCreatePrepareFlowGroup {
    /// Contracts, at most 50. The vendor documents a minimum of two, but its own example has one.
    #[tc(items = 1..=50)]
    pub base_flow_infos: Vec<BaseFlowInfo>,
    /// Group name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_group_name: String,
    /// Source of the contracts: `File`.
    pub resource_type: PrepareResourceType,
    /// Application, organization and operator that start the group. Organization and operator must
    /// have completed identity verification, and the operator must have joined the organization.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Options of the page and of signing the group.
    pub flow_group_options: Option<FlowGroupOptions>,
    /// Your category for all contracts of the group.
    pub flow_group_type: Option<String>,
    /// Signing deadline of all contracts of the group, Unix time in seconds.
    #[tc(range = 1..=33_162_419_560, zero_unset)]
    pub flow_group_deadline: Option<i64>,
}

/// Response of [`ChannelCreatePrepareFlowGroup`].
#[tc_model]
pub struct ChannelCreatePrepareFlowGroupResponse {
    /// Contract group ID, 32 characters. Not valid until the group is started on the page.
    pub flow_group_id: String,
    /// Page address. Anyone with the address can start the group.
    #[tc(secret)]
    pub prepare_url: String,
}
