//! 提交合同组签署流程审批结果

use super::models::ReviewType;
use crate::models::{ApproverType, IdCardType};
use crate::{Agent, tc_action, tc_model};

/// Hands in what an organization's own review of a contract group came to, for one of its signers.
///
/// A group waits for it when it was started with `NeedSignReview`, or a signer with
/// `ApproverNeedSignReview`; signing by authorization waits too. For the same signer the result may
/// be handed in more than once, and the last one before they sign counts. For single contracts
/// there is `ChannelCreateFlowSignReview`.
///
/// A rejected review leaves the group waiting, and can still be passed; a refusal to sign ends its
/// contracts. Nothing is charged.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NotAvailableSignReview` | look at the group: it does not wait for a review |
/// | `InvalidParameter.Status` | nothing: it was reviewed already, or has ended |
/// | `OperationDenied.NoFlowPermission` | use an operator who may see the group |
/// | `ResourceNotFound.Flow` | check the group's id, and who signs in it |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include reviews |
#[tc_action(
    name = "CreateFlowGroupSignReview",
    version = "2021-05-26",
    effect = idempotent,
    errors(
        "FailedOperation.NotAvailableSignReview",
        "InternalError",
        "InternalError.Db",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "InvalidParameter.Status",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NoFlowPermission",
        "ResourceNotFound",
        "ResourceNotFound.Flow",
        "ResourceUnavailable",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    required_if("ReviewMessage", "ReviewType", "REJECT", "SIGN_REJECT"),
    title = "提交合同组签署流程审批结果",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateFlowGroupSignReview"
)]
pub struct CreateFlowGroupSignReview {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract group, by the id of 32 characters that starting it returned.
    #[tc(len = 32)]
    pub flow_group_id: String,
    /// What the review came to.
    pub review_type: ReviewType,
    /// The signer that the review is for, by enough to find them: the name with either the identity
    /// document or the mobile number, and for an organization its name too.
    pub approver_info: NeedReviewApproverInfo,
    /// Why, at most 200 characters; required unless it was passed.
    #[tc(len = ..=200)]
    pub review_message: Option<String>,
}

/// A signer that a review is for.
#[tc_model(
    needs("ApproverIdCardType", "ApproverIdCardNumber"),
    required_if("OrganizationName", "ApproverType", "ORGANIZATION")
)]
pub struct NeedReviewApproverInfo {
    /// Who they sign as: `ORGANIZATION` or `PERSON`, whether by hand, by authorization or by PIN.
    pub approver_type: ApproverType,
    /// Their real name, or that of the employee who signs.
    #[tc(secret)]
    pub approver_name: String,
    /// Their mobile number: 11 digits of mainland China, without +86.
    #[tc(secret, len = 11)]
    pub approver_mobile: Option<String>,
    /// The kind of their identity document; other kinds than an identity card, travel or residence
    /// permit are open on request.
    pub approver_id_card_type: Option<IdCardType>,
    /// The number of the identity document, its letters in upper case.
    #[tc(secret)]
    pub approver_id_card_number: Option<String>,
    /// The organization's name as its business licence has it, with full-width brackets （）;
    /// required for organizations.
    pub organization_name: Option<String>,
}
