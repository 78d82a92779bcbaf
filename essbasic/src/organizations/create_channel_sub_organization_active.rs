//! 激活或者续期子企业

use crate::{Agent, tc_action};

/// Activates organizations for a year, or renews them by one: each takes one licence.
///
/// An organization that is active can start contracts; one that is not can only read and sign them.
/// After its year it is inactive again. Renewing adds a year to an organization that is active, and
/// can be done several times over; one that has become inactive is activated, not renewed.
///
/// **Every call spends licences**, so the client never repeats it by itself. When no answer came,
/// look at `active_status` and `license_expire_time` of `DescribeChannelOrganizations` before you
/// try again.
///
/// The console does the same under 企业应用管理, 子客企业管理. Neither is needed when the application activates
/// and renews by itself (应用扩展服务), or where `auto_active` of `CreateConsoleLoginUrl` was set.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation`, `OperationDenied` | the message says why: buy licences, or activate before you renew |
/// | `InvalidParameter.ParamError` | leave out organizations that are not verified |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
#[tc_action(
    name = "CreateChannelSubOrganizationActive",
    version = "2021-05-26",
    effect = charge,
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "ResourceNotFound.Application",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "激活或者续期子企业",
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/CreateChannelSubOrganizationActive"
)]
pub struct CreateChannelSubOrganizationActive {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The organizations, by your own ids; all of them must be verified.
    pub sub_organization_open_ids: Option<Vec<String>>,
    /// Whether they are renewed. Unless given, they are activated.
    pub renew: Option<bool>,
}
