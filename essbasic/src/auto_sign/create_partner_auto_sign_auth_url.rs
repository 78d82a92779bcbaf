//! `CreatePartnerAutoSignAuthUrl` (创建企业授权签授权链接).

use super::models::AutoSignSealType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link with which one organization authorizes another, or your platform, to place its
/// seal.
///
/// By default the organization of `agent` authorizes partners; with `auth_to_me` a partner
/// authorizes it. Afterwards contracts can have the seal placed automatically (授权签). The console
/// offers the same under 企业设置 > 扩展服务 > 企业授权签署 > 合作企业方授权.
///
/// Both organizations must be verified and in the same application. The operator, and the person
/// who opens the link, must be super administrator or legal representative of their organization.
/// If the authorizing organization has not enabled auto-sign yet, the link first guides it through
/// that.
///
/// A pair with an existing or pending authorization cannot be authorized again: change its seals
/// with `ModifyPartnerAutoSignAuthUrl`. `DescribeExtendedServiceAuthDetail` lists existing
/// authorizations.
///
/// The link is valid for 7 days. No charge and no notifications: pass the link on yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Use a super administrator or legal representative as operator, and verified organizations. |
/// | `FailedOperation` | See the message: the pair may already be authorized. |
/// | `InvalidParameter.ParamError` | Check names against the business licences, with full-width brackets （）; only one partner with `auth_to_me`. |
/// | `MissingParameter` | Set the partners by ID or name, or authorize the platform. |
/// | `ResourceNotFound.Application` | Check the application ID, and that the partners belong to it. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "创建企业授权签授权链接")]
#[tc_action(
    name = "CreatePartnerAutoSignAuthUrl",
    version = "2021-05-26",
    response = CreatePartnerAutoSignAuthUrlResponse,
    effect = link,
    at_most_one("AuthorizedOrganizationIds", "AuthorizedOrganizationNames"),
    at_least_one(
        "AuthorizedOrganizationIds",
        "AuthorizedOrganizationNames",
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
    title = "创建企业授权签授权链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreatePartnerAutoSignAuthUrl"
)]
pub struct CreatePartnerAutoSignAuthUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The operator is the super administrator or legal
    /// representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Disabled by the vendor in favour of `authorized_organization_ids`: ID of one partner.
    #[tc(hidden)]
    pub authorized_organization_id: Option<String>,
    /// Disabled by the vendor in favour of `authorized_organization_names`: name of one partner.
    #[tc(hidden)]
    pub authorized_organization_name: Option<String>,
    /// Authorizes the platform's application instead of partners, which are then left out. The
    /// vendor must enable it for the account. Default: `false`.
    pub platform_app_authorization: Option<bool>,
    /// Kinds of seal that may be authorized. Default: all.
    pub seal_types: Option<Vec<AutoSignSealType>>,
    /// Makes the partner authorize the organization of `agent`, for one partner at a time. Default:
    /// `false`, the organization authorizes the partners.
    pub auth_to_me: Option<bool>,
    /// Partners, at most 50, by the IDs that the vendor assigned (OrganizationId). Alternative to
    /// `authorized_organization_names`.
    #[tc(items = ..=50)]
    pub authorized_organization_ids: Option<Vec<String>>,
    /// Partners, at most 50, by the names on their business licences, with full-width brackets
    /// （）. Alternative to `authorized_organization_ids`.
    #[tc(items = ..=50)]
    pub authorized_organization_names: Option<Vec<String>>,
    /// Ways of choosing seals that the page offers. Default: all.
    pub limit_auth_type: Option<AuthMethodLimit>,
}

/// Ways of choosing seals when an authorization is created.
///
/// Changing an authorization uses other values, see
/// [`AuthMethodUpdateLimit`](super::AuthMethodUpdateLimit).
#[tc_enum(u64)]
pub enum AuthMethodLimit {
    /// By kind and individually.
    Both = 0,
    /// By kind only.
    SealType = 1,
    /// Individually only.
    SealId = 2,
}

/// Response of [`CreatePartnerAutoSignAuthUrl`].
#[tc_model]
pub struct CreatePartnerAutoSignAuthUrlResponse {
    /// Short link.
    #[tc(secret)]
    pub url: String,
    /// Mini program path, for opening it from an app or another mini program.
    #[tc(secret)]
    pub mini_app_path: Option<String>,
    /// Expiry of the link, Unix time in seconds: 7 days after creation.
    pub expire_time: Option<i64>,
}
