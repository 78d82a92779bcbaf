//! 查询企业扩展服务授权详情

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists who may use an extended service: the employees, and for 授权签 other organizations too.
///
/// It knows two services, signing by authorization (授权签) and signing many contracts at once
/// (批量签署). Whether a service is on at all is told by `DescribeExtendedServiceAuthInfo`.
///
/// The operator must be the organization's super administrator or legal representative; any other
/// employee is refused with `OperationDenied`.
///
/// The answer comes in pages. `offset` counts **pages, not rows**: the next page is one more, not
/// `limit` more. One page has its part of both lists, so go on until both totals are reached.
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | use the super administrator or the legal representative as operator |
/// | `InvalidParameter.ParamError` | use a service of the list, and at most 200 a page |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
/// | `InternalError` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeExtendedServiceAuthDetail"
)]
pub struct DescribeExtendedServiceAuthDetail {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The operator is the super administrator or the legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The service that is asked about.
    pub extend_service_type: AuthorizedServiceType,
    /// How many entries a page has, at most 200; 20 unless given.
    #[tc(range = 1..=200)]
    pub limit: Option<i64>,
    /// Which page, counted from 0; the first unless given. This is not a number of rows.
    #[tc(range = 0..)]
    pub offset: Option<i64>,
}

/// An extended service that is given to employees and organizations one by one.
///
/// For `AutoSign` the manual's own example asks, and is answered, with `OPEN_SERVER_SIGN`, which
/// its list does not know.
#[tc_enum]
pub enum AuthorizedServiceType {
    /// Signing by authorization (企业授权签): seals are placed without anybody at hand.
    AutoSign = "AUTO_SIGN",
    /// Signing many contracts at once.
    BatchSign = "BATCH_SIGN",
}

/// One page of who may use the service.
#[tc_model]
pub struct DescribeExtendedServiceAuthDetailResponse {
    /// The service, and who may use it.
    pub auth_info_detail: AuthInfoDetail,
}

/// An extended service, and one page of who may use it.
#[tc_model]
pub struct AuthInfoDetail {
    /// The service that was asked about.
    pub r#type: Option<AuthorizedServiceType>,
    /// What the console calls it.
    #[tc(secret)]
    pub name: Option<String>,
    /// The employees who may use it.
    pub has_auth_user_list: Option<Vec<HasAuthUser>>,
    /// The organizations that let each other use it; for `AutoSign` only.
    pub has_auth_organization_list: Option<Vec<HasAuthOrganization>>,
    /// How many employees there are on all pages.
    pub auth_user_total: Option<i64>,
    /// How many entries of organizations there are on all pages.
    pub auth_organization_total: Option<i64>,
}

/// An organization that lets another place its seals by authorization (合作企业授权).
#[tc_model]
pub struct HasAuthOrganization {
    /// The organization that gave the authorization, by your own id.
    pub organization_open_id: Option<String>,
    /// Its name.
    pub organization_name: Option<String>,
    /// The organization that received it, by your own id.
    pub authorized_organization_open_id: Option<String>,
    /// Its name.
    pub authorized_organization_name: Option<String>,
    /// When it was given, in Unix seconds.
    pub authorize_time: Option<i64>,
}

/// An employee who may use the service.
#[tc_model]
pub struct HasAuthUser {
    /// Your own id of the employee.
    pub open_id: Option<String>,
}
