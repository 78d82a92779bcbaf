//! 修改签署流程截止时间

use crate::{Agent, tc_action};

/// Gives a contract that has been started, or one of its signers, more time.
///
/// Without `recipient_id` the contract's deadline moves, and with it that of the signers who were
/// given none of their own. With it that one signer's deadline moves and nothing else.
///
/// The operator must be the super administrator or legal representative of the organization that
/// started the contract, or the employee who started it. A new deadline lies ahead of now and
/// behind the old one; it cannot be brought forward.
///
/// - The contract's: at least one party must still have to sign. A contract that is signed,
///   refused, expired, cancelled or released stays as it is.
/// - A signer's: they must neither have signed nor refused, and their contract not have ended. The
///   new deadline lies before the contract's own and, where signers sign in order, no later than
///   that of the next.
///
/// Contracts of a group cannot be given more time. Nothing is charged. As a deadline must be later
/// than the old one, the same call a second time is refused; if the outcome of the first is
/// unknown, `DescribeFlowDetailInfo` tells the contract's deadline.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation` | check the new deadline against the rules above, and whether it was set already |
/// | `InvalidParameter.Status` | nothing: contract or signer are done, or have ended |
/// | `OperationDenied.NoFlowPermission` | use the operator who started it, the super administrator or the legal representative |
/// | `ResourceNotFound.Flow` | check the contract's id, and that the agent's organization started it |
/// | `FailedOperation.NotAvailableSignReview` | nothing: the contract's status does not allow it |
/// | `InvalidParameter.ParamError` | give the deadline in seconds, and check `recipient_id` |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ModifyFlowDeadline"
)]
pub struct ModifyFlowDeadline {
    /// For whom: application, organization and operator.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract, by the id that starting it returned, 32 characters. The console shows it as
    /// 合同ID.
    #[tc(len = 32)]
    pub flow_id: String,
    /// The new deadline of the contract or the signer, in Unix seconds; later than now and than
    /// the old one.
    #[tc(range = 1..=9_999_999_999)]
    pub deadline: i64,
    /// The signer whose deadline moves, by the party's id, 32 characters; the whole contract unless
    /// given. Starting the contract returned it in `FlowApprovers`, and `DescribeFlowDetailInfo`
    /// tells it again.
    #[tc(len = 32)]
    pub recipient_id: Option<String>,
}
