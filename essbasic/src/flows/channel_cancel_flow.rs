//! 撤销合同流程

use super::models::CancelMessageFormat;
use crate::models::UserInfo;
use crate::{Agent, tc_action};

/// Cancels a contract that is not signed by all yet.
///
/// For a contract that was sent by mistake or with mistakes in it. One that was signed by all,
/// refused, cancelled or released, or that has expired, stays as it is; what everybody has signed
/// is ended by `ChannelCreateReleaseFlow`. The operator must have started the contract and have the
/// right to cancel, or be the super administrator or the legal representative.
///
/// A contract that nobody has signed, or only somebody by authorization, gives its quota back, as
/// long as the free cancellations last: one for each contract that was bought. Signers see that it
/// was cancelled, and why; who had neither filled in nor signed can no longer read it.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.FlowHasTerminated`, `InvalidParameter.Status` | nothing: the contract has ended, perhaps by your own earlier call; `DescribeFlowDetailInfo` tells how |
/// | `InvalidParameter.CancelReason` | shorten the reason, or take special characters out |
/// | `OperationDenied.Forbid` | use who started the contract, or the super administrator |
/// | `OperationDenied.UserNotInOrganization` | use an operator of the agent's organization |
/// | `ResourceNotFound.Flow` | check the contract's id and whose it is |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCancelFlow"
)]
pub struct ChannelCancelFlow {
    /// The contract, by the id that starting it returned.
    pub flow_id: String,
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Why, at most 200 characters.
    #[tc(len = ..=200)]
    pub cancel_message: Option<String>,
    /// Who is named beside the reason; organization and operator unless given.
    pub cancel_message_format: Option<CancelMessageFormat>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}
