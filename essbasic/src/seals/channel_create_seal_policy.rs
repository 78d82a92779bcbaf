//! 创建印章授权

use super::models::KeyedOption;
use crate::models::{OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Lets employees of an organization use one of its seals.
///
/// The seal must be in use, see `ChannelDescribeOrganizationSeals`. Who may use it already is
/// passed over, so the call may be repeated, and its answer names only those who are new;
/// being missing there is no failure. `ChannelDeleteSealPolicies` takes the right away.
///
/// Without this right an employee who comes to place the seal has to apply for it, and somebody
/// has to approve that, see `DescribeChannelSealPolicyWorkflowUrl`.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.HasAuthorized` | nothing: they may use the seal already |
/// | `InvalidParameter.ParamError` | check the seal's id and the employees' |
/// | `ResourceNotFound` | check that seal and employees belong to this organization |
/// | `InternalError.DependsDb` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateSealPolicy"
)]
pub struct ChannelCreateSealPolicy {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The seal, by the id that creating it returned, 32 characters. The console also shows it,
    /// in the seal's details.
    #[tc(len = 32)]
    pub seal_id: String,
    /// The employees, by the service's ids (32 characters) or by your own (at most 64).
    #[tc(items = 1.., len = ..=64)]
    pub user_ids: Vec<String>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Disabled by the vendor; the organization stands in the agent.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// What the vendor has arranged with you; none unless given.
    pub options: Option<Vec<KeyedOption>>,
}

/// Who may use the seal from now on.
#[tc_model]
pub struct ChannelCreateSealPolicyResponse {
    /// The employees who could not use the seal before and now can, by the kind of id that the
    /// call named them with.
    pub user_ids: Vec<String>,
    /// The path that opens the mini program, from an app or another mini program, where the
    /// operator has their face checked; empty where no check is asked for.
    #[tc(secret)]
    pub seal_operator_verify_path: Option<String>,
    /// The address of a QR code that leads to the same check; empty where none is asked for.
    #[tc(secret)]
    pub seal_operator_verify_qrcode_url: Option<String>,
}
