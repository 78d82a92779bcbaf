//! `CreateFlowsByTemplates` (用模板创建签署流程).

use super::models::{ApproverItem, FlowInfo, FlowPreviewType, TaskInfo};
use crate::models::UserInfo;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Starts up to 20 contracts from templates and notifies their signers.
///
/// The operator must have completed identity verification; signers need not. A signer is an
/// employee of the starting organization or of another one in the application (named, or open for
/// any employee to claim), a person, or an employee of an organization outside the application: see
/// `FlowApproverInfo` for the fields each requires. Signers must be in the order of the template's
/// parties. `FormFields` fills in the fields that the template assigns to the initiator, and no
/// others.
///
/// **Each contract is charged when it starts.** Cancelling returns the quota if the contract is
/// unsigned or signed only by authorization and free cancellations are left; expiry and declining
/// do not. The API has no idempotency key, so the client never retries this action if it may
/// have been executed. Put a unique key into `CustomerData`, and look for it in callbacks before
/// calling again.
///
/// The PDF is generated after the response: create links with `CreateSignUrls` when the callback
/// `DocumentFill` has arrived, or a few seconds later. With `need_preview` nothing is started; a
/// preview is used up instead, of which each purchased contract includes two.
///
/// A successful call may fail for some contracts: see
/// [`items`](CreateFlowsByTemplatesResponse::items).
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound.Template` | Check the template ID, and that the template is enabled. |
/// | `InvalidParameter.FlowInfos`, `LimitExceeded.CreateFlowNum` | Give 1 to 20 contracts. |
/// | `InvalidParameter.MissingRequiredParameterValue` | Fill in everything the template requires. |
/// | `InvalidParameter.BizApproverAlreadyExists` | Remove duplicate signers. |
/// | `InvalidParameter.Mobile`, `InvalidParameter.ApproverVerifyType` | Correct the signer that the message names. |
/// | `OperationDenied.NoIdentityVerify` | The operator must complete identity verification first. |
/// | `FailedOperation.OrganizationNameChanged`, `FailedOperation.OrganizationNameNeedChange`, `FailedOperation.OrganizationExperienceChange` | Have the organization update its data. |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | Use an operator of the agent's organization. |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include a feature that a contract uses. |
#[doc(alias = "用模板创建签署流程")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/startFlows/CreateFlowsByTemplates"
)]
pub struct CreateFlowsByTemplates {
    /// Application, organization and operator that start the contracts. Organization and operator
    /// must have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contracts, 1 to 20, each with its template.
    #[tc(items = 1..=20)]
    pub flow_infos: Vec<FlowInfo>,
    /// Shows the contracts on links valid for 300 seconds instead of starting them. Default:
    /// `false`.
    pub need_preview: Option<bool>,
    /// Target of the preview links. Default: `File`.
    pub preview_type: Option<FlowPreviewType>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`CreateFlowsByTemplates`]. Use [`items`](Self::items) to read the result per
/// contract.
#[tc_model]
pub struct CreateFlowsByTemplatesResponse {
    /// Contract IDs, 32 characters each, in request order; an empty string for a contract that was
    /// not started. Store them.
    pub flow_ids: Vec<String>,
    /// Your data per contract, in the same order.
    #[tc(secret)]
    pub customer_data: Vec<String>,
    /// Reasons for contracts that were not started, in the same order, an empty string for the
    /// others. May be shorter than the list of contracts.
    pub error_messages: Vec<String>,
    /// Preview links with `need_preview`, in the same order. Tables are missing from the preview
    /// until the contract has been generated.
    #[tc(secret)]
    pub preview_urls: Vec<String>,
    /// Tasks of contracts that take longer to generate, those with tables.
    pub task_infos: Vec<TaskInfo>,
    /// Signers per contract. Use their IDs from here: those in the template change when it is
    /// edited.
    pub flow_approvers: Option<Vec<FlowApproverItem>>,
}

/// A started contract and its signers.
#[tc_model]
pub struct FlowApproverItem {
    /// Contract ID.
    pub flow_id: Option<String>,
    /// Signers with their IDs in the contract.
    pub approvers: Option<Vec<ApproverItem>>,
}

impl CreateFlowsByTemplatesResponse {
    /// Returns one item per requested contract: its ID, or the reason it was not started.
    ///
    /// ```
    /// use essbasic::start_flows::CreateFlowsByTemplatesResponse;
    /// use serde_json::json;
    ///
    /// let body = json!({
    ///     "FlowIds": ["yDSLBUUckpo6tpk6UuLiGJ3ppvHIUSZQ", ""],
    ///     "CustomerData": ["", ""], "ErrorMessages": ["", "模板不存在"],
    ///     "PreviewUrls": [], "TaskInfos": [],
    /// });
    /// let response: CreateFlowsByTemplatesResponse = serde_json::from_value(body).unwrap();
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
