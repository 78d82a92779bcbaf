//! 删除印章授权

use crate::models::{OrganizationInfo, UserInfo};
use crate::{Agent, tc_action};

/// Takes the right to use a seal away from employees of an organization.
///
/// Whoever of them comes to place the seal afterwards has to apply for it, and can go on when
/// that is approved, see `DescribeChannelSealPolicyWorkflowUrl`. `ChannelCreateSealPolicy` gives
/// the right back. `ChannelUpdateSealStatus` takes the seal out of use for everybody.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | check the seal's id and the employees' |
/// | `ResourceNotFound` | check that seal and employees belong to this organization; who may use it is in `ChannelDescribeOrganizationSeals` |
/// | `InternalError.DependsDb` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDeleteSealPolicies"
)]
pub struct ChannelDeleteSealPolicies {
    /// For whom: the organization and its operator, in your application.
    pub agent: Agent,
    /// The seal, by the id that creating it returned.
    pub seal_id: String,
    /// The employees, by the service's ids or by your own (at most 64 characters).
    #[tc(items = 1.., len = ..=64)]
    pub user_ids: Vec<String>,
    /// Disabled by the vendor; the organization stands in the agent.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}
