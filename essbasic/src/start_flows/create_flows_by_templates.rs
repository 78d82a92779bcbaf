//! 用模板创建签署流程

use super::models::{ApproverItem, FlowInfo, FlowPreviewType, TaskInfo};
use crate::models::UserInfo;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Starts up to 20 contracts from templates, and so has their signers notified.
///
/// The operator must be verified; signers need not be yet. A signer is an employee of the
/// organization, of another one in the application (by name, or left open for whoever takes it up),
/// a person, or an employee of an organization outside the application; `FlowApproverInfo` says
/// what is given for each. The signers stand in the order of the template's parties. `FormFields`
/// fills in the fields that the template leaves to the initiator, and no others.
///
/// **Each contract is charged when it starts**, and gives its quota back only when it is cancelled
/// before anybody but by authorization has signed, as long as free cancellations last; neither when
/// it expires nor when it is refused. There is no key by which the service would know a repeated
/// call, so the client never repeats this action by itself when no answer came. Put a value of your
/// own in `CustomerData`, and look for it in the callbacks before calling again.
///
/// The PDF is composed after the answer: make links with `CreateSignUrls` once the callback
/// `DocumentFill` has come, or a few seconds later. With `need_preview` nothing is started and
/// nothing charged but a preview, of which two come with each contract that was bought.
///
/// A call can succeed and fail for some of the contracts: see
/// [`items`](CreateFlowsByTemplatesResponse::items).
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound.Template` | check the template's id, and that it is switched on |
/// | `InvalidParameter.FlowInfos`, `LimitExceeded.CreateFlowNum` | give 1 to 20 contracts |
/// | `InvalidParameter.MissingRequiredParameterValue` | fill in all that the template requires |
/// | `InvalidParameter.BizApproverAlreadyExists` | name each signer once |
/// | `InvalidParameter.Mobile`, `InvalidParameter.ApproverVerifyType` | mend the signer that the message names |
/// | `OperationDenied.NoIdentityVerify` | let the operator verify their real name first |
/// | `FailedOperation.OrganizationNameChanged`, `FailedOperation.OrganizationNameNeedChange`, `FailedOperation.OrganizationExperienceChange` | let the organization bring its data up to date |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | use an operator of the agent's organization |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include what the contract asks for |
#[tc_action(
    name = "CreateFlowsByTemplates",
    version = "2021-05-26",
    response = CreateFlowsByTemplatesResponse,
    effect = charge,
    errors(
        "FailedOperation",
        "FailedOperation.OrganizationExperienceChange",
        "FailedOperation.OrganizationNameChanged",
        "FailedOperation.OrganizationNameNeedChange",
        "InternalError",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.ApproverVerifyType",
        "InvalidParameter.BizApproverAlreadyExists",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.FlowInfos",
        "InvalidParameter.MissingRequiredParameterValue",
        "InvalidParameter.Mobile",
        "InvalidParameter.ParamError",
        "InvalidParameterValue",
        "LimitExceeded",
        "LimitExceeded.CreateFlowNum",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NoIdentityVerify",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Template",
        "ResourceNotFound.User",
        "ResourceUnavailable",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "用模板创建签署流程",
    manual = "https://qian.tencent.com/developers/partnerApis/startFlows/CreateFlowsByTemplates"
)]
pub struct CreateFlowsByTemplates {
    /// Who starts them: application, organization and operator, the latter two with their real
    /// names verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, at most 20; each names its template.
    #[tc(items = 1..=20)]
    pub flow_infos: Vec<FlowInfo>,
    /// Whether they are only shown, on links that live for 300 seconds, and not started; they are
    /// started unless given.
    pub need_preview: Option<bool>,
    /// How a preview is shown; as a file unless given.
    pub preview_type: Option<FlowPreviewType>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// The contracts, and what went wrong beside them: read both with [`items`](Self::items).
#[tc_model]
pub struct CreateFlowsByTemplatesResponse {
    /// The ids of the contracts, 32 characters each, in the order of the request; an empty text
    /// where one was not started. Keep them.
    pub flow_ids: Vec<String>,
    /// Your own data of each contract, in the same order.
    #[tc(secret)]
    pub customer_data: Vec<String>,
    /// Why contracts were not started, in the same order, with an empty text for each that was.
    /// There may be fewer than contracts.
    pub error_messages: Vec<String>,
    /// With `need_preview`, the links to look at, in the same order. A contract with tables is
    /// shown without them until it is composed.
    #[tc(secret)]
    pub preview_urls: Vec<String>,
    /// Contracts that take longer to compose, those with tables, each with its task.
    pub task_infos: Vec<TaskInfo>,
    /// The signers of each contract. Take their ids from here, and not from the template, whose
    /// change when it is edited.
    pub flow_approvers: Option<Vec<FlowApproverItem>>,
}

/// A contract that was started, and its signers.
#[tc_model]
pub struct FlowApproverItem {
    /// The contract.
    pub flow_id: Option<String>,
    /// Its signers.
    pub approvers: Option<Vec<ApproverItem>>,
}

impl CreateFlowsByTemplatesResponse {
    /// The contracts of the request one by one: the id of each that was started, or why it was
    /// not.
    ///
    /// ```
    /// use essbasic::start_flows::CreateFlowsByTemplatesResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({
    ///     "FlowIds": ["yDSLBUUckpo6tpk6UuLiGJ3ppvHIUSZQ", ""],
    ///     "CustomerData": ["", ""], "ErrorMessages": ["", "模板不存在"],
    ///     "PreviewUrls": [], "TaskInfos": [],
    /// });
    /// let response: CreateFlowsByTemplatesResponse = serde_json::from_value(answer).unwrap();
    ///
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("yDSLBUUckpo6tpk6UuLiGJ3ppvHIUSZQ"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "模板不存在");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let messages = self.error_messages.iter().map(String::as_str);
        Items::zip_errors(self.flow_ids.iter().map(String::as_str), messages)
    }
}
