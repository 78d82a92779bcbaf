//! `ChannelCreateFlowSignReview` (提交企业签署流程审批结果).

use super::models::ReviewType;
use crate::{Agent, tc_action, tc_enum};

/// Submits the result of an organization's internal review of a contract.
///
/// A contract waits for a review at one of two stages:
///
/// - **Before a signature** (`SignReview`): the contract was started with `NeedSignReview`, or a
///   signer with `ApproverNeedSignReview`. In the latter case `recipient_id` is required.
/// - **Before the start** (`CreateReview`): `ChannelCreatePrepareFlow` requested it. The result may
///   be submitted repeatedly until it is `Pass`; later results are ignored.
///
/// A contract with result `Reject` keeps waiting and can still pass; `SignReject` ends it as
/// declined. No charge.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NotAvailableSignReview` | The contract is not waiting for a review; query its status. |
/// | `InvalidParameter.Status` | The contract was already reviewed or is finished. Nothing to do. |
/// | `OperationDenied.NoFlowPermission` | Use an operator who may view the contract. |
/// | `ResourceNotFound.Flow` | Check the contract ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include reviews. |
#[doc(alias = "提交企业签署流程审批结果")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelCreateFlowSignReview"
)]
pub struct ChannelCreateFlowSignReview {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract ID, 32 characters.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Result of the review.
    pub review_type: ReviewType,
    /// Reason, at most 200 characters. Required unless the result is `Pass`.
    #[tc(len = ..=200)]
    pub review_message: Option<String>,
    /// Recipient ID of the signer under review. Required if the review was requested with
    /// `ApproverNeedSignReview`, and if the signer is a person.
    pub recipient_id: Option<String>,
    /// Stage under review. Default: `SignReview`.
    pub operate_type: Option<ReviewStage>,
}

/// Stage at which a contract is reviewed.
#[tc_enum]
pub enum ReviewStage {
    /// Permission to sign the contract.
    SignReview = "SignReview",
    /// Permission to start the contract.
    CreateReview = "CreateReview",
}
