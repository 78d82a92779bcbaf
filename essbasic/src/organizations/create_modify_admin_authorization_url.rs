//! 生成变更超管授权书链接

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes a link by which a super administrator uploads their power of attorney again.
///
/// Only for a verification whose power of attorney was turned down in review; the callback on the
/// review's result (授权书认证审核结果) says so and names the verification. Only who carried the
/// verification out can use the link. It does not expire; making another costs nothing, and nobody
/// is told of it.
///
/// `CreateOrganizationAuthFile` writes the power of attorney.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NoRoleAuth`, `ResourceNotFound.Flow` | check the verification's id, and that it is one of this application |
/// | `OperationDenied` | wait for the review: only what was turned down can be uploaded again |
/// | `InvalidParameter.ParamError` | the message says what |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
#[tc_action(
    name = "CreateModifyAdminAuthorizationUrl",
    version = "2021-05-26",
    response = CreateModifyAdminAuthorizationUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "FailedOperation.NoRoleAuth",
        "InternalError.DbRead",
        "InvalidParameter.ParamError",
        "OperationDenied",
        "ResourceNotFound.Application",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "生成变更超管授权书链接",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateModifyAdminAuthorizationUrl"
)]
pub struct CreateModifyAdminAuthorizationUrl {
    /// For whom: the application. Neither organization nor operator is needed.
    pub agent: Agent,
    /// The verification, by the id that the callback on the review's result tells.
    pub authorization_id: Option<String>,
    /// What opens the link; a long web address unless given.
    pub endpoint: Option<AdminAuthorizationEndpoint>,
}

/// What opens a link by which a power of attorney is uploaded again.
#[tc_enum]
pub enum AdminAuthorizationEndpoint {
    /// A long web address that opens the mini program; for text messages and H5 pages.
    Http = "HTTP",
    /// A short web address that does the same.
    HttpShortUrl = "HTTP_SHORT_URL",
    /// The path that opens the mini program from an app or another mini program.
    App = "APP",
    /// The web console, on a computer.
    Pc = "PC",
}

/// The link.
#[tc_model]
pub struct CreateModifyAdminAuthorizationUrlResponse {
    /// The link, or the mini program's path, by the endpoint that was asked for. It does not
    /// expire.
    #[tc(secret)]
    pub url: Option<String>,
}
