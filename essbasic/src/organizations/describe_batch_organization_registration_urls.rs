//! 查询子企业批量认证链接

use crate::{Agent, tc_action, tc_model};

/// Tells the links by which organizations verify that were registered in a batch.
///
/// They are prepared after `CreateBatchOrganizationRegistrationTasks`, usually within 3 to 5
/// seconds, at times later; ask again while the list is empty. A link works once. It lives for 5
/// minutes if it opens in a browser on a computer and for a year otherwise, as the registration
/// asked for. An organization whose details are wrong has a reason instead of a link. Nobody is
/// sent anything: pass the links on yourself.
///
/// Keep the ids of the sub-tasks: `DescribeBatchOrganizationRegistrationTasks` and
/// `CreateBatchOrganizationAuthorizationUrl` take them.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | check the task's id, and that the application is the one that registered |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is closing its account |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
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
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/DescribeBatchOrganizationRegistrationUrls"
)]
pub struct DescribeBatchOrganizationRegistrationUrls {
    /// For whom: the application. Neither organization nor operator is needed.
    pub agent: Agent,
    /// The task, by the id that `CreateBatchOrganizationRegistrationTasks` returned.
    pub task_id: String,
}

/// The links, as far as they are ready.
#[tc_model]
pub struct DescribeBatchOrganizationRegistrationUrlsResponse {
    /// One entry for each organization; none while they are being prepared.
    pub organization_auth_urls: Option<Vec<OrganizationAuthUrl>>,
}

/// An organization's link, or why it has none.
#[tc_model]
pub struct OrganizationAuthUrl {
    /// The link. It works once; do not let an encoder turn its `&` into `\u0026`.
    #[tc(secret)]
    pub auth_url: Option<String>,
    /// Why there is no link: name, credit code and legal representative do not belong together, for
    /// instance.
    #[tc(secret)]
    pub error_message: Option<String>,
    /// The organization's name, as the registration gave it.
    pub organization_name: Option<String>,
    /// The registration's id, for `CreateBatchOrganizationAuthorizationUrl` and
    /// `DescribeBatchOrganizationRegistrationTasks`.
    pub sub_task_id: Option<String>,
}
