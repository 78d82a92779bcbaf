//! 取消一码多签签署码

use crate::models::UserInfo;
use crate::{Agent, tc_action};

/// Cancels a one-code-many-signers QR code that is still valid.
///
/// From then on nobody can start a contract by scanning it. Contracts that were started from it
/// before stay as they are; cancel those one by one. There is no way back: whoever wants the
/// code again creates a new one.
///
/// Nothing is charged and nobody is notified.
///
/// A code stops being valid by itself when it expires or when its last contract is started.
/// Cancelling it then, or a second time, is refused with `OperationDenied.QrInvalid`, which is
/// therefore good news to whoever only wants it gone.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.QrInvalid` | nothing: it was cancelled, has expired or is used up |
/// | `InvalidParameter.DataNotFound` | check the code's id, and that organization and operator exist in this application |
/// | `OperationDenied.Forbid` | use an agent of the organization that created the code |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include QR codes |
/// | `InternalError`, `InternalError.DbRead` | try again |
#[tc_action(
    name = "ChannelCancelMultiFlowSignQRCode",
    version = "2021-05-26",
    effect = idempotent("OperationDenied.QrInvalid"),
    errors(
        "InternalError",
        "InternalError.DbRead",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied.Forbid",
        "OperationDenied.QrInvalid",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "取消一码多签签署码",
    manual = "https://qian.tencent.com/developers/partnerApis/templates/ChannelCancelMultiFlowSignQRCode"
)]
pub struct ChannelCancelMultiFlowSignQRCode {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The id that creating the code returned, 32 characters. No action lists codes, so an id
    /// that was lost cannot be cancelled.
    #[tc(len = 32)]
    pub qr_code_id: String,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}
