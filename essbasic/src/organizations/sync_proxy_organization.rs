//! 同步企业信息

use crate::models::{IdCardType, UserInfo};
use crate::{Agent, tc_action};

/// Tells the service an organization's details beforehand, so that nobody has to fill them in.
///
/// Call it before the first link of `CreateConsoleLoginUrl`; later it has no effect. What is told
/// must be as the business licence has it, or the organization cannot be verified by it. It costs
/// nothing and notifies nobody, and telling the same again does no harm.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.OrganizationName` | write the name as the licence has it, with full-width brackets |
/// | `InvalidParameter.UniformSocialCreditCode` | correct the credit code |
/// | `InvalidParameter.BusinessLicense`, `InvalidParameter.FileType` | give a PNG or JPG in base64, without a `data:` prefix |
/// | `LimitExceeded.FileSize` | make the picture smaller than 5 MB |
/// | `InvalidParameter.Name` | write the legal representative's name as the licence has it |
/// | `InvalidParameter.CardType`, `InvalidParameter.CardNumber` | use an identity card of the mainland: 18 characters, an X in upper case |
/// | `InvalidParameter.OrganizationId` | check your own id of the organization: it is for one organization only |
/// | `OperationDenied.BannedApplication` | ask the vendor: the application is banned |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=SyncProxyOrganization"
)]
pub struct SyncProxyOrganization {
    /// For whom: application and organization. No operator is needed.
    #[tc(require("ProxyOrganizationOpenId"))]
    pub agent: Agent,
    /// The organization's name, as its business licence has it and with full-width brackets （）.
    pub proxy_organization_name: String,
    /// The front of the business licence, a PNG or JPG of at most 5 MB, in base64.
    #[tc(secret)]
    pub business_license: Option<String>,
    /// The unified social credit code, at most 200 characters.
    #[tc(len = ..=200)]
    pub uniform_social_credit_code: Option<String>,
    /// The legal representative's name.
    #[tc(secret)]
    pub proxy_legal_name: Option<String>,
    /// Disabled by the vendor: this action needs no operator.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// The kind of the legal representative's identity document; the mainland's identity card
    /// unless given, and no other is accepted for now.
    pub proxy_legal_id_card_type: Option<IdCardType>,
    /// The number of the legal representative's identity document: 18 characters, an X in upper
    /// case.
    #[tc(secret)]
    pub proxy_legal_id_card_number: Option<String>,
    /// The organization's address, at most 500 characters, from the province down to the door:
    /// XX省XX市XX区 and the rest.
    #[tc(secret, len = ..=500)]
    pub proxy_address: Option<String>,
}
