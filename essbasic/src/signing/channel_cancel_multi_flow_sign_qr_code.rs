//! `ChannelCancelMultiFlowSignQRCode` (取消一码多签签署码).

use crate::models::UserInfo;
use crate::{Agent, tc_action};

/// Cancels a multi-signer QR code that has not expired.
///
/// After cancellation the code can no longer start contracts. Contracts already started from it are
/// not affected; cancel them individually. Cancellation is permanent: to use a code again, create a
/// new one.
///
/// No charge and no notifications.
///
/// A code also becomes invalid when it expires or when its last contract has been started.
/// Cancelling an invalid code fails with `OperationDenied.QrInvalid`, which is safe to treat as
/// success when the goal is for the code to be gone.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.QrInvalid` | The code is cancelled, expired or used up. Nothing to do. |
/// | `InvalidParameter.DataNotFound` | Check the code ID, and that organization and operator exist in this application. |
/// | `OperationDenied.Forbid` | Use an agent of the organization that created the code. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include QR codes. |
/// | `InternalError`, `InternalError.DbRead` | Try again. |
#[doc(alias = "取消一码多签签署码")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/templates/ChannelCancelMultiFlowSignQRCode"
)]
pub struct ChannelCancelMultiFlowSignQRCode {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// QR code ID, 32 characters, returned by `ChannelCreateMultiFlowSignQRCode`. No action lists
    /// codes, so a lost ID cannot be cancelled.
    #[tc(len = 32)]
    pub qr_code_id: String,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}
