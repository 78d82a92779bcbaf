//! `ChannelUpdateSealStatus` (更新印章状态).

use super::models::KeyedOption;
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Disables a seal of an organization.
///
/// A disabled seal cannot be placed any more; `ChannelDescribeOrganizationSeals` lists it with
/// status `DISABLE` when that status is requested. This action cannot enable a seal again. To
/// exclude single employees, use `ChannelDeleteSealPolicies`.
///
/// If the operator's face must be verified, the response has links for it; pass one on to the
/// operator.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation` | The message gives the reason; check the seal's ID and status with `ChannelDescribeOrganizationSeals`. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "更新印章状态")]
#[tc_action(
    name = "ChannelUpdateSealStatus",
    version = "2021-05-26",
    response = ChannelUpdateSealStatusResponse,
    effect = idempotent,
    errors(
        "FailedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "更新印章状态",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelUpdateSealStatus"
)]
pub struct ChannelUpdateSealStatus {
    /// Application, organization and operator that make the call.
    pub agent: Agent,
    /// New status.
    pub status: SealStatusUpdate,
    /// Seal ID, returned when the seal was created.
    pub seal_id: String,
    /// Reason for the change, free text.
    pub reason: Option<String>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Options agreed with the vendor. Default: none.
    pub options: Option<Vec<KeyedOption>>,
}

/// New status of a seal.
#[tc_enum]
pub enum SealStatusUpdate {
    /// Disabled.
    Disable = "DISABLE",
}

/// Response of [`ChannelUpdateSealStatus`], with links if the operator's face must be verified.
#[tc_model]
pub struct ChannelUpdateSealStatusResponse {
    /// Mini program path for the operator's face verification, for opening it from an app or
    /// another mini program. Empty if no verification is required.
    #[tc(secret)]
    pub seal_operator_verify_path: Option<String>,
    /// URL of a QR code for the same verification. Empty if none is required.
    #[tc(secret)]
    pub seal_operator_verify_qrcode_url: Option<String>,
}
