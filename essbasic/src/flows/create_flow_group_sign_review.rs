//! `CreateFlowGroupSignReview` (提交合同组签署流程审批结果).

use super::models::ReviewType;
use crate::models::{ApproverType, IdCardType};
use crate::{Agent, tc_action, tc_model};

/// Submits the result of an organization's internal review of a contract group, for one signer.
///
/// A group waits for a review if it was started with `NeedSignReview`, or a signer with
/// `ApproverNeedSignReview`; signing by authorization waits too. Results may be submitted
/// repeatedly for the same signer, and the last one before they sign counts. For single contracts
/// use [`ChannelCreateFlowSignReview`](super::ChannelCreateFlowSignReview).
///
/// A group with result `Reject` keeps waiting and can still pass; `SignReject` ends its contracts
/// as declined. No charge.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NotAvailableSignReview` | The group is not waiting for a review; query its status. |
/// | `InvalidParameter.Status` | The group was already reviewed or is finished. Nothing to do. |
/// | `OperationDenied.NoFlowPermission` | Use an operator who may view the group. |
/// | `ResourceNotFound.Flow` | Check the group ID and its signers. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include reviews. |
#[doc(alias = "提交合同组签署流程审批结果")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateFlowGroupSignReview"
)]
pub struct CreateFlowGroupSignReview {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract group ID, 32 characters, returned when the group was started.
    #[tc(len = 32)]
    pub flow_group_id: String,
    /// Result of the review.
    pub review_type: ReviewType,
    /// Signer under review, identified by name and either identity document or mobile number, and
    /// for organizations also by organization name.
    pub approver_info: NeedReviewApproverInfo,
    /// Reason, at most 200 characters. Required unless the result is `Pass`.
    #[tc(len = ..=200)]
    pub review_message: Option<String>,
}

/// A signer under review.
#[tc_model(
    needs("ApproverIdCardType", "ApproverIdCardNumber"),
    required_if("OrganizationName", "ApproverType", "ORGANIZATION")
)]
pub struct NeedReviewApproverInfo {
    /// Capacity of the signer: `ORGANIZATION` or `PERSON`. Includes signing by authorization and by
    /// PIN.
    pub approver_type: ApproverType,
    /// Real name of the person or employee who signs.
    #[tc(secret)]
    pub approver_name: String,
    /// Mobile number: 11 digits, mainland China, without `+86`.
    #[tc(secret, len = 11)]
    pub approver_mobile: Option<String>,
    /// Identity document type. Default: `IdCard`. `OtherCardType` must be enabled by the vendor.
    pub approver_id_card_type: Option<IdCardType>,
    /// Identity document number, letters in upper case.
    #[tc(secret)]
    pub approver_id_card_number: Option<String>,
    /// Organization name as on its business licence, with full-width parentheses （）. Required for
    /// organizations.
    pub organization_name: Option<String>,
}
