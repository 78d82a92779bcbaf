//! `ChannelCreateSealPolicy` (创建印章授权).

use super::models::KeyedOption;
use crate::models::{OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Grants employees of an organization permission to use one of its seals.
///
/// The seal must be enabled, see `ChannelDescribeOrganizationSeals`. Employees who already have
/// permission are skipped, so the call can be repeated; the response lists only new ones, and a
/// missing employee is not a failure. Revoke the permission with `ChannelDeleteSealPolicies`.
///
/// Without permission, an employee who signs with the seal must request it and wait for approval,
/// see `DescribeChannelSealPolicyWorkflowUrl`.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.HasAuthorized` | The employees already have permission. Nothing to do. |
/// | `InvalidParameter.ParamError` | Check the seal ID and the employee IDs. |
/// | `ResourceNotFound` | Check that seal and employees belong to this organization. |
/// | `InternalError.DependsDb` | Try again. |
#[doc(alias = "创建印章授权")]
#[tc_action(
    name = "ChannelCreateSealPolicy",
    version = "2021-05-26",
    response = ChannelCreateSealPolicyResponse,
    effect = idempotent("FailedOperation.HasAuthorized"),
    errors(
        "FailedOperation.HasAuthorized",
        "InternalError.DependsDb",
        "InvalidParameter.ParamError",
        "ResourceNotFound",
    ),
    title = "创建印章授权",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateSealPolicy"
)]
pub struct ChannelCreateSealPolicy {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Seal ID, 32 characters, returned when the seal was created. The console shows it in the
    /// seal's details.
    #[tc(len = 32)]
    pub seal_id: String,
    /// Employees, by the service's IDs (32 characters) or yours (at most 64).
    #[tc(items = 1.., len = ..=64)]
    pub user_ids: Vec<String>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Disabled by the vendor: the organization is part of `agent`.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Options agreed with the vendor. Default: none.
    pub options: Option<Vec<KeyedOption>>,
}

/// Response of [`ChannelCreateSealPolicy`].
#[tc_model]
pub struct ChannelCreateSealPolicyResponse {
    /// Employees who gained permission, by the kind of ID used in the request.
    pub user_ids: Vec<String>,
    /// Mini program path for the operator's face verification, for opening it from an app or
    /// another mini program. Empty if no verification is required.
    #[tc(secret)]
    pub seal_operator_verify_path: Option<String>,
    /// URL of a QR code for the same verification. Empty if none is required.
    #[tc(secret)]
    pub seal_operator_verify_qrcode_url: Option<String>,
}
