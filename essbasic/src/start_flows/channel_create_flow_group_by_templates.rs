//! 通过多模板创建合同组签署流程

use super::models::{FlowGroupApprovers, FlowInfo, TaskInfo};
use crate::{Agent, tc_action, tc_model};

/// Starts 2 to 50 contracts from templates as one group, which signers sign in one go.
///
/// For contracts that belong together: each signer gets one link to all of theirs, sees them as a
/// list, and signs all or none. Nobody can be sent a copy of a group. Signing by authorization is
/// open on request, and then the signers may have no fields to fill in.
///
/// **Each contract of the group is charged when it starts**, and gives its quota back only when the
/// group is cancelled before anybody but by authorization has signed; neither when it expires nor
/// when it is refused. There is no key by which the service would know a repeated call, so the
/// client never repeats this action by itself when no answer came.
///
/// The operator must be verified; signers need not be yet. `FlowApproverInfo` says what is given
/// for each kind of signer. Links are made by `CreateSignUrls` with the group's id, once the PDFs
/// are composed.
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound.Template` | check the templates' ids, and that they are switched on |
/// | `InvalidParameter.FlowInfos`, `LimitExceeded.CreateFlowNum` | give 2 to 50 contracts |
/// | `InvalidParameter.MissingRequiredParameterValue` | fill in all that the templates require |
/// | `InvalidParameter.BizApproverAlreadyExists` | name each signer once in a contract |
/// | `InvalidParameter.ComponentType`, `InvalidParameter.ComponentPosition` | mend the field that the message names |
/// | `InvalidParameter.Sensitive`, `OperationDenied.Sensitive` | take out the words that the service does not allow |
/// | `OperationDenied.NoIdentityVerify` | let the operator verify their real name first |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
/// | `FailedOperation.OrganizationNameChanged`, `FailedOperation.OrganizationNameNeedChange` | let the organization bring its data up to date |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include groups, or what a contract asks for |
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
    manual = "https://qian.tencent.com/developers/partnerApis/startFlows/ChannelCreateFlowGroupByTemplates"
)]
pub struct ChannelCreateFlowGroupByTemplates {
    /// Who starts them: application, organization and operator, the latter two with their real
    /// names verified and the operator a member of the organization.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, 2 to 50; each names its template.
    #[tc(items = 2..=50)]
    pub flow_infos: Vec<FlowInfo>,
    /// The group's name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_group_name: String,
}

/// The group, and its contracts.
#[tc_model]
pub struct ChannelCreateFlowGroupByTemplatesResponse {
    /// The group's id, 32 characters. Keep it.
    pub flow_group_id: String,
    /// The ids of its contracts, 32 characters each, in the order of the request.
    pub flow_ids: Vec<String>,
    /// Contracts that take longer to compose, those with tables, each with its task.
    pub task_infos: Vec<TaskInfo>,
    /// The signers of each contract.
    pub approvers: Option<Vec<FlowGroupApprovers>>,
}
