//! `DescribeExtendedServiceAuthDetail` (查询企业扩展服务授权详情).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists the employees, and for auto-sign (授权签) the organizations, that may use an extended
/// service.
///
/// Supports two services: auto-sign and batch signing (批量签署). To check whether a service is
/// enabled at all, use `DescribeExtendedServiceAuthInfo`.
///
/// The operator must be the organization's super administrator or legal representative; calls of
/// other employees fail with `OperationDenied`.
///
/// The response is paginated. `offset` counts **pages, not rows**: increase it by one, not by
/// `limit`. Each page has a part of both lists, so continue until both totals are reached. No
/// charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Use the super administrator or legal representative as operator. |
/// | `InvalidParameter.ParamError` | Use a listed service, and at most 200 entries per page. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
/// | `InternalError` | Try again. |
#[doc(alias = "查询企业扩展服务授权详情")]
#[tc_action(
    name = "DescribeExtendedServiceAuthDetail",
    version = "2021-05-26",
    response = DescribeExtendedServiceAuthDetailResponse,
    effect = read,
    paginate(
        item = HasAuthUser,
        items = auth_info_detail.has_auth_user_list,
        total = auth_info_detail.auth_user_total,
        offset = pages,
        page_size = 200
    ),
    paginate(
        name = stream_organizations,
        item = HasAuthOrganization,
        items = auth_info_detail.has_auth_organization_list,
        total = auth_info_detail.auth_organization_total,
        offset = pages,
        page_size = 200
    ),
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
    title = "查询企业扩展服务授权详情",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeExtendedServiceAuthDetail"
)]
pub struct DescribeExtendedServiceAuthDetail {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The operator is the super administrator or legal
    /// representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Service to query.
    pub extend_service_type: AuthorizedServiceType,
    /// Page size, at most 200. Default: 20.
    #[tc(range = 1..=200)]
    pub limit: Option<i64>,
    /// Page number, starting at 0, not a number of rows. Default: 0.
    #[tc(range = 0..)]
    pub offset: Option<i64>,
}

/// Extended service that is granted to individual employees and organizations.
///
/// The API reference's example uses the undocumented value `OPEN_SERVER_SIGN` for `AutoSign`, in
/// request and response.
#[tc_enum]
pub enum AuthorizedServiceType {
    /// Auto-sign (企业授权签): seals are placed automatically.
    AutoSign = "AUTO_SIGN",
    /// Batch signing: many contracts are signed at once.
    BatchSign = "BATCH_SIGN",
}

/// Response of [`DescribeExtendedServiceAuthDetail`].
#[tc_model]
pub struct DescribeExtendedServiceAuthDetailResponse {
    /// The service and one page of its users.
    pub auth_info_detail: AuthInfoDetail,
}

/// Extended service and one page of its users.
#[tc_model]
pub struct AuthInfoDetail {
    /// Service, as requested.
    pub r#type: Option<AuthorizedServiceType>,
    /// Name of the service in the console.
    #[tc(secret)]
    pub name: Option<String>,
    /// Employees who may use the service.
    pub has_auth_user_list: Option<Vec<HasAuthUser>>,
    /// Organizations that authorize each other to use the service. Only for `AutoSign`.
    pub has_auth_organization_list: Option<Vec<HasAuthOrganization>>,
    /// Total number of employees across all pages.
    pub auth_user_total: Option<i64>,
    /// Total number of organization entries across all pages.
    pub auth_organization_total: Option<i64>,
}

/// Organization that authorizes another to place its seals by auto-sign (合作企业授权).
#[tc_model]
pub struct HasAuthOrganization {
    /// Authorizing organization, by your ID.
    pub organization_open_id: Option<String>,
    /// Name of the authorizing organization.
    pub organization_name: Option<String>,
    /// Authorized organization, by your ID.
    pub authorized_organization_open_id: Option<String>,
    /// Name of the authorized organization.
    pub authorized_organization_name: Option<String>,
    /// Time of the authorization, Unix time in seconds.
    pub authorize_time: Option<i64>,
}

/// Employee who may use the service.
#[tc_model]
pub struct HasAuthUser {
    /// Your ID for the employee.
    pub open_id: Option<String>,
}
