//! `CreateChannelSubOrganizationActive` (激活或者续期子企业).

use crate::{Agent, tc_action};

/// Activates organizations for one year, or renews them by one year. Uses one licence per
/// organization.
///
/// An active organization can start contracts; an inactive one can only read and sign them. It
/// becomes inactive again after its year. Renewal adds a year to an active organization and can be
/// repeated; an organization that has become inactive must be activated, not renewed.
///
/// **Every call uses licences**, so the client never repeats it. After an unknown outcome, check
/// `active_status` and `license_expire_time` in `DescribeChannelOrganizations` before trying again.
///
/// The console offers the same under 企业应用管理 > 子客企业管理. This action is not needed if the
/// application activates and renews automatically (应用扩展服务), or if `auto_active` was set in
/// `CreateConsoleLoginUrl`.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation`, `OperationDenied` | The message gives the reason: buy licences, or activate before renewing. |
/// | `InvalidParameter.ParamError` | Leave out organizations that are not verified. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "激活或者续期子企业")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/CreateChannelSubOrganizationActive"
)]
pub struct CreateChannelSubOrganizationActive {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Organizations, by your IDs. All must be verified.
    pub sub_organization_open_ids: Option<Vec<String>>,
    /// Renews instead of activating. Default: `false`.
    pub renew: Option<bool>,
}
