//! `CreateBatchInitOrganizationUrl` (批量操作企业初始化).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates links with which one person sets up many organizations at once: seals and auto-sign.
///
/// The organizations must be verified and belong to this application. The person who opens a link
/// must be super administrator or legal representative of every one of them. All four links of the
/// response lead to the same page and are valid for 7 days. Nothing is set up until the person
/// completes the page. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.Status` | Leave out organizations that are not verified yet. |
/// | `OperationDenied` | The message gives the reason. |
/// | `OperationDenied.NoFlowPermission` | Use only organizations of this application. |
/// | `ResourceNotFound` | Check the organization IDs. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
/// | `UnknownParameter`, `UnsupportedOperation` | Check the operations. |
#[doc(alias = "批量操作企业初始化")]
#[tc_action(
    name = "CreateBatchInitOrganizationUrl",
    version = "2021-05-26",
    response = CreateBatchInitOrganizationUrlResponse,
    effect = link,
    errors(
        "FailedOperation.NotAvailableSignReview",
        "InternalError",
        "InternalError.Db",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "InvalidParameter.Status",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NoFlowPermission",
        "ResourceNotFound",
        "ResourceNotFound.Flow",
        "ResourceUnavailable",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "批量操作企业初始化",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateBatchInitOrganizationUrl"
)]
pub struct CreateBatchInitOrganizationUrl {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// Operations to perform, at least one. The API reference's example also sends
    /// `AUTH_JOIN_ORGANIZATION_GROUP`, which is not documented.
    pub operate_types: Vec<InitOperation>,
    /// Organizations, by your IDs, at most 50.
    #[tc(items = 1..=50)]
    pub proxy_organization_open_ids: Vec<String>,
    /// Authorizes the application's own platform to place the organizations' seals. Set to `true`
    /// for that purpose, together with [`InitOperation::PartnerAutoSignAuth`].
    pub is_authorize_platform_application: Option<bool>,
    /// Partner organization that may place the organizations' seals, by your ID. Required with
    /// [`InitOperation::PartnerAutoSignAuth`], unless the platform is authorized.
    pub authorized_proxy_organization_open_id: Option<String>,
}

/// Setup operation of an organization.
#[tc_enum]
pub enum InitOperation {
    /// Creates a seal.
    CreateSeal = "CREATE_SEAL",
    /// Enables auto-sign for the organization (企业授权签署).
    OpenAutoSign = "OPEN_AUTO_SIGN",
    /// Authorizes a partner or the platform to place the organization's seal (授权签).
    PartnerAutoSignAuth = "PARTNER_AUTO_SIGN_AUTH",
}

/// Response of [`CreateBatchInitOrganizationUrl`]: four links to the same page, valid for 7 days.
/// Anyone who has one can open it.
#[tc_model]
pub struct CreateBatchInitOrganizationUrlResponse {
    /// Mini program path, for opening it from an app or another mini program.
    #[tc(secret)]
    pub mini_app_path: String,
    /// Long URL.
    #[tc(secret)]
    pub operate_long_url: String,
    /// Short URL.
    #[tc(secret)]
    pub operate_short_url: String,
    /// URL of a QR code image.
    #[tc(rename = "QRCodeUrl", secret)]
    pub qr_code_url: String,
}
