//! `ModifyFlowDeadline` (修改签署流程截止时间).

use crate::{Agent, tc_action};

/// Extends the signing deadline of a running contract or of one of its signers.
///
/// Without `recipient_id`, extends the contract's deadline and that of every signer who has no
/// deadline of their own. With `recipient_id`, extends only that signer's deadline.
///
/// The operator must be the super administrator or legal representative of the organization that
/// started the contract, or the employee who started it. The new deadline must be later than both
/// the current time and the old deadline.
///
/// - Contract: at least one party has yet to sign. A contract that is signed, declined, expired,
///   cancelled or released cannot be extended.
/// - Signer: has neither signed nor declined, and the contract is not finished. The new deadline
///   must be before the contract's deadline and, with a signing order, not after that of the next
///   signer.
///
/// Contracts in groups cannot be extended. No charge. Because a deadline must be later than the
/// previous one, repeating a successful call is rejected. If the outcome of a call is unknown,
/// `DescribeFlowDetailInfo` returns the contract's deadline.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation` | Check the new deadline against the rules above, and whether it is already set. |
/// | `InvalidParameter.Status` | The contract or signer is finished. Nothing to do. |
/// | `OperationDenied.NoFlowPermission` | Use the employee who started the contract, the super administrator or the legal representative. |
/// | `ResourceNotFound.Flow` | Check the contract ID, and that the agent's organization started it. |
/// | `FailedOperation.NotAvailableSignReview` | The contract's status does not allow it. Nothing to do. |
/// | `InvalidParameter.ParamError` | Give the deadline in seconds, and check `recipient_id`. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "修改签署流程截止时间")]
#[tc_action(
    name = "ModifyFlowDeadline",
    version = "2021-05-26",
    effect = idempotent,
    errors(
        "FailedOperation",
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
    title = "修改签署流程截止时间",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ModifyFlowDeadline"
)]
pub struct ModifyFlowDeadline {
    /// Application, organization and operator that make the call.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract ID, 32 characters, returned when the contract was started. The console shows it as
    /// 合同ID.
    #[tc(len = 32)]
    pub flow_id: String,
    /// New deadline, Unix time in seconds. Must be later than the current time and the old
    /// deadline.
    #[tc(range = 1..=33_162_419_560)]
    pub deadline: i64,
    /// Recipient ID of the signer to extend, 32 characters, returned in `FlowApprovers` when the
    /// contract was started and by `DescribeFlowDetailInfo`. Default: the whole contract.
    #[tc(len = 32)]
    pub recipient_id: Option<String>,
}
