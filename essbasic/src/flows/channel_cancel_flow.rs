//! `ChannelCancelFlow` (撤销合同流程).

use super::models::CancelMessageFormat;
use crate::models::UserInfo;
use crate::{Agent, tc_action};

/// Cancels a contract that is not yet signed by every party.
///
/// For a contract sent by mistake or with wrong content. A contract that is completely signed,
/// declined, cancelled, released or expired is left alone; release a completely signed one with
/// `ChannelCreateReleaseFlow`. The operator must have started the contract and be allowed to
/// cancel, or be the super administrator or the legal representative.
///
/// Each purchased contract comes with one free cancellation; while these last, a contract that is
/// unsigned, or signed only by authorization, returns its quota. Later cancellations still work but
/// return nothing. Signers see that the contract was cancelled and the reason; those who had
/// neither filled in nor signed anything can no longer read it.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.FlowHasTerminated`, `InvalidParameter.Status` | The contract is finished, perhaps because an earlier attempt cancelled it. `DescribeFlowDetailInfo` returns its status. |
/// | `InvalidParameter.CancelReason` | Shorten the reason or remove special characters. |
/// | `OperationDenied.Forbid` | Use the employee who started the contract, or the super administrator. |
/// | `OperationDenied.UserNotInOrganization` | Use an operator of the agent's organization. |
/// | `ResourceNotFound.Flow` | Check the contract ID, and that the agent's organization owns the contract. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "撤销合同流程")]
#[tc_action(
    name = "ChannelCancelFlow",
    version = "2021-05-26",
    effect = idempotent("OperationDenied.FlowHasTerminated", "InvalidParameter.Status"),
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.CancelReason",
        "InvalidParameter.ParamError",
        "InvalidParameter.Status",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.FlowHasTerminated",
        "OperationDenied.Forbid",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "撤销合同流程",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCancelFlow"
)]
pub struct ChannelCancelFlow {
    /// Contract ID, returned when the contract was started.
    pub flow_id: String,
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Reason, at most 200 Chinese characters, letters, digits and underscores.
    #[tc(len = ..=200)]
    pub cancel_message: Option<String>,
    /// Names shown with the reason. Default: `0`, organization and operator.
    pub cancel_message_format: Option<CancelMessageFormat>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}
