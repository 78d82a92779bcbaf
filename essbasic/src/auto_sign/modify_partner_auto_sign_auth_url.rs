//! `ModifyPartnerAutoSignAuthUrl` (更新企业授权签授权链接).

use super::models::AutoSignSealType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link with which an organization changes the seals that it authorized another to place.
///
/// For authorizations created with a link of `CreatePartnerAutoSignAuthUrl`. Only the seals can
/// change, not the partner. As there, the partner is the authorized organization, or with
/// `auth_to_me` the authorizing one.
///
/// Both organizations must be verified and in the same application. The operator, and the person
/// who opens the link, must be super administrator or legal representative of their organization.
/// If the authorizing organization has not enabled auto-sign (授权签) yet, the link first guides it
/// through that.
///
/// The link is valid for 7 days. No charge and no notifications: pass the link on yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Use a super administrator or legal representative as operator, and verified organizations. |
/// | `FailedOperation` | See the message: there may be no authorization to change. |
/// | `InvalidParameter.ParamError` | Check the name against the business licence, with full-width brackets （）. |
/// | `MissingParameter` | Set the partner by ID or name, or authorize the platform. |
/// | `ResourceNotFound.Application` | Check the application ID, and that the partner belongs to it. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "更新企业授权签授权链接")]
#[tc_action(
    name = "ModifyPartnerAutoSignAuthUrl",
    version = "2021-05-26",
    response = ModifyPartnerAutoSignAuthUrlResponse,
    effect = link,
    at_most_one("AuthorizedOrganizationId", "AuthorizedOrganizationName"),
    at_least_one(
        "AuthorizedOrganizationId",
        "AuthorizedOrganizationName",
        "PlatformAppAuthorization"
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
    title = "更新企业授权签授权链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ModifyPartnerAutoSignAuthUrl"
)]
pub struct ModifyPartnerAutoSignAuthUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The operator is the super administrator or legal
    /// representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Partner, by the ID that the vendor assigned (OrganizationId). Alternative to
    /// `authorized_organization_name`.
    pub authorized_organization_id: Option<String>,
    /// Partner, by the name on its business licence, with full-width brackets （）. Alternative to
    /// `authorized_organization_id`.
    pub authorized_organization_name: Option<String>,
    /// Authorizes the platform's application instead of a partner, which is then left out. The
    /// vendor must enable it for the account. Default: `false`.
    pub platform_app_authorization: Option<bool>,
    /// Makes the partner authorize the organization of `agent`. Default: `false`, the organization
    /// authorizes the partner.
    pub auth_to_me: Option<bool>,
    /// Kinds of seal that may be authorized. Default: all.
    pub seal_types: Option<Vec<AutoSignSealType>>,
    /// Ways of choosing seals that the page offers. Default: all.
    pub limit_auth_type: Option<AuthMethodUpdateLimit>,
}

/// Ways of choosing seals when an authorization is changed.
///
/// The same as [`AuthMethodLimit`](super::AuthMethodLimit), but with strings instead of numbers,
/// and 3 instead of 2.
#[tc_enum]
pub enum AuthMethodUpdateLimit {
    /// By kind and individually.
    Both = "0",
    /// By kind only.
    SealType = "1",
    /// Individually only.
    SealId = "3",
}

/// Response of [`ModifyPartnerAutoSignAuthUrl`].
#[tc_model]
pub struct ModifyPartnerAutoSignAuthUrlResponse {
    /// Short link.
    #[tc(secret)]
    pub url: String,
    /// Mini program path, for opening it from an app or another mini program.
    #[tc(secret)]
    pub mini_app_path: Option<String>,
    /// Expiry of the link, Unix time in seconds: 7 days after creation.
    pub expire_time: Option<i64>,
}
