//! 批量操作企业初始化

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes links by which one person sets up many organizations at once: seals, authorized signing.
///
/// The organizations must be verified and belong to this application, and whoever opens a link must
/// be super administrator or legal representative of every one of them. The four links do the same
/// in different places, and are good for 7 days. Nothing is set up until the person has gone
/// through with it; making links costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.Status` | leave out organizations that are not verified yet |
/// | `OperationDenied` | the message says why |
/// | `OperationDenied.NoFlowPermission` | use organizations of this application only |
/// | `ResourceNotFound` | check the organizations' ids |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
/// | `UnknownParameter`, `UnsupportedOperation` | check the operations |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateBatchInitOrganizationUrl"
)]
pub struct CreateBatchInitOrganizationUrl {
    /// For whom: the application. Neither organization nor operator is needed.
    pub agent: Agent,
    /// What is set up; one or more operations. The manual's example also sends
    /// `AUTH_JOIN_ORGANIZATION_GROUP`, which it does not explain.
    pub operate_types: Vec<InitOperation>,
    /// The organizations, at most 50, by your own ids.
    #[tc(items = 1..=50)]
    pub proxy_organization_open_ids: Vec<String>,
    /// Whether it is the application's own platform that the organizations let place their seals.
    /// Give `true` for that, with [`InitOperation::PartnerAutoSignAuth`].
    pub is_authorize_platform_application: Option<bool>,
    /// The partner that the organizations let place their seals, by your own id of it. Required
    /// with [`InitOperation::PartnerAutoSignAuth`] unless it is for the platform.
    pub authorized_proxy_organization_open_id: Option<String>,
}

/// What is set up for an organization.
#[tc_enum]
pub enum InitOperation {
    /// A seal is made.
    CreateSeal = "CREATE_SEAL",
    /// Authorized signing (企业授权签署) is switched on.
    OpenAutoSign = "OPEN_AUTO_SIGN",
    /// A partner or the platform is let place the organization's seal (授权签).
    PartnerAutoSignAuth = "PARTNER_AUTO_SIGN_AUTH",
}

/// The same page, in four ways. All are good for 7 days, and open it to whoever has them.
#[tc_model]
pub struct CreateBatchInitOrganizationUrlResponse {
    /// The path that opens the mini program from an app or another mini program.
    #[tc(secret)]
    pub mini_app_path: String,
    /// The long web address.
    #[tc(secret)]
    pub operate_long_url: String,
    /// The short web address.
    #[tc(secret)]
    pub operate_short_url: String,
    /// The address of a QR code's picture.
    #[tc(rename = "QRCodeUrl", secret)]
    pub qr_code_url: String,
}
