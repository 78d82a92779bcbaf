//! `ChannelDeleteSealPolicies` (删除印章授权).

use crate::models::{OrganizationInfo, UserInfo};
use crate::{Agent, tc_action};

/// Revokes permission to use a seal from employees of an organization.
///
/// Afterwards, an employee who signs with the seal must request permission and wait for approval,
/// see `DescribeChannelSealPolicyWorkflowUrl`. Grant permission again with
/// `ChannelCreateSealPolicy`. To disable the seal for all employees, use `ChannelUpdateSealStatus`.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | Check the seal ID and the employee IDs. |
/// | `ResourceNotFound` | Check that seal and employees belong to this organization; `ChannelDescribeOrganizationSeals` lists the employees with permission. |
/// | `InternalError.DependsDb` | Try again. |
#[doc(alias = "删除印章授权")]
#[tc_action(
    name = "ChannelDeleteSealPolicies",
    version = "2021-05-26",
    effect = idempotent,
    errors(
        "InternalError.DependsDb",
        "InvalidParameter.ParamError",
        "ResourceNotFound",
    ),
    title = "删除印章授权",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDeleteSealPolicies"
)]
pub struct ChannelDeleteSealPolicies {
    /// Application, organization and operator that make the call.
    pub agent: Agent,
    /// Seal ID, returned when the seal was created.
    pub seal_id: String,
    /// Employees, by the service's IDs or yours (at most 64 characters).
    #[tc(items = 1.., len = ..=64)]
    pub user_ids: Vec<String>,
    /// Disabled by the vendor: the organization is part of `agent`.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}
