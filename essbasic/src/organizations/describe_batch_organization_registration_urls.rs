//! `DescribeBatchOrganizationRegistrationUrls` (查询子企业批量认证链接).

use crate::{Agent, tc_action, tc_model};

/// Returns the verification links of organizations registered in a batch.
///
/// Links are prepared after `CreateBatchOrganizationRegistrationTasks`, usually within 3 to 5
/// seconds; repeat the call while the list is empty. A link works once. It is valid for 5 minutes
/// if it opens in a desktop browser, otherwise for one year, depending on the `endpoint` of the
/// registration. An organization with invalid details has a reason instead of a link.
///
/// Keep the sub-task IDs for `DescribeBatchOrganizationRegistrationTasks` and
/// `CreateBatchOrganizationAuthorizationUrl`. No charge and no notifications: pass the links on
/// yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | Check the task ID, and use the application that registered the batch. |
/// | `OperationDenied.OrganizationClosing` | The organization is closing its account. Nothing can be done. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "查询子企业批量认证链接")]
#[tc_action(
    name = "DescribeBatchOrganizationRegistrationUrls",
    version = "2021-05-26",
    response = DescribeBatchOrganizationRegistrationUrlsResponse,
    effect = read,
    wait(status = organization_auth_urls.sub_task_id, done("*"), interval = 3..=15),
    errors(
        "InvalidParameter.ParamError",
        "OperationDenied.OrganizationClosing",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "查询子企业批量认证链接",
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/DescribeBatchOrganizationRegistrationUrls"
)]
pub struct DescribeBatchOrganizationRegistrationUrls {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// Task ID returned by `CreateBatchOrganizationRegistrationTasks`.
    pub task_id: String,
}

/// Response of [`DescribeBatchOrganizationRegistrationUrls`].
#[tc_model]
pub struct DescribeBatchOrganizationRegistrationUrlsResponse {
    /// Links, one entry per organization. Empty while they are being prepared.
    pub organization_auth_urls: Option<Vec<OrganizationAuthUrl>>,
}

/// Verification link of one organization, or the reason for not having one.
#[tc_model]
pub struct OrganizationAuthUrl {
    /// Link. Works once. Make sure that no encoder turns its `&` into `\u0026`.
    #[tc(secret)]
    pub auth_url: Option<String>,
    /// Reason for the missing link, such as name, credit code and legal representative that do not
    /// match.
    #[tc(secret)]
    pub error_message: Option<String>,
    /// Name of the organization, as registered.
    pub organization_name: Option<String>,
    /// Registration ID, for `CreateBatchOrganizationAuthorizationUrl` and
    /// `DescribeBatchOrganizationRegistrationTasks`.
    pub sub_task_id: Option<String>,
}
