//! 更新企业授权签授权链接

use super::models::AutoSignSealType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link by which an organization changes the seals that it lets another place.
///
/// For an authorization that was given through the link of `CreatePartnerAutoSignAuthUrl`. Only the
/// seals can be changed, not the partner. As there, the partner is either the authorized
/// organization or, with `auth_to_me`, the authorizing one.
///
/// Both organizations must be verified and in the same application. The operator must be the super
/// administrator or the legal representative of theirs, and so must whoever opens the link. If the
/// authorizing organization has not yet switched on signing by authorization (授权签), the link
/// first leads them through that.
///
/// Nothing is charged and nobody is notified: hand the link over yourself. It lives for 7 days.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | use an operator who is super administrator or legal representative, and verified organizations |
/// | `FailedOperation` | see the message: there may be no authorization to change |
/// | `InvalidParameter.ParamError` | check the name against the business licence, brackets in full width （） |
/// | `MissingParameter` | name the partner by id or by name, or authorize the platform |
/// | `ResourceNotFound.Application` | check the application's id, and that the partner is in it |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include it |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ModifyPartnerAutoSignAuthUrl"
)]
pub struct ModifyPartnerAutoSignAuthUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The operator is the organization's super administrator or legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The partner, by the id that the vendor gave it (OrganizationId). Either this or its name.
    pub authorized_organization_id: Option<String>,
    /// The partner, by the name on its business licence, with brackets in full width （）. Either
    /// this or its id.
    pub authorized_organization_name: Option<String>,
    /// Whether it is the platform's application that is authorized, and no partner, who is then
    /// left out. It is not unless given. The vendor must first allow it, by putting the account on
    /// a list.
    pub platform_app_authorization: Option<bool>,
    /// Whether the partner authorizes the agent's organization. Unless given, the agent's
    /// organization authorizes the partner.
    pub auth_to_me: Option<bool>,
    /// The kinds of seal that may be authorized; all kinds unless given.
    pub seal_types: Option<Vec<AutoSignSealType>>,
    /// What the page offers to choose seals by; everything unless given.
    pub limit_auth_type: Option<AuthMethodUpdateLimit>,
}

/// What the page offers to choose seals by, when an authorization is changed.
///
/// The same as `AuthMethodLimit`, but texts where that has numbers, and a 3 where that has a 2.
#[tc_enum]
pub enum AuthMethodUpdateLimit {
    /// Both: whole kinds, and single seals.
    Both = "0",
    /// Kinds of seal only.
    SealType = "1",
    /// Single seals only.
    SealId = "3",
}

/// The link.
#[tc_model]
pub struct ModifyPartnerAutoSignAuthUrlResponse {
    /// The link, a short one.
    #[tc(secret)]
    pub url: String,
    /// The page in the vendor's mini program, for an app or another mini program that opens it.
    #[tc(secret)]
    pub mini_app_path: Option<String>,
    /// When the link expires, in Unix seconds: 7 days after it was made.
    pub expire_time: Option<i64>,
}
