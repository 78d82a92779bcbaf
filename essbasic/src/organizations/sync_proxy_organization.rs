//! `SyncProxyOrganization` (同步企业信息).

use crate::models::{IdCardType, UserInfo};
use crate::{Agent, tc_action};

/// Submits an organization's details in advance, so that they need not be entered during
/// verification.
///
/// Call it before the first `CreateConsoleLoginUrl`; later calls have no effect. The details must
/// match the business licence, otherwise verification fails. Repeating the call is safe. No charge
/// and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.OrganizationName` | Use the name on the business licence, with full-width brackets. |
/// | `InvalidParameter.UniformSocialCreditCode` | Correct the credit code. |
/// | `InvalidParameter.BusinessLicense`, `InvalidParameter.FileType` | Send a PNG or JPG as Base64, without a `data:` prefix. |
/// | `LimitExceeded.FileSize` | Reduce the image to less than 5 MB. |
/// | `InvalidParameter.Name` | Use the legal representative's name on the business licence. |
/// | `InvalidParameter.CardType`, `InvalidParameter.CardNumber` | Use a mainland identity card: 18 characters, upper-case X. |
/// | `InvalidParameter.OrganizationId` | Check your ID for the organization: it belongs to one organization only. |
/// | `OperationDenied.BannedApplication` | The application is banned. Contact the vendor. |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "同步企业信息")]
#[tc_action(
    name = "SyncProxyOrganization",
    version = "2021-05-26",
    effect = idempotent,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.BusinessLicense",
        "InvalidParameter.CardNumber",
        "InvalidParameter.CardType",
        "InvalidParameter.FileType",
        "InvalidParameter.Name",
        "InvalidParameter.OrganizationId",
        "InvalidParameter.OrganizationName",
        "InvalidParameter.ParamError",
        "InvalidParameter.UniformSocialCreditCode",
        "LimitExceeded.FileSize",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.BannedApplication",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.ApplicationId",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "同步企业信息",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=SyncProxyOrganization"
)]
pub struct SyncProxyOrganization {
    /// Application and organization that make the call. No operator is needed.
    #[tc(require("ProxyOrganizationOpenId"))]
    pub agent: Agent,
    /// Name of the organization on its business licence, with full-width brackets （）.
    pub proxy_organization_name: String,
    /// Front of the business licence: PNG or JPG, at most 5 MB, Base64.
    #[tc(secret)]
    pub business_license: Option<String>,
    /// Unified social credit code, at most 200 characters.
    #[tc(len = ..=200)]
    pub uniform_social_credit_code: Option<String>,
    /// Name of the legal representative.
    #[tc(secret)]
    pub proxy_legal_name: Option<String>,
    /// Disabled by the vendor: this action needs no operator.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Identity document type of the legal representative. Default: mainland identity card,
    /// currently the only supported type.
    pub proxy_legal_id_card_type: Option<IdCardType>,
    /// Identity document number of the legal representative: 18 characters, upper-case X.
    #[tc(secret)]
    pub proxy_legal_id_card_number: Option<String>,
    /// Address of the organization, at most 500 characters, from province to street number:
    /// XX省XX市XX区 followed by the rest.
    #[tc(secret, len = ..=500)]
    pub proxy_address: Option<String>,
}
