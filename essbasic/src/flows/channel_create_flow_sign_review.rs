//! 提交企业签署流程审批结果

use super::models::ReviewType;
use crate::{Agent, tc_action, tc_enum};

/// Hands in what an organization's own review of a contract came to, so that it goes on or ends.
///
/// A contract waits for it in two places. **Before somebody signs**: it was started with
/// `NeedSignReview`, or a signer with `ApproverNeedSignReview`; then `recipient_id` says for whom
/// the review is. **Before it starts**: `ChannelCreatePrepareFlow` asked for it; then
/// `operate_type` is `CreateReview`, the result may be handed in again and again until it is a
/// pass, and what comes after a pass counts for nothing.
///
/// A rejected review leaves the contract waiting, and can still be passed; a refusal to sign ends
/// it. Nothing is charged.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NotAvailableSignReview` | look at the contract: it does not wait for a review |
/// | `InvalidParameter.Status` | nothing: it was reviewed already, or has ended |
/// | `OperationDenied.NoFlowPermission` | use an operator who may see the contract |
/// | `ResourceNotFound.Flow` | check the contract's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include reviews |
#[tc_action(
    name = "ChannelCreateFlowSignReview",
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
    title = "提交企业签署流程审批结果",
    manual = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelCreateFlowSignReview"
)]
pub struct ChannelCreateFlowSignReview {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract, by its id of 32 characters.
    #[tc(len = 32)]
    pub flow_id: String,
    /// What the review came to.
    pub review_type: ReviewType,
    /// Why, at most 200 characters; required unless it was passed.
    #[tc(len = ..=200)]
    pub review_message: Option<String>,
    /// The signer that the review is for, by their id in the contract. Required when it was asked
    /// for with `ApproverNeedSignReview`, and when the signer is a person.
    pub recipient_id: Option<String>,
    /// What was reviewed; whether it may be signed, unless given.
    pub operate_type: Option<ReviewStage>,
}

/// What was reviewed.
#[tc_enum]
pub enum ReviewStage {
    /// Whether the contract may be signed.
    SignReview = "SignReview",
    /// Whether the contract may be started.
    CreateReview = "CreateReview",
}
