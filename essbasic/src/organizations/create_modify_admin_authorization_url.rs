//! `CreateModifyAdminAuthorizationUrl` (生成变更超管授权书链接).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link with which a super administrator uploads a power of attorney again.
///
/// Possible only after the review rejected the earlier one; the review callback
/// (授权书认证审核结果) reports the rejection and the verification's ID. Only the person who
/// performed the verification can use the link, which does not expire. Create the document with
/// `CreateOrganizationAuthFile`.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NoRoleAuth`, `ResourceNotFound.Flow` | Check that the verification ID is one of this application. |
/// | `OperationDenied` | Wait for the review: only a rejected power of attorney can be uploaded again. |
/// | `InvalidParameter.ParamError` | The message names the invalid field. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "生成变更超管授权书链接")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateModifyAdminAuthorizationUrl"
)]
pub struct CreateModifyAdminAuthorizationUrl {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// Verification ID, from the review callback.
    pub authorization_id: Option<String>,
    /// Link format. Default: long URL.
    pub endpoint: Option<AdminAuthorizationEndpoint>,
}

/// Link format for uploading a power of attorney again.
#[tc_enum]
pub enum AdminAuthorizationEndpoint {
    /// Long URL that opens the mini program. Suitable for text messages and H5 pages.
    Http = "HTTP",
    /// Short URL that opens the mini program.
    HttpShortUrl = "HTTP_SHORT_URL",
    /// Mini program path, for opening it from an app or another mini program.
    App = "APP",
    /// Web console, in a desktop browser.
    Pc = "PC",
}

/// Response of [`CreateModifyAdminAuthorizationUrl`].
#[tc_model]
pub struct CreateModifyAdminAuthorizationUrlResponse {
    /// Link or mini program path, depending on `endpoint`. Does not expire.
    #[tc(secret)]
    pub url: Option<String>,
}
