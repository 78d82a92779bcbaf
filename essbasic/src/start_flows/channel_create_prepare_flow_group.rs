//! 获取发起合同组嵌入链接

use super::models::{BaseFlowInfo, FlowGroupOptions, PrepareResourceType};
use crate::{Agent, tc_action, tc_model};

/// Makes a page, to be embedded in yours, on which an employee looks a contract group over and
/// starts it.
///
/// For now the contracts are made from files. What they can be is as for
/// `ChannelCreateFlowGroupByFiles`. The group's id is good only once the employee has started it on
/// the page; until then nothing is charged and nobody is notified. A second call makes a second
/// page.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.FlowFileIds`, `ResourceNotFound.Resource`, `OperationDenied.ErrNoResourceAccess` | give each contract one file of this organization, uploaded within the last hour |
/// | `InvalidParameter.FlowApprovers`, `InvalidParameter.FlowApproverInfos`, `InvalidParameter.BizApproverAlreadyExists` | mend the signers of the contract that the message names |
/// | `InvalidParameter.ApproverType`, `InvalidParameter.Name`, `InvalidParameter.CardType`, `InvalidParameter.NonsupportMobile` | mend the signer that the message names |
/// | `InvalidParameter.FlowName`, `InvalidParameter.FlowDeadLine`, `InvalidParameter.FlowDescription`, `InvalidParameter.FlowType`, `InvalidParameter.CustomerData` | mend what the code names |
/// | `OperationDenied.NoQuota` | buy contracts |
/// | `OperationDenied.NoIdentityVerify` | let the operator verify their real name first |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include groups |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreatePrepareFlowGroup"
)]
pub struct ChannelCreatePrepareFlowGroup {
    /// The contracts, at most 50. The manual asks for two or more, and its own example has one.
    #[tc(items = 1..=50)]
    pub base_flow_infos: Vec<BaseFlowInfo>,
    /// The group's name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_group_name: String,
    /// What the contracts are made from: files.
    pub resource_type: PrepareResourceType,
    /// Who starts them: application, organization and operator, the latter two with their real
    /// names verified and the operator a member of the organization.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// What the page lets the employee change, and how the group is signed.
    pub flow_group_options: Option<FlowGroupOptions>,
    /// What kind of contracts they are, in your own words; for all of the group.
    pub flow_group_type: Option<String>,
    /// Until when they can be signed, in Unix seconds; for all of the group.
    #[tc(range = 1..=9_999_999_999)]
    pub flow_group_deadline: Option<i64>,
}

/// The page, and the group that it will start.
#[tc_model]
pub struct ChannelCreatePrepareFlowGroupResponse {
    /// The group's id, 32 characters; of no use until the group is started on the page.
    pub flow_group_id: String,
    /// The page's address. Whoever has it can start the group.
    #[tc(secret)]
    pub prepare_url: String,
}
